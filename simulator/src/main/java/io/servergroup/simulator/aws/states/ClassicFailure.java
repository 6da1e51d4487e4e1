package io.servergroup.simulator.aws.states;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Errors as the optimised integrations report them: named and worded by the first SDK for Java.
 * Source: executions recorded on AWS, such as {@code DynamoDB.AmazonDynamoDBException}.
 *
 * @param prefix of the error names, such as {@code DynamoDB}
 * @param service in the causes, such as {@code AmazonDynamoDBv2}
 * @param general the class of errors that have none of their own, such as {@code
 *     AmazonDynamoDBException}
 * @param generalOfSdk the class of the SDK in use for the same, such as {@code DynamoDbException}
 */
record ClassicFailure(String prefix, String service, String general, String generalOfSdk) {
  static final ClassicFailure DYNAMODB =
      new ClassicFailure(
          "DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException", "DynamoDbException");
  static final ClassicFailure EVENTS =
      new ClassicFailure(
          "EventBridge", "AmazonEventBridge", "AmazonEventBridgeException", "EventBridgeException");

  TaskOutcome of(SdkException exception) {
    String type = exception.getClass().getSimpleName();
    if (!(exception instanceof AwsServiceException refused)) {
      return new TaskOutcome.Failed(prefix + "." + type, exception.getMessage());
    }
    boolean isGeneral = type.equals(generalOfSdk) || type.equals("AwsServiceException");
    AwsErrorDetails details = refused.awsErrorDetails();
    String cause =
        "%s (Service: %s; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
            .formatted(
                details.errorMessage(),
                service,
                refused.statusCode(),
                details.errorCode(),
                refused.requestId());
    return new TaskOutcome.Failed(prefix + "." + (isGeneral ? general : type), cause);
  }
}
