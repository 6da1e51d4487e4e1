package io.servergroup.simulator.aws.route53;

import java.util.Comparator;
import java.util.NavigableMap;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What identifies a record set in its zone, in the order of ListResourceRecordSets: by name, then
 * by type; sets of one name and type by their identifiers, as the pages of the list go on.
 *
 * @param setIdentifier tells routed record sets apart; empty for a simple or an alias record set
 */
record RecordKey(DnsName name, String type, String setIdentifier) implements Comparable<RecordKey> {
  /** Lower than every type. */
  private static final String FIRST_TYPE = "";

  /** Higher than every type: types are upper case. */
  private static final String AFTER_LAST_TYPE = "a";

  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::name)
          .thenComparing(RecordKey::type)
          .thenComparing(RecordKey::setIdentifier);

  static RecordKey of(ResourceRecordSet record) {
    return new RecordKey(
        DnsName.of(record.name()),
        record.typeAsString(),
        record.setIdentifier() == null ? "" : record.setIdentifier());
  }

  /** Where a list begins that starts at a name, and at a type and an identifier unless null. */
  static RecordKey start(String name, String type, String setIdentifier) {
    return new RecordKey(
        DnsName.of(name),
        type == null ? FIRST_TYPE : type,
        setIdentifier == null ? "" : setIdentifier);
  }

  /** The record sets of any type with a name. */
  static <V> NavigableMap<RecordKey, V> named(NavigableMap<RecordKey, V> records, DnsName name) {
    return records.subMap(
        new RecordKey(name, FIRST_TYPE, ""), true, new RecordKey(name, AFTER_LAST_TYPE, ""), false);
  }

  /** Whether both belong to one name and type, so that a query is answered from both. */
  boolean answersWith(RecordKey other) {
    return name.equals(other.name) && type.equals(other.type);
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }

  /** As Route 53 writes it in its messages. */
  String described() {
    String identifier = setIdentifier.isEmpty() ? "" : ", set-identifier='" + setIdentifier + "'";
    return "[name='" + name.text() + "', type='" + type + "'" + identifier + "]";
  }
}
