package io.servergroup.aws;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what a call throws into an outcome. */
final class Calls {
  private Calls() {}

  static Outcome attempt(String action, Runnable call) {
    return attempt(action, call, error -> Optional.empty());
  }

  /**
   * Makes a call.
   *
   * @param special the reaction to errors that mean something else here than elsewhere
   */
  static Outcome attempt(
      String action, Runnable call, Function<SdkException, Optional<Outcome>> special) {
    try {
      call.run();
      return new Outcome.Done();
    } catch (SdkException e) {
      return special.apply(e).orElseGet(() -> ErrorReaction.to(action, e));
    }
  }
}
