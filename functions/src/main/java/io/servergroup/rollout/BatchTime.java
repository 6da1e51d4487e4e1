package io.servergroup.rollout;

import java.time.Duration;

/**
 * How long one batch takes.
 *
 * @param untilInService from the first termination until all its servers are in service again
 * @param untilHealthy from then until their load balancers have found them healthy
 */
public record BatchTime(Duration untilInService, Duration untilHealthy) {
  public Duration total() {
    return untilInService.plus(untilHealthy);
  }

  /** At least as long as an instance has to be up to count as healthy. */
  BatchTime withUptime(Duration least) {
    Duration missing = least.minus(untilHealthy);
    return missing.isPositive() ? new BatchTime(untilInService, least) : this;
  }
}
