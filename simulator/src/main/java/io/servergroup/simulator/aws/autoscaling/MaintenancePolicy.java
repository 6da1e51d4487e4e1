package io.servergroup.simulator.aws.autoscaling;

/**
 * How many instances a group may be short of, or have too many, while it replaces some.
 *
 * @param minHealthy percent; 100 means the replacement is launched before the old one is terminated
 * @param maxHealthy percent
 */
public record MaintenancePolicy(int minHealthy, int maxHealthy) {
  boolean launchesFirst() {
    return minHealthy >= 100;
  }

  /** Whether a replacement may come on top of the desired capacity. */
  boolean mayExceed() {
    return maxHealthy > 100;
  }
}
