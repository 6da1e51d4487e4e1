package io.servergroup.simulator.api;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Builds the exceptions that the SDK throws for an error response of AWS. */
public final class ServiceError {
  private ServiceError() {}

  /**
   * Fills an exception the way the SDK's unmarshaller does.
   *
   * @param builder of the modelled exception, or of the service's general one for a code that is
   *     not modelled
   * @param service the SDK's name of the service, such as {@code Ec2}
   * @param status the HTTP status, such as 400
   * @param code the error code, such as {@code InvalidNetworkInterface.InUse}
   */
  public static RuntimeException of(
      AwsServiceException.Builder builder,
      String service,
      int status,
      String code,
      String message) {
    return builder
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .build())
        .statusCode(status)
        .requestId("00000000-0000-4000-a000-000000000000")
        .build();
  }
}
