package io.servergroup.lambda;

import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Targets;
import java.time.Duration;
import java.util.Map;

/**
 * What the state machine carries of a rollout, as JSON: the settled input and what was pinned when
 * it started.
 *
 * @param withSlots whether the servers have identities
 * @param batchTaskSeconds after how long the state machine gives up on the execution of a batch,
 *     which gives up by itself before
 * @param targets launch template reference, such as {@code lt-0abc $Latest}, to version number
 */
public record RolloutState(
    String serverGroup,
    int size,
    int batchSize,
    boolean withSlots,
    int consecutiveHealthyChecks,
    int pollSeconds,
    int bakeSeconds,
    int batchTimeoutMinutes,
    long batchTaskSeconds,
    Map<String, Long> targets) {
  /** For functions that are slow or retried while a batch runs into its timeout. */
  private static final Duration TASK_MARGIN = Duration.ofHours(2);

  static RolloutState of(RolloutInput input, int size, boolean withSlots, Targets targets) {
    Duration healthyLooks =
        Duration.ofSeconds((long) input.consecutiveHealthyChecks() * input.pollSeconds());
    return new RolloutState(
        input.serverGroup(),
        size,
        input.batchSize().servers(size),
        withSlots,
        input.consecutiveHealthyChecks(),
        input.pollSeconds(),
        input.bakeSeconds(),
        input.batchTimeoutMinutes(),
        Duration.ofMinutes(input.batchTimeoutMinutes())
            .plus(healthyLooks)
            .plus(TASK_MARGIN)
            .toSeconds(),
        targets.asTexts());
  }

  RolloutPlan plan() {
    return new RolloutPlan(
        serverGroup,
        size,
        batchSize,
        withSlots,
        consecutiveHealthyChecks,
        Duration.ofSeconds(pollSeconds),
        Duration.ofMinutes(batchTimeoutMinutes),
        Targets.ofTexts(targets));
  }
}
