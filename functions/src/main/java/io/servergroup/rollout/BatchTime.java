package io.servergroup.rollout;

import java.time.Duration;

/**
 * How long one batch takes.
 *
 * @param untilInService from the first termination until all its servers are in service again
 * @param untilHealthy from then until their load balancers have found them healthy
 */
public record BatchTime(Duration untilInService, Duration untilHealthy) {
  /** What a look itself takes, with the function's calls. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final int PARTS = 10;

  public Duration total() {
    return untilInService.plus(untilHealthy);
  }

  /** At least as long as an instance has to be up to count as healthy. */
  BatchTime withUptime(Duration least) {
    Duration missing = least.minus(untilHealthy);
    return missing.isPositive() ? new BatchTime(untilInService, least) : this;
  }

  /**
   * How often the servers are looked at until they have been seen healthy often enough: on average
   * over when, between two looks, they come into service.
   */
  double looks(Gates gates) {
    long total = 0;
    for (int part = 0; part < PARTS; part++) {
      total +=
          looks(gates, gates.pollInterval().multipliedBy(2L * part - PARTS).dividedBy(2L * PARTS));
    }
    return (double) total / PARTS;
  }

  private int looks(Gates gates, Duration later) {
    Duration inService = untilInService.plus(later);
    Duration healthy = inService.plus(untilHealthy);
    int looks = 0;
    int good = 0;
    Duration elapsed = gates.pollInterval().plus(LOOK);
    while (true) {
      looks++;
      good += elapsed.compareTo(healthy) >= 0 ? 1 : 0;
      if (good >= BatchGate.looksNeeded(gates)) {
        return looks;
      }
      Duration wait =
          elapsed.compareTo(inService) >= 0
              ? PollSchedule.near(gates.pollInterval(), elapsed)
              : PollSchedule.away(gates.pollInterval(), elapsed);
      elapsed = elapsed.plus(wait).plus(LOOK);
    }
  }
}
