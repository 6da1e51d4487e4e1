package io.servergroup.simulator.aws.states;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** One API action that tasks call through an SDK client. */
interface ClientIntegration extends Integration {
  /**
   * The request that arguments describe.
   *
   * @throws io.servergroup.simulator.aws.sdk.InvalidArgumentsException when they do not fit
   */
  SdkRequest request(Map<?, ?> arguments);

  /** Makes the call. */
  SdkResponse call(SdkRequest request);

  /** What a response means for the task. */
  TaskOutcome answered(SdkResponse response);

  @Override
  default Supplier<TaskOutcome> prepare(Map<?, ?> arguments) {
    SdkRequest request = request(arguments);
    return () -> answered(call(request));
  }
}
