package io.servergroup.simulator.aws.route53;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What Route 53 checks of a change before it looks at the zone, in the words that users have seen.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html">
 *     ResourceRecordSet</a>
 */
final class RecordForm {
  private static final String CONTENT =
      "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or"
          + " TrafficPolicyInstanceId], but found ";
  private static final String POLICY =
      "Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer], but"
          + " found ";

  private RecordForm() {}

  /**
   * Refuses changes whose record sets make no sense by themselves.
   *
   * @throws software.amazon.awssdk.services.route53.model.InvalidInputException naming all of them
   */
  static void check(List<Change> changes) {
    List<String> findings = changes.stream().flatMap(change -> finding(change).stream()).toList();
    if (!findings.isEmpty()) {
      throw Route53Errors.invalidInput("Invalid request: " + String.join(", and ", findings));
    }
  }

  /** A record set as Route 53 stores and lists it. */
  static ResourceRecordSet stored(ResourceRecordSet written) {
    ResourceRecordSet.Builder stored = written.toBuilder().name(DnsName.of(written.name()).text());
    if (written.aliasTarget() != null) {
      stored.aliasTarget(
          written.aliasTarget().toBuilder()
              .dnsName(DnsName.of(written.aliasTarget().dnsName()).text())
              .build());
    }
    return stored.build();
  }

  /** Whether two stored record sets say the same; the order of values does not count. */
  static boolean same(ResourceRecordSet one, ResourceRecordSet other) {
    return ordered(one).equals(ordered(other));
  }

  private static ResourceRecordSet ordered(ResourceRecordSet record) {
    return record.toBuilder()
        .resourceRecords(
            record.resourceRecords().stream()
                .sorted(Comparator.comparing(ResourceRecord::value))
                .toList())
        .build();
  }

  private static Optional<String> finding(Change change) {
    ResourceRecordSet record = change.resourceRecordSet();
    return content(record)
        .or(() -> policy(record))
        .map(
            problem ->
                "%s in Change with [Action=%s, Name=%s, Type=%s, SetIdentifier=%s]"
                    .formatted(
                        problem,
                        change.actionAsString(),
                        record.name(),
                        record.typeAsString(),
                        record.setIdentifier()));
  }

  private static Optional<String> content(ResourceRecordSet record) {
    if (record.trafficPolicyInstanceId() != null) {
      throw new UnsupportedOperationException("traffic policies are not simulated: " + record);
    }
    boolean values = !record.resourceRecords().isEmpty();
    boolean ttl = record.ttl() != null;
    if (record.aliasTarget() != null) {
      return values || ttl ? Optional.of(CONTENT + "more than one") : Optional.empty();
    }
    return values && ttl ? Optional.empty() : Optional.of(CONTENT + "none");
  }

  private static Optional<String> policy(ResourceRecordSet record) {
    int policies = RoutingPolicy.askedFor(record).size();
    if (record.setIdentifier() == null) {
      return policies == 0 ? Optional.empty() : Optional.of("Missing field 'SetIdentifier'");
    }
    return switch (policies) {
      case 0 -> Optional.of(POLICY + "none");
      case 1 -> Optional.empty();
      default -> Optional.of(POLICY + "more than one");
    };
  }
}
