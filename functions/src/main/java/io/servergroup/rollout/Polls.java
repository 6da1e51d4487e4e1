package io.servergroup.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * How often the servers of batches are looked at until they have been seen healthy often enough,
 * and how closely.
 *
 * @param away looks that find nobody in service, and read nothing else
 * @param awayClosely the same that read identities too, to tell what is waited for
 * @param serving looks at servers in service to which no load balancer sends requests yet
 * @param whole looks that read everything
 * @param told so many of all these looks tell how the batch goes on
 */
public record Polls(int away, int awayClosely, int serving, int whole, int told) {
  public static final Polls NONE = new Polls(0, 0, 0, 0, 0);

  private static final int PARTS = 10;

  /**
   * What a look itself takes: a poll of 80 ms, as docs/PERFORMANCE.md has it, and its way there.
   */
  private static final Duration LOOK = Duration.ofMillis(150);

  /** All looks. */
  public int all() {
    return away + awayClosely + serving + whole;
  }

  Polls plus(Polls other) {
    return new Polls(
        away + other.away,
        awayClosely + other.awayClosely,
        serving + other.serving,
        whole + other.whole,
        told + other.told);
  }

  /**
   * Those at so many batches whose servers all come into service at the same time: as many as on
   * average over when, between two looks, that is.
   *
   * @param time how long a batch takes
   * @param alone whether its Auto Scaling groups hold a single server; of several, some are sent
   *     requests before the others are, and are looked at wholly from then on
   */
  static Polls of(BatchTime time, Gates gates, boolean alone, int batches) {
    Polls sum = NONE;
    for (int part = 0; part < PARTS; part++) {
      Duration later = gates.pollInterval().multipliedBy(2L * part - PARTS).dividedBy(2L * PARTS);
      sum = sum.plus(of(gates, alone, time.untilInService().plus(later), time.untilHealthy()));
    }
    return new Polls(
        average(sum.away, batches),
        average(sum.awayClosely, batches),
        average(sum.serving, batches),
        average(sum.whole, batches),
        average(sum.told, batches));
  }

  private static int average(int sum, int batches) {
    return Math.round((float) sum * batches / PARTS);
  }

  private static Polls of(
      Gates gates, boolean alone, Duration untilInService, Duration untilHealthy) {
    Polls polls = NONE;
    int good = 0;
    Optional<Duration> told = Optional.empty();
    Duration elapsed = gates.pollInterval().plus(LOOK);
    while (true) {
      boolean serves = elapsed.compareTo(untilInService) >= 0;
      boolean healthy = elapsed.compareTo(untilInService.plus(untilHealthy)) >= 0;
      Duration away = PollSchedule.away(gates.pollInterval(), elapsed);
      boolean closely = told.isPresent() && isDue(told, elapsed, away);
      polls = polls.plus(one(serves, closely || healthy || !alone, closely));
      good += healthy ? 1 : 0;
      if (good >= BatchGate.looksNeeded(gates)) {
        return polls;
      }
      Duration near =
          healthy
              ? PollSchedule.again(gates.pollInterval())
              : PollSchedule.near(gates.pollInterval(), elapsed);
      Duration wait = serves ? near : away;
      if (isDue(told, elapsed, wait)) {
        polls = polls.plus(new Polls(0, 0, 0, 0, 1));
        told = Optional.of(elapsed);
      }
      elapsed = elapsed.plus(wait).plus(LOOK);
    }
  }

  private static boolean isDue(Optional<Duration> told, Duration elapsed, Duration untilNext) {
    return told.map(at -> ProgressSchedule.isDue(elapsed.minus(at), untilNext)).orElse(true);
  }

  private static Polls one(boolean serves, boolean wholly, boolean closely) {
    if (serves) {
      return wholly ? new Polls(0, 0, 0, 1, 0) : new Polls(0, 0, 1, 0, 0);
    }
    return closely ? new Polls(0, 1, 0, 0, 0) : new Polls(1, 0, 0, 0, 0);
  }
}
