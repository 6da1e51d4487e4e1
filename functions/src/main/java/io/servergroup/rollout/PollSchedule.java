package io.servergroup.rollout;

import java.time.Duration;

/**
 * How long to wait before the next look. A look costs a state machine nine history events, so what
 * takes long is looked at less often; once a batch has been seen healthy, the interval is kept.
 */
public final class PollSchedule {
  /** The next look comes when a wait has grown by this part. */
  private static final int PART = 20;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private PollSchedule() {}

  /**
   * Until the next look.
   *
   * @param interval what the rollout asked for
   * @param elapsed since the wait began
   * @param healthyLooks how many looks in a row found all servers healthy
   */
  public static Duration untilNextLook(Duration interval, Duration elapsed, int healthyLooks) {
    if (healthyLooks > 0) {
      return interval;
    }
    Duration grown = Duration.ofSeconds(elapsed.dividedBy(PART).toSeconds());
    Duration bounded = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    return bounded.compareTo(interval) > 0 ? bounded : interval;
  }
}
