package io.servergroup.aws;

import io.servergroup.group.DnsName;
import io.servergroup.group.Slot;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityAction.UpsertRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads and writes the A records of servers. */
public final class RecordGateway {
  private static final int RECORDS_PER_PAGE = 300;
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  /**
   * The order of records in a zone: by name, its labels reversed.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">ListResourceRecordSets</a>
   */
  private static final Comparator<String> ZONE_ORDER =
      Comparator.comparing(RecordGateway::reversed);

  private final Route53Client route53;

  public RecordGateway(Route53Client route53) {
    this.route53 = route53;
  }

  /**
   * The A records that slots want, as they are now, by name; one that is missing has no entry.
   * Reads each zone from the first of the names to the last.
   */
  public NavigableMap<String, AddressRecord> read(List<Slot> slots) {
    Map<String, List<String>> namesByZone =
        slots.stream()
            .flatMap(slot -> slot.dnsName().stream())
            .collect(
                Collectors.groupingBy(
                    DnsName::hostedZoneId,
                    TreeMap::new,
                    Collectors.mapping(DnsName::name, Collectors.toList())));
    NavigableMap<String, AddressRecord> found = new TreeMap<>();
    namesByZone.forEach((zone, names) -> readZone(zone, names, found));
    return found;
  }

  Outcome upsert(UpsertRecord action) {
    ResourceRecordSet record =
        ResourceRecordSet.builder()
            .name(action.name().name())
            .type(RRType.A)
            .ttl(action.name().ttl().toSeconds())
            .resourceRecords(ResourceRecord.builder().value(action.address()).build())
            .build();
    Change change = Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(record).build();
    return Calls.attempt(
        "route53:ChangeResourceRecordSets",
        () ->
            route53.changeResourceRecordSets(
                request ->
                    request
                        .hostedZoneId(action.name().hostedZoneId())
                        .changeBatch(batch -> batch.changes(change))));
  }

  private void readZone(String zone, List<String> names, Map<String, AddressRecord> found) {
    TreeSet<String> wanted = new TreeSet<>(ZONE_ORDER);
    wanted.addAll(names);
    String name = wanted.first();
    RRType type = null;
    String identifier = null;
    while (true) {
      ListResourceRecordSetsResponse page =
          route53.listResourceRecordSets(
              ListResourceRecordSetsRequest.builder()
                  .hostedZoneId(zone)
                  .startRecordName(name)
                  .startRecordType(type)
                  .startRecordIdentifier(identifier)
                  .maxItems(Integer.toString(RECORDS_PER_PAGE))
                  .build());
      page.resourceRecordSets().stream()
          .filter(record -> record.type() == RRType.A && wanted.contains(plain(record.name())))
          .forEach(record -> found.put(plain(record.name()), addresses(record)));
      if (!Boolean.TRUE.equals(page.isTruncated())
          || ZONE_ORDER.compare(plain(page.nextRecordName()), wanted.last()) > 0) {
        return;
      }
      name = page.nextRecordName();
      type = page.nextRecordType();
      identifier = page.nextRecordIdentifier();
    }
  }

  private static AddressRecord addresses(ResourceRecordSet record) {
    return new AddressRecord(
        // An alias has neither; it is not what a slot wants.
        Duration.ofSeconds(record.ttl() == null ? 0 : record.ttl()),
        record.resourceRecords().stream().map(ResourceRecord::value).toList());
  }

  /**
   * The one spelling of a name that snapshots hold, so that what a tag asks for and what a zone has
   * can be compared: Route 53 appends a dot and writes unusual characters in octal.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html">DNS
   *     domain name format</a>
   */
  static String plain(String name) {
    String unescaped =
        ESCAPED
            .matcher(name)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1), 8))));
    String lower = unescaped.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  static String reversed(String name) {
    List<String> labels = new ArrayList<>(Arrays.asList(name.split("\\.", -1)));
    Collections.reverse(labels);
    return String.join(".", labels) + ".";
  }
}
