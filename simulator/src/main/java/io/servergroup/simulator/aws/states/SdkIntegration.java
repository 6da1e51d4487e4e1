package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.aws.sdk.SdkFailure;
import io.servergroup.simulator.aws.sdk.SdkOperation;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code aws-sdk:service:action}: any operation of any service.
 *
 * @param service the SDK's name of the service
 */
record SdkIntegration(String service, SdkOperation operation) implements ClientIntegration {
  @Override
  public SdkRequest request(Map<?, ?> arguments) {
    return operation.request(arguments, Notation.SDK_INTEGRATION);
  }

  @Override
  public SdkResponse call(SdkRequest request) {
    return operation.call(request);
  }

  @Override
  public TaskOutcome answered(SdkResponse response) {
    return new TaskOutcome.Answered(ModelToJson.of(response, Notation.SDK_INTEGRATION));
  }

  @Override
  public TaskOutcome refused(SdkException exception) {
    SdkFailure failure = SdkFailure.of(service, exception);
    return new TaskOutcome.Failed(failure.error(), failure.cause());
  }
}
