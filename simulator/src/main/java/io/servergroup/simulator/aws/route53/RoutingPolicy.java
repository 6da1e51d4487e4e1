package io.servergroup.simulator.aws.route53;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * How Route 53 chooses among the record sets of one name and type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html">Choosing
 *     a routing policy</a>
 */
enum RoutingPolicy {
  SIMPLE,
  WEIGHTED,
  LATENCY,
  FAILOVER,
  GEOLOCATION,
  MULTIVALUE;

  /** The policy of a record set that {@link RecordForm} has accepted. */
  static RoutingPolicy of(ResourceRecordSet record) {
    List<RoutingPolicy> asked = askedFor(record);
    return asked.isEmpty() ? SIMPLE : asked.getFirst();
  }

  /**
   * Every policy other than simple that a record set asks for; Route 53 accepts one at most.
   *
   * @throws UnsupportedOperationException for the policies that are not modelled
   */
  static List<RoutingPolicy> askedFor(ResourceRecordSet record) {
    if (record.geoProximityLocation() != null || record.cidrRoutingConfig() != null) {
      throw new UnsupportedOperationException(
          "geoproximity and IP-based routing are not simulated: " + record);
    }
    List<RoutingPolicy> asked = new ArrayList<>();
    if (record.weight() != null) {
      asked.add(WEIGHTED);
    }
    if (record.region() != null) {
      asked.add(LATENCY);
    }
    if (record.failover() != null) {
      asked.add(FAILOVER);
    }
    if (record.geoLocation() != null) {
      asked.add(GEOLOCATION);
    }
    // Route 53 asks for an identifier also when the value is false: it is set, not absent.
    if (record.multiValueAnswer() != null) {
      asked.add(MULTIVALUE);
    }
    return asked;
  }
}
