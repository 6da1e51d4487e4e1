package io.servergroup.aws;

import io.servergroup.identity.AddressRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What the Route 53 API says about the record sets of one name and type. */
final class RecordSets {
  private RecordSets() {}

  /**
   * What they are together.
   *
   * @param sets of one name and type, at least one; only such with a set identifier can be several
   */
  static AddressRecord together(List<ResourceRecordSet> sets) {
    ResourceRecordSet first = sets.getFirst();
    if (first.setIdentifier() != null) {
      return AddressRecord.special(
          "%s record with the set identifiers %s"
              .formatted(
                  routing(first),
                  sets.stream()
                      .map(ResourceRecordSet::setIdentifier)
                      .collect(Collectors.joining(", "))));
    }
    if (first.aliasTarget() != null) {
      return AddressRecord.special("an alias of " + first.aliasTarget().dnsName());
    }
    if (first.trafficPolicyInstanceId() != null) {
      return AddressRecord.special(
          "a record of the traffic policy instance " + first.trafficPolicyInstanceId());
    }
    return new AddressRecord(
        Duration.ofSeconds(first.ttl() == null ? 0 : first.ttl()),
        first.resourceRecords().stream().map(ResourceRecord::value).toList());
  }

  private static String routing(ResourceRecordSet set) {
    if (set.weight() != null) {
      return "a weighted";
    }
    if (set.region() != null) {
      return "a latency";
    }
    if (set.failover() != null) {
      return "a failover";
    }
    return Boolean.TRUE.equals(set.multiValueAnswer()) ? "a multivalue" : "a location";
  }
}
