package io.servergroup.rollout;

import java.time.Duration;

/**
 * How long to wait before the next look. A look costs a state machine nine history events, so it is
 * rare while nothing can be ready, and frequent when it matters: once the servers are in service
 * only their health checks are missing, and what passes until that is seen is lost. Looks are then
 * as far apart as a small part of the time the batch has taken anyway.
 */
public final class PollSchedule {
  /** While servers are on their way, the next look comes when the wait has grown by this part. */
  private static final int PART_AWAY = 20;

  /** The same once they are in service: a look too late costs at most so much of the time. */
  private static final int PART_NEAR = 40;

  /** How much more often than asked for servers in service are looked at, at first. */
  private static final int NEARER = 10;

  /** With what a look itself takes, progress is told at least once a minute. */
  private static final Duration LONGEST = Duration.ofSeconds(50);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private PollSchedule() {}

  /**
   * Until the next look at something that may take long.
   *
   * @param interval what the rollout asked for
   * @param elapsed since the wait began
   */
  public static Duration away(Duration interval, Duration elapsed) {
    return atLeast(interval, elapsed.dividedBy(PART_AWAY));
  }

  /**
   * Until the next look at servers that are in service and not yet healthy.
   *
   * @param interval what the rollout asked for
   * @param elapsed since the wait began
   */
  public static Duration near(Duration interval, Duration elapsed) {
    Duration least = interval.dividedBy(NEARER);
    return atLeast(least.compareTo(SHORTEST) < 0 ? SHORTEST : least, elapsed.dividedBy(PART_NEAR));
  }

  /**
   * Until the next look at servers that were all healthy at this one.
   *
   * @param interval what the rollout asked for
   */
  public static Duration again(Duration interval) {
    return near(interval, Duration.ZERO);
  }

  /**
   * Until the next look at a group that has to stay as it is.
   *
   * @param left for how much longer
   */
  public static Duration baking(Duration left) {
    return atLeast(SHORTEST, left.plus(SHORTEST));
  }

  /** In whole seconds, because a state machine waits in whole seconds. */
  private static Duration atLeast(Duration least, Duration grown) {
    Duration bounded = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    Duration wait = bounded.compareTo(least) > 0 ? bounded : least;
    return Duration.ofSeconds(Math.max(1, wait.toSeconds()));
  }
}
