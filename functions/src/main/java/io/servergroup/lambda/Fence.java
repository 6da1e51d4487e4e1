package io.servergroup.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps a function that was held up from changing something for a rollout that has lost its lock
 * meanwhile.
 *
 * <p>AWS does not know our lock, so a change can not be made on condition of it. Instead a change
 * is begun only a short time after the lock was seen, a call is given up after a while, and who
 * takes over a lock waits for longer than both together.
 */
final class Fence {
  /** For how long what was read of the lock may be relied on. */
  static final Duration TRUSTED = Duration.ofSeconds(10);

  /**
   * How long the next holder waits: {@link #TRUSTED}, and a call that takes all of its time limit
   * (15 seconds), with as much again in reserve; what was terminated shows in every reading by
   * then, too.
   */
  static final Duration SETTLING = Duration.ofSeconds(60);

  private Fence() {}

  /**
   * Whether a change may still be begun.
   *
   * @param lockedAt when the lock was certainly ours
   */
  static boolean holds(Instant lockedAt, InstantSource clock) {
    return Duration.between(lockedAt, clock.instant()).compareTo(TRUSTED) < 0;
  }
}
