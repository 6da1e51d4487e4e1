package io.servergroup.simulator.aws.states;

import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;

/** One API action that tasks call through an SDK client. */
interface Integration {
  /**
   * The request that arguments describe.
   *
   * @throws io.servergroup.simulator.aws.sdk.InvalidArgumentsException when they do not fit
   */
  SdkRequest request(Map<?, ?> arguments);

  /** Makes the call; to be run by a fiber, since it takes virtual time. */
  SdkResponse call(SdkRequest request);

  /** What a response means for the task. */
  TaskOutcome answered(SdkResponse response);

  /** What an exception of the SDK means for the task. */
  TaskOutcome refused(SdkException exception);
}
