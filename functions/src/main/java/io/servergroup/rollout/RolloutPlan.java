package io.servergroup.rollout;

import java.time.Duration;

/**
 * What a rollout holds on to from beginning to end.
 *
 * @param serverGroup the {@code ServerGroupName} tag
 * @param size the number of servers at the start
 * @param batchSize how many of them may be replaced together
 * @param withSlots whether its servers have identities
 * @param consecutiveHealthyChecks how often in a row a batch must be seen healthy
 * @param pollInterval between two looks
 * @param batchTimeout how long a batch may take, and the group to become fit for one
 * @param targets the versions resolved at the start
 */
public record RolloutPlan(
    String serverGroup,
    int size,
    int batchSize,
    boolean withSlots,
    int consecutiveHealthyChecks,
    Duration pollInterval,
    Duration batchTimeout,
    Targets targets) {
  /** The number of healthy servers the rollout never goes below by its own action. */
  public int floor() {
    return size - batchSize;
  }
}
