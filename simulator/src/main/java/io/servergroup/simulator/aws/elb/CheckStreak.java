package io.servergroup.simulator.aws.elb;

import java.time.Duration;
import java.time.Instant;

/**
 * The checks of one member, which take place at fixed points of time and pass or fail with what the
 * software answers then. Knows when the running streak of equal results began, so that the one
 * moment at which it reaches a threshold can be computed instead of simulating every check.
 */
final class CheckStreak {
  private final Instant grid;
  private final Duration interval;
  private boolean passing;
  private Instant first;

  /** The streak that goes on if the answer changes back before any check has seen the change. */
  private Instant interrupted;

  /**
   * @param firstCheck when the first check takes place; the others follow at the interval
   */
  CheckStreak(Instant firstCheck, Duration interval, boolean passing) {
    this.grid = firstCheck;
    this.interval = interval;
    this.passing = passing;
    this.first = firstCheck;
  }

  boolean passing() {
    return passing;
  }

  /** Notes what checks find from now on. */
  void change(boolean nowPassing, Instant now) {
    if (nowPassing == passing) {
      return;
    }
    passing = nowPassing;
    if (first.isAfter(now) && interrupted != null) {
      first = interrupted;
      interrupted = null;
    } else {
      interrupted = first.isAfter(now) ? null : first;
      first = nextCheck(now);
    }
  }

  /** Counts the checks to come from now on anew. */
  void restart(Instant now) {
    interrupted = null;
    first = nextCheck(now);
  }

  /** When as many checks in a row will have found the same, if nothing changes. */
  Instant reaches(int checks) {
    return first.plus(interval.multipliedBy(checks - 1L));
  }

  private Instant nextCheck(Instant now) {
    if (grid.isAfter(now)) {
      return grid;
    }
    long passed = Duration.between(grid, now).dividedBy(interval);
    return grid.plus(interval.multipliedBy(passed + 1));
  }
}
