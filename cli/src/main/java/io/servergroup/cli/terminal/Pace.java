package io.servergroup.cli.terminal;

import java.time.Duration;

/**
 * How fast virtual time may pass for the person who watches.
 *
 * @param speed virtual seconds in one real second; infinite for no limit
 * @param patience real time after which the limit is dropped, so that nobody waits for long unless
 *     they asked for a speed
 */
public record Pace(double speed, Duration patience) {
  /** As fast as the machine can. */
  public static final Pace UNLIMITED = new Pace(Double.POSITIVE_INFINITY, Duration.ZERO);

  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double VIRTUAL_SECONDS_PER_BATCH = 240;
  private static final double REAL_SECONDS_PER_BATCH = 1.6;
  private static final double MOST_REAL_SECONDS = 16;

  /** Exactly this speed, however long it takes. */
  public static Pace of(double speed) {
    return new Pace(speed, FOREVER);
  }

  /**
   * A pace at which every batch of a small cluster can be followed and a large one does not take
   * forever: about 10 seconds for 6 batches, about 16 for any number. It rests on a batch taking
   * about four minutes, and where that is wrong the patience ends it.
   */
  public static Pace watchable(int batches) {
    double real = Math.min(MOST_REAL_SECONDS, batches * REAL_SECONDS_PER_BATCH);
    return new Pace(batches * VIRTUAL_SECONDS_PER_BATCH / real, PATIENCE);
  }

  /** Whether virtual time has to wait at all. */
  public boolean limited() {
    return Double.isFinite(speed);
  }

  /** How long to wait until {@code since} may be shown, {@code elapsed} after the start. */
  public Duration wait(Duration since, Duration elapsed) {
    if (!limited() || elapsed.compareTo(patience) >= 0) {
      return Duration.ZERO;
    }
    Duration due = Duration.ofNanos((long) (since.toNanos() / speed));
    Duration left = due.minus(elapsed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The virtual time to show {@code elapsed} after the start. */
  public Duration virtual(Duration elapsed) {
    return Duration.ofNanos((long) (elapsed.toNanos() * speed));
  }
}
