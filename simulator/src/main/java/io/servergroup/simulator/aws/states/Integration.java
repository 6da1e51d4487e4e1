package io.servergroup.simulator.aws.states;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** One API action that tasks call. */
interface Integration {
  /**
   * The call that arguments describe; to be run by a fiber, since it takes virtual time.
   *
   * @throws io.servergroup.simulator.aws.sdk.InvalidArgumentsException when they do not fit
   */
  Supplier<TaskOutcome> prepare(Map<?, ?> arguments);

  /** What an exception of the SDK means for the task. */
  TaskOutcome refused(SdkException exception);
}
