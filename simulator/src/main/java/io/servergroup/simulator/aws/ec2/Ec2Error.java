package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Error responses of EC2; it models none of its errors, so all are Ec2Exceptions with a code. */
public final class Ec2Error {
  private Ec2Error() {}

  /**
   * A refused request, HTTP status 400.
   *
   * @param code such as {@code InvalidInstanceID.NotFound}
   */
  public static RuntimeException of(String code, String message) {
    return ServiceError.of(Ec2Exception.builder(), "Ec2", 400, code, message);
  }

  /** The lack of room for new instances, HTTP status 500. */
  public static RuntimeException insufficientCapacity(String zone, String instanceType) {
    return ServiceError.of(
        Ec2Exception.builder(),
        "Ec2",
        500,
        "InsufficientInstanceCapacity",
        "We currently do not have sufficient "
            + instanceType
            + " capacity in the Availability Zone you requested ("
            + zone
            + ").");
  }
}
