package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.aws.sdk.SdkOperation;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The optimised {@code dynamodb:} integration: attribute values are written as in the API, results
 * carry HTTP metadata.
 */
record DynamoDbIntegration(SdkOperation operation, ResponseMetadata metadata, InstantSource clock)
    implements ClientIntegration {
  /** Source: AWS, "Call DynamoDB APIs with Step Functions". */
  static final Set<String> ACTIONS = Set.of("getItem", "putItem", "updateItem", "deleteItem");

  @Override
  public SdkRequest request(Map<?, ?> arguments) {
    return operation.request(arguments, Notation.WIRE);
  }

  @Override
  public SdkResponse call(SdkRequest request) {
    return operation.call(request);
  }

  @Override
  public TaskOutcome answered(SdkResponse response) {
    Map<String, Object> output = ModelToJson.of(response, Notation.WIRE);
    metadata.addDynamoDb(output, clock.instant());
    return new TaskOutcome.Answered(output);
  }

  @Override
  public TaskOutcome refused(SdkException exception) {
    return ClassicFailure.DYNAMODB.of(exception);
  }
}
