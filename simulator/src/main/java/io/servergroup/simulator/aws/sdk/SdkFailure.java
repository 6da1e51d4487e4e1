package io.servergroup.simulator.aws.sdk;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An exception of the SDK as Step Functions' SDK integrations report it. Source: executions
 * recorded on AWS.
 *
 * @param error service and exception class, such as {@code
 *     DynamoDb.ConditionalCheckFailedException}; a code without a class of its own has the
 *     service's general one, {@code Ec2.Ec2Exception}
 * @param cause as the SDK words it: {@code message (Service: Ec2, Status Code: 400, Request ID:
 *     ...)}
 */
public record SdkFailure(String error, String cause) {
  /**
   * Names an exception.
   *
   * @param service {@link SdkService#name()}
   */
  public static SdkFailure of(String service, SdkException exception) {
    String type =
        exception.getClass() == AwsServiceException.class
            ? service + "Exception"
            : exception.getClass().getSimpleName();
    return new SdkFailure(service + "." + type, exception.getMessage());
  }
}
