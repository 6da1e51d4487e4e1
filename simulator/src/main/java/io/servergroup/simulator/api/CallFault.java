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
   * The call takes longer than usual to reach AWS.
   *
   * @param extra the additional time, before the effect
   */
  record Slow(Duration extra) implements CallFault {}

  /**
   * The response takes longer than usual to reach the caller.
   *
   * @param extra the additional time, after the effect
   */
  record SlowResponse(Duration extra) implements CallFault {}

  /** The call takes effect; then its caller hangs until somebody kills it. */
  record CallerHangsAfter() implements CallFault {}

  /**
   * A read (Describe, Get or List) is answered with what was true a while ago: the oldest answer
   * within {@code atMost} that an equal request got, or would have got just before a change. While
   * faults are set the latest few different requests to each service are remembered for that; a
   * read that is not among them, and every other call, goes as usual.
   *
   * <p>AWS reads are eventually consistent: a change "might not be immediately visible to all
   * subsequent commands", for which EC2 advises to wait from a couple of seconds up. A few seconds
   * are therefore realistic. Route 53 documents that ListResourceRecordSets shows changes at once.
   *
   * @param atMost how old the answer may be
   * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">
   *     Eventual consistency in the Amazon EC2 API</a>
   */
  record Stale(Duration atMost) implements CallFault {}
}
