package io.servergroup.endpoint.wire;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * What is special about Route 53: its paths, and ids that carry their kind on the wire.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53.html">
 *     Actions of Amazon Route 53</a>
 */
final class Route53 {
  /** Where the operations are that are simulated. */
  static final List<Route> ROUTES =
      List.of(
          new Route("POST", "/2013-04-01/hostedzone/{Id}/rrset", "ChangeResourceRecordSets"),
          new Route("GET", "/2013-04-01/hostedzone/{Id}/rrset", "ListResourceRecordSets"),
          new Route("GET", "/2013-04-01/hostedzone/{Id}", "GetHostedZone"),
          new Route("GET", "/2013-04-01/hostedzone", "ListHostedZones"),
          new Route("GET", "/2013-04-01/change/{Id}", "GetChange"));

  private Route53() {}

  /** The SDK takes the kind away from the ids it shows: {@code /hostedzone/Z1} is shown as Z1. */
  static String written(SdkPojo owner, SdkField<?> field, String text) {
    if (!"Id".equals(field.memberName()) || text.startsWith("/")) {
      return text;
    }
    return switch (owner) {
      case HostedZone _ -> "/hostedzone/" + text;
      case ChangeInfo _ -> "/change/" + text;
      default -> text;
    };
  }
}
