package io.servergroup.simulator.aws.route53;

import java.util.Comparator;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What identifies a simple record set in its zone. */
record RecordKey(DnsName name, String type) implements Comparable<RecordKey> {
  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::name).thenComparing(RecordKey::type);

  static RecordKey of(ResourceRecordSet record) {
    return new RecordKey(DnsName.of(record.name()), record.typeAsString());
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }

  /** As Route 53 writes it in its messages. */
  String described() {
    return "[name='" + name.text() + "', type='" + type + "']";
  }
}
