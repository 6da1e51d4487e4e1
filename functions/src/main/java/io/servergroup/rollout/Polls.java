package io.servergroup.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * How often the servers of one batch are looked at until they have been seen healthy often enough,
 * and how closely; on average over when, between two looks, they come into service.
 *
 * @param away looks that find nobody in service, and read nothing else
 * @param awayClosely the same that read identities too, to tell what is waited for
 * @param serving looks at servers in service to which no load balancer sends requests yet
 * @param whole looks that read everything
 * @param told so many of all these looks tell how the batch goes on
 */
public record Polls(double away, double awayClosely, double serving, double whole, double told) {
  public static final Polls NONE = new Polls(0, 0, 0, 0, 0);

  private static final int PARTS = 10;

  /** What a look itself takes, with the function's calls. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** All looks. */
  public double all() {
    return away + awayClosely + serving + whole;
  }

  static Polls of(BatchTime time, Gates gates) {
    Polls sum = NONE;
    for (int part = 0; part < PARTS; part++) {
      Duration later = gates.pollInterval().multipliedBy(2L * part - PARTS).dividedBy(2L * PARTS);
      sum = sum.plus(of(gates, time.untilInService().plus(later), time.untilHealthy()));
    }
    return new Polls(
        sum.away / PARTS,
        sum.awayClosely / PARTS,
        sum.serving / PARTS,
        sum.whole / PARTS,
        sum.told / PARTS);
  }

  private static Polls of(Gates gates, Duration inService, Duration untilHealthy) {
    Duration healthy = inService.plus(untilHealthy);
    Polls polls = NONE;
    int good = 0;
    Optional<Duration> told = Optional.empty();
    Duration elapsed = gates.pollInterval().plus(LOOK);
    while (true) {
      boolean serves = elapsed.compareTo(inService) >= 0;
      boolean isHealthy = elapsed.compareTo(healthy) >= 0;
      boolean closely = isDue(told, elapsed, PollSchedule.away(gates.pollInterval(), elapsed));
      polls = polls.plus(one(serves, isHealthy, closely && told.isPresent()));
      good += isHealthy ? 1 : 0;
      if (good >= BatchGate.looksNeeded(gates)) {
        return polls;
      }
      Duration wait =
          serves
              ? PollSchedule.near(gates.pollInterval(), elapsed)
              : PollSchedule.away(gates.pollInterval(), elapsed);
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

  private static Polls one(boolean serves, boolean healthy, boolean closely) {
    if (!serves) {
      return closely ? new Polls(0, 1, 0, 0, 0) : new Polls(1, 0, 0, 0, 0);
    }
    return closely || healthy ? new Polls(0, 0, 0, 1, 0) : new Polls(0, 0, 1, 0, 0);
  }

  private Polls plus(Polls other) {
    return new Polls(
        away + other.away,
        awayClosely + other.awayClosely,
        serving + other.serving,
        whole + other.whole,
        told + other.told);
  }
}
