package io.servergroup.lambda;

import io.servergroup.health.GateRules;
import io.servergroup.rollout.Checkpoints;
import io.servergroup.rollout.EqualVersions;
import io.servergroup.rollout.Gates;
import io.servergroup.rollout.OnFailure;
import io.servergroup.rollout.Rollback;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Selection;
import io.servergroup.rollout.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the state machine carries of a rollout, as JSON: the settled input and what was pinned when
 * it started.
 *
 * @param startedAt an instant, as every other text of that name
 * @param targets launch template reference, such as {@code lt-0abc $Latest}, to version number
 * @param launchTemplateVersions launch template to the version its groups are given; empty when
 *     groups are rolled to what they name
 * @param equalVersions launch template version, such as {@code lt-0abc:3}, to the first one that
 *     held the same when the rollout started
 * @param servers the numbers of the only servers to be replaced; empty for all
 * @param withSlots whether the servers have identities
 * @param withVolumes whether any identity has volumes; null where a version of the functions
 *     prepared the rollout that did not tell
 * @param batchTaskSeconds after how long the state machine gives up on the execution of a batch,
 *     which gives up by itself before
 * @param rollback null as long as the rollout goes forward
 */
public record RolloutState(
    String serverGroup,
    int size,
    int batchSize,
    String startedAt,
    int toReplace,
    Map<String, Long> targets,
    Map<String, Long> launchTemplateVersions,
    Map<String, String> equalVersions,
    List<Integer> servers,
    boolean replaceAll,
    boolean canary,
    boolean withSlots,
    Boolean withVolumes,
    int consecutiveHealthyChecks,
    long minUptimeSeconds,
    List<String> alarms,
    long bakeSeconds,
    long pollSeconds,
    long batchTimeoutMinutes,
    long batchTaskSeconds,
    List<String> checkpoints,
    long checkpointTimeoutSeconds,
    String onFailure,
    RollbackState rollback) {

  /** Why a rollout goes back, as JSON. */
  public record RollbackState(String error, String cause) {

    private static RollbackState of(Rollback rollback) {
      return new RollbackState(rollback.error(), rollback.cause());
    }

    private Rollback rollback() {
      return new Rollback(error, cause);
    }
  }

  /** For functions that are slow or retried while a batch runs into its timeout. */
  private static final Duration TASK_MARGIN = Duration.ofHours(2);

  static RolloutState of(RolloutPlan plan) {
    Gates gates = plan.gates();
    return new RolloutState(
        plan.serverGroup(),
        plan.size(),
        plan.batchSize(),
        plan.startedAt().toString(),
        plan.toReplace(),
        plan.targets().asTexts(),
        plan.targets().fixed(),
        plan.targets().equal().asTexts(),
        List.copyOf(plan.selection().servers()),
        plan.selection().launchedBefore().isPresent(),
        plan.canary(),
        gates.rules().withSlots(),
        gates.rules().withVolumes(),
        gates.consecutiveHealthyChecks(),
        gates.rules().minUptime().toSeconds(),
        gates.alarms(),
        gates.bake().toSeconds(),
        gates.pollInterval().toSeconds(),
        gates.batchTimeout().toMinutes(),
        gates
            .batchTimeout()
            .plus(gates.pollInterval().multipliedBy(gates.consecutiveHealthyChecks()))
            .plus(TASK_MARGIN)
            .toSeconds(),
        plan.checkpoints().words(),
        plan.checkpointTimeout().toSeconds(),
        plan.onFailure().name(),
        plan.rollback().map(RollbackState::of).orElse(null));
  }

  RolloutPlan plan() {
    Instant began = Instant.parse(startedAt);
    return new RolloutPlan(
        serverGroup,
        size,
        batchSize,
        began,
        toReplace,
        new Targets(
            Targets.ofTexts(targets), launchTemplateVersions, EqualVersions.ofTexts(equalVersions)),
        new Selection(new TreeSet<>(servers), replaceAll ? Optional.of(began) : Optional.empty()),
        canary,
        new Gates(
            new GateRules(
                withSlots,
                withVolumes == null || withVolumes,
                Duration.ofSeconds(minUptimeSeconds)),
            consecutiveHealthyChecks,
            alarms,
            Duration.ofSeconds(bakeSeconds),
            Duration.ofSeconds(pollSeconds),
            Duration.ofMinutes(batchTimeoutMinutes)),
        Checkpoints.of(checkpoints).orElseThrow(),
        Duration.ofSeconds(checkpointTimeoutSeconds),
        OnFailure.valueOf(onFailure),
        Optional.ofNullable(rollback).map(RollbackState::rollback));
  }
}
