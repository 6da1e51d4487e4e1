package io.servergroup.rollout;

import io.servergroup.group.ServerGroup;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Settles what a rollout holds on to, from what was asked for and how the group is now. */
public final class PlanMaker {
  private PlanMaker() {}

  /**
   * The plan of a rollout that may start.
   *
   * @param situation with the targets it is to roll to in {@link Situation#resolvedNow}
   */
  public static RolloutPlan plan(RolloutInput input, Situation situation) {
    GroupHealth health = situation.health();
    Instant now = health.group().readAt();
    int size = health.group().size();
    RolloutPlan plan =
        new RolloutPlan(
            input.serverGroup(),
            size,
            input.batchSize().servers(size),
            now,
            0,
            situation.resolvedNow(),
            new Selection(
                input.servers(), input.replaceAll() ? Optional.of(now) : Optional.empty()),
            input.wantsCanary(size),
            gates(input, rules(input, health.group())),
            input.checkpoints(),
            Duration.ofMinutes(input.checkpointTimeoutMinutes()),
            input.onFailure(),
            Optional.empty());
    return counted(plan, Aim.at(plan, situation), health);
  }

  /** What makes a server healthy for a rollout that was asked for like this. */
  public static GateRules rules(RolloutInput input, ServerGroup group) {
    return new GateRules(
        !group.slots().isEmpty(),
        group.slots().stream().anyMatch(slot -> !slot.volumes().isEmpty()),
        Duration.ofSeconds(input.minUptimeSeconds()));
  }

  private static Gates gates(RolloutInput input, GateRules rules) {
    return new Gates(
        rules,
        input.consecutiveHealthyChecks(),
        input.alarms(),
        Duration.ofSeconds(input.bakeSeconds()),
        Duration.ofSeconds(input.pollSeconds()),
        Duration.ofMinutes(input.batchTimeoutMinutes()));
  }

  /**
   * Where a healthy server runs the target already, the canary has been had; unless a person wants
   * to be asked after one.
   */
  private static RolloutPlan counted(RolloutPlan plan, Aim aim, GroupHealth health) {
    List<GroupHealth.Verdict> outdated = aim.outdated(health);
    boolean canary =
        plan.canary()
            && (plan.checkpoints().afterCanary()
                || health.servers().stream()
                    .noneMatch(verdict -> verdict.healthy() && aim.isAtTarget(verdict.server())));
    return plan.counted(outdated.size(), canary);
  }

  /**
   * What a rollout will do, in words, and whether it goes on where another one stopped.
   *
   * @param equal who is left alone though its version has another number
   * @param before the last progress record of the group; empty when there is none
   */
  public static String announcement(RolloutPlan plan, EqualServers equal, Optional<String> before) {
    int current = plan.size() - plan.toReplace() - equal.count();
    boolean goesOn = current > 0 && plan.toReplace() > 0 && plan.selection().servers().isEmpty();
    return "%d of %d servers to bring to %s, at most %d at a time%s%s"
        .formatted(
            plan.toReplace(),
            plan.size(),
            plan.targets().areFixed() ? plan.targets().fixed() : plan.targets().asTexts(),
            plan.batchSize(),
            equal.count() > 0 ? "; left alone: " + equal.words() : "",
            goesOn
                ? "; goes on where an earlier rollout stopped: "
                    + current
                    + " servers are at the target already"
                    + before.map(words -> " (" + words + ")").orElse("")
                : "");
  }
}
