package io.servergroup.rollout;

import java.time.Duration;

/** When somebody is told how far a rollout is. */
public final class ProgressSchedule {
  /** At least so often a running rollout is told about. */
  private static final Duration PERIOD = Duration.ofSeconds(60);

  /** What a look at a rollout and the telling itself may take. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private ProgressSchedule() {}

  /**
   * Whether the next look would be too late to tell something again.
   *
   * @param sinceTold how long ago something was told last
   * @param untilNext how long until the next look
   */
  public static boolean isDue(Duration sinceTold, Duration untilNext) {
    return sinceTold.plus(untilNext).plus(LOOK).compareTo(PERIOD) > 0;
  }
}
