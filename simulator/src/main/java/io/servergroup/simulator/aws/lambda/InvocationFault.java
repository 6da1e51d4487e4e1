package io.servergroup.simulator.aws.lambda;

import java.time.Duration;

/** What goes wrong with one invocation. */
public sealed interface InvocationFault {
  /** Nothing. */
  record None() implements InvocationFault {}

  /** Lambda refuses it because too many run; the handler does not start. */
  record Throttled() implements InvocationFault {}

  /**
   * Lambda has put the function to rest because nobody called it for two weeks, and is restoring
   * it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">SnapStartNotReadyException</a>
   */
  record NotReady() implements InvocationFault {}

  /** Lambda fails before the handler starts. */
  record Refused() implements InvocationFault {}

  /** The handler runs to its end, but its caller hears of a service failure. */
  record ResponseLost() implements InvocationFault {}

  /**
   * The environment dies.
   *
   * @param after how long the handler had been running
   */
  record Killed(Duration after) implements InvocationFault {}

  /**
   * An asynchronous event is delivered a second time; nothing for a synchronous invocation.
   *
   * @param later how long after the first delivery
   */
  record Duplicated(Duration later) implements InvocationFault {}
}
