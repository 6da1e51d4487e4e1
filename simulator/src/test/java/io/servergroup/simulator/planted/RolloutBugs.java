package io.servergroup.simulator.planted;

import static io.servergroup.simulator.planted.Patch.expression;
import static io.servergroup.simulator.planted.Patch.statements;

import java.util.List;

/** Bugs in what decides which server is replaced when, and when a rollout stops. */
final class RolloutBugs {
  private static final String PLANNER = "rollout/BatchPlanner.java";
  private static final String CHECK = "rollout/TerminationCheck.java";
  private static final String GATE = "rollout/BatchGate.java";
  private static final String AIM = "rollout/Aim.java";
  private static final String HEALTH = "health/HealthGate.java";
  private static final String BALANCERS = "health/LoadBalancerHealth.java";
  private static final String PLAN = "rollout/RolloutPlan.java";

  private static final Patch FLOOR_NOT_CHECKED =
      expression(CHECK, "healthyOthers >= plan.floor()", "healthyOthers >= 0");
  private static final Patch UNSETTLED_IGNORED =
      expression(PLANNER, "!verdict.healthy() && !isReplaceable(verdict)", "false");
  private static final Patch GATE_TAKES_ALL =
      expression(GATE, "!place.healthy()", "place.server().instance().isEmpty()");

  private static final Patch ANY_VERSION_WILL_DO =
      expression(GATE, "server.instance().isPresent() && aim.isOutdated(server)", "false");

  private RolloutBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.of(
            "floor-not-checked-again",
            "the floor is not looked at again before each termination",
            "below the floor of",
            3500,
            FLOOR_NOT_CHECKED),
        PlantedBug.of(
            "rollback-without-floor",
            "a rollback takes back as many servers at once as it likes",
            "below the floor of",
            400,
            expression(PLAN, "size, @@batchSize@@, now, replaced", "size")),
        PlantedBug.of(
            "batch-too-large",
            "a batch has a server more than it may",
            "below the floor of",
            25,
            expression(
                PLANNER, "canary ? 1 : plan.batchSize()", "canary ? 1 : plan.batchSize() + 1"),
            expression(PLAN, "size - batchSize", "size - batchSize - 1")),
        PlantedBug.of(
            "unsettled-group",
            "the next batch is chosen while a server of an earlier one is not healthy",
            "replaced before, is not healthy",
            550,
            UNSETTLED_IGNORED),
        PlantedBug.of(
            "batches-do-not-wait",
            "a batch begins before the one before it is healthy",
            "replaced before, is not healthy",
            25,
            UNSETTLED_IGNORED,
            GATE_TAKES_ALL),
        PlantedBug.of(
            "health-by-group-alone",
            "a server is healthy when its group says so, whatever load balancers say",
            "replaced before, is not healthy",
            25,
            statements(HEALTH, "addLoadBalancerFailures(server, instance, failing);", "")),
        PlantedBug.of(
            "half-healthy",
            "a server is healthy unless a target group says that it is not",
            "replaced before, is not healthy",
            50,
            expression(
                "aws/LoadBalancerReader.java",
                "health.state() == TargetHealthStateEnum.HEALTHY",
                "health.state() != TargetHealthStateEnum.UNHEALTHY")),
        PlantedBug.of(
            "unreadable-health-is-healthy",
            "a load balancer that could not be asked counts as content",
            "though a load balancer did not answer",
            50,
            expression(
                BALANCERS,
                "new State(false, \"could not be read: \" + why)",
                "new State(true, why)"),
            expression(BALANCERS, "Optional.of(why)", "Optional.<String>empty()")),
        PlantedBug.of(
            "target-not-pinned",
            "a rollout goes on to whatever its launch template reference stands for at each look",
            "and needs none but",
            100,
            expression(
                AIM,
                "new Aim(plan, now.lock().origins(), now.health().machines())",
                """
                new Aim(
                    plan.isRollback()
                        ? plan
                        : new RolloutPlan(
                            plan.serverGroup(),
                            plan.size(),
                            plan.batchSize(),
                            plan.startedAt(),
                            plan.toReplace(),
                            now.resolvedNow(),
                            plan.selection(),
                            plan.canary(),
                            plan.gates(),
                            plan.checkpoints(),
                            plan.checkpointTimeout(),
                            plan.onFailure(),
                            plan.rollback()),
                    now.lock().origins(),
                    now.health().machines())
                """),
            ANY_VERSION_WILL_DO),
        PlantedBug.of(
            "moved-target-not-noticed",
            "a rollout goes on when its target has moved",
            "replaced before, is not healthy",
            100,
            expression(AIM, "resolved.equals(pinned)", "true"),
            ANY_VERSION_WILL_DO),
        PlantedBug.of(
            "all-servers-outdated",
            "servers that are at the target are replaced, too",
            "and needs none but",
            25,
            expression(AIM, "!isAtTarget(server.group(), instance) || isOld(instance)", "true")),
        PlantedBug.of(
            "selection-ignored",
            "servers are replaced that nobody asked for",
            "were to be replaced",
            100,
            expression(AIM, "plan.selection().includes(server)", "true")),
        PlantedBug.of(
            "done-too-early",
            "a rollout is done when one server is left",
            "succeeded, but server",
            25,
            expression(
                PLANNER,
                "private Optional<Decision> done() { if (@@!candidates().isEmpty()@@)",
                "candidates().size() > 1")),
        PlantedBug.of(
            "pause-ignored",
            "a rollout goes on although somebody paused it",
            "though the rollout is to pause",
            400,
            expression(
                PLANNER,
                "who -> !candidates().isEmpty() || unsettled().isPresent()",
                "who -> false")),
        PlantedBug.of(
            "alarm-ignored",
            "a rollout goes on although one of its alarms is in ALARM",
            "though an alarm of the rollout has gone off",
            1000,
            statements(
                "rollout/AlarmCheck.java",
                """
                return Optional.of(
                    new Decision.Stop(StopCategory.ALARM, "in ALARM: " + String.join(", ", loud)));
                """,
                "")));
  }
}
