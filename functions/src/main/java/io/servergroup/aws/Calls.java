package io.servergroup.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
    return attempt(
        action,
        () -> {
          call.run();
          return new Outcome.Done();
        },
        special);
  }

  /**
   * Makes a call whose answer says how to follow what it began.
   *
   * @param special the reaction to errors that mean something else here than elsewhere
   */
  static Outcome attempt(
      String action,
      Supplier<Outcome.Done> call,
      Function<SdkException, Optional<Outcome>> special) {
    try {
      return call.get();
    } catch (SdkException e) {
      return special.apply(e).orElseGet(() -> ErrorReaction.to(action, e));
    }
  }
}
