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

  private static final Patch FLOOR_NOT_PLANNED =
      expression(PLANNER, "health.healthyCount() - plan.floor()", "health.healthyCount()");
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
            "floor-not-planned",
            "a batch is chosen without regard to the floor",
            "",
            2000,
            FLOOR_NOT_PLANNED),
        PlantedBug.of(
            "floor-not-checked-again",
            "the floor is not looked at again before each termination",
            "",
            2000,
            FLOOR_NOT_CHECKED),
        PlantedBug.of(
            "no-floor",
            "the floor is heeded neither when a batch is chosen nor before a termination",
            "",
            2000,
            FLOOR_NOT_PLANNED,
            FLOOR_NOT_CHECKED),
        PlantedBug.of(
            "rollback-without-floor",
            "a rollback takes back as many servers at once as it likes",
            "",
            2000,
            expression(PLAN, "size - batchSize", "isRollback() ? 0 : size - batchSize"),
            expression(
                PLANNER,
                "canary ? 1 : plan.batchSize()",
                "canary ? 1 : plan.isRollback() ? plan.size() : plan.batchSize()")),
        PlantedBug.of(
            "batch-too-large",
            "a batch has a server more than it may",
            "",
            2000,
            expression(
                PLANNER, "canary ? 1 : plan.batchSize()", "canary ? 1 : plan.batchSize() + 1"),
            expression(PLAN, "size - batchSize", "size - batchSize - 1")),
        PlantedBug.of(
            "unsettled-group",
            "the next batch is chosen while a server of an earlier one is not healthy",
            "",
            2000,
            UNSETTLED_IGNORED),
        PlantedBug.of(
            "gate-open",
            "a batch counts as replaced as soon as its instances are there",
            "",
            2000,
            GATE_TAKES_ALL),
        PlantedBug.of(
            "batches-do-not-wait",
            "a batch begins before the one before it is healthy",
            "",
            2000,
            UNSETTLED_IGNORED,
            GATE_TAKES_ALL),
        PlantedBug.of(
            "health-by-group-alone",
            "a server is healthy when its group says so, whatever load balancers say",
            "",
            2000,
            statements(HEALTH, "failing.addAll(loadBalancerFailures(server, instance));", "")),
        PlantedBug.of(
            "slot-not-checked",
            "a server is healthy without its interface and its volumes",
            "",
            2000,
            statements(HEALTH, "failing.addAll(slotFailures(server, instance));", "")),
        PlantedBug.of(
            "missing-health-is-healthy",
            "an instance of which a load balancer says nothing counts as healthy",
            "",
            2000,
            expression(
                BALANCERS,
                "new State(false, \"not registered\")",
                "new State(true, \"not registered\")")),
        PlantedBug.of(
            "unreadable-health-is-healthy",
            "a load balancer that could not be asked counts as content",
            "",
            2000,
            expression(
                BALANCERS,
                "new State(false, \"could not be read: \" + why)",
                "new State(true, why)"),
            expression(BALANCERS, "Optional.of(why)", "Optional.<String>empty()")),
        PlantedBug.of(
            "target-not-pinned",
            "a rollout goes on to whatever its launch template reference stands for at each look",
            "",
            2000,
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
            "",
            2000,
            expression(AIM, "resolved.equals(pinned)", "true"),
            ANY_VERSION_WILL_DO),
        PlantedBug.of(
            "all-servers-outdated",
            "servers that are at the target are replaced, too",
            "",
            2000,
            expression(AIM, "!isAtTarget(server.group(), instance) || isOld(instance)", "true")),
        PlantedBug.of(
            "selection-ignored",
            "servers are replaced that nobody asked for",
            "",
            2000,
            expression(AIM, "plan.selection().includes(server)", "true")),
        PlantedBug.of(
            "done-too-early",
            "a rollout is done when one server is left",
            "",
            2000,
            expression(
                PLANNER,
                "private Optional<Decision> done() { if (@@!candidates().isEmpty()@@)",
                "candidates().size() > 1")),
        PlantedBug.of(
            "pause-ignored",
            "a rollout goes on although somebody paused it",
            "",
            2000,
            expression(
                PLANNER,
                "who -> !candidates().isEmpty() || unsettled().isPresent()",
                "who -> false")),
        PlantedBug.of(
            "alarm-ignored",
            "a rollout goes on although one of its alarms is in ALARM",
            "",
            2000,
            expression("rollout/AlarmCheck.java", "!loud.isEmpty()", "false")),
        PlantedBug.of(
            "restless-group",
            "an instance that is not in service is terminated",
            "",
            2000,
            expression(CHECK, "instance.state() != LifecycleState.IN_SERVICE", "false")),
        PlantedBug.of(
            "turned-back-goes-forward",
            "a function of the way forward goes on when its rollout has turned back",
            "",
            2000,
            expression(
                "rollout/Conflict.java",
                "now.lock().turnedBack() && !plan.isRollback()",
                "false")));
  }
}
