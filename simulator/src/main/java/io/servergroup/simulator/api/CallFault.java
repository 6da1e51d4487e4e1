package io.servergroup.simulator.api;

import java.time.Duration;

/** What goes wrong with one call. */
public sealed interface CallFault {
  /** Nothing. */
  record None() implements CallFault {}

  /** The caller dies before the call reaches AWS: nothing took effect. */
  record CallerDiesBefore() implements CallFault {}

  /** The caller dies after the call took effect and never learns of it. */
  record CallerDiesAfter() implements CallFault {}

  /**
   * AWS refuses the call; nothing took effect.
   *
   * @param error what the SDK throws after its own retries
   */
  record Refused(RuntimeException error) implements CallFault {}

  /**
   * The call takes effect, but its response is lost.
   *
   * @param error what the SDK throws instead of returning
   */
  record ResponseLost(RuntimeException error) implements CallFault {}

  /**
   * The call takes longer than usual.
   *
   * @param extra the additional time
   */
  record Slow(Duration extra) implements CallFault {}
}
