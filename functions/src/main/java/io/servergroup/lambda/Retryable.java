package io.servergroup.lambda;

import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.UnreadableException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Lets the state machine tell AWS failures that may pass from those that will not. */
final class Retryable {
  private Retryable() {}

  /**
   * Runs a step that may be run again.
   *
   * @throws RetryLaterException when AWS failed in a way that may pass; the state machine retries
   *     it by this name
   */
  static <T> T call(String step, Supplier<T> work) {
    try {
      return work.get();
    } catch (UnreadableException unreadable) {
      throw sorted(step, unreadable.error());
    } catch (SdkException failure) {
      throw sorted(step, failure);
    }
  }

  private static RuntimeException sorted(String step, SdkException failure) {
    return ErrorReaction.to(step, failure) instanceof Outcome.TryAgain(String detail)
        ? new RetryLaterException(detail, failure)
        : failure;
  }
}
