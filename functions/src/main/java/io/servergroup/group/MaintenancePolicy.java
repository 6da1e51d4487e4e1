package io.servergroup.group;

/**
 * An instance maintenance policy.
 *
 * @param minHealthyPercentage percent of the desired capacity
 * @param maxHealthyPercentage percent of the desired capacity
 */
public record MaintenancePolicy(int minHealthyPercentage, int maxHealthyPercentage) {
  /** Whether a replacement may be launched before the instance it replaces is terminated. */
  public boolean mayLaunchFirst() {
    return maxHealthyPercentage > 100;
  }
}
