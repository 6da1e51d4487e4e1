package io.servergroup.simulator.aws.elb;

import java.time.Duration;

/**
 * How a load balancer checks its members.
 *
 * @param interval between two checks of one member
 * @param healthyThreshold how many checks in a row must pass to become healthy again
 * @param unhealthyThreshold how many checks in a row must fail to become unhealthy
 */
public record HealthCheck(Duration interval, int healthyThreshold, int unhealthyThreshold) {
  public HealthCheck {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("health check interval " + interval + " is not positive");
    }
    if (healthyThreshold < 1 || unhealthyThreshold < 1) {
      throw new IllegalArgumentException(
          "health check thresholds %d and %d must be at least 1"
              .formatted(healthyThreshold, unhealthyThreshold));
    }
  }
}
