package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Roster;
import io.servergroup.health.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides from a fresh look at the whole group what a rollout does next.
 *
 * <p>The target is what the groups' references resolved to at the start. Replacements are launched
 * by the Auto Scaling group from what the reference stands for at that moment, so once a reference
 * has moved, the rollout can no longer bring a server to its target: it stops rather than spread a
 * version nobody asked it to roll.
 */
public final class BatchPlanner {
  /** Keeps the state of the batch's execution far below its limit of 256 KiB. */
  static final int MOST_SERVERS = 100;

  /** How often a batch may be given back before the group's health is too restless to go on. */
  static final int MOST_ATTEMPTS = 10;

  private final RolloutPlan plan;
  private final Situation now;
  private final GroupHealth health;
  private final List<GroupHealth.Verdict> outdated;

  private BatchPlanner(RolloutPlan plan, Situation now) {
    this.plan = plan;
    this.now = now;
    this.health = now.health();
    this.outdated =
        health.servers().stream().filter(v -> plan.targets().isOutdated(v.server())).toList();
  }

  /**
   * What to do next.
   *
   * @param execution the ARN of the rollout's own execution
   * @param waited for how long the group has not been fit for a batch; zero at the first look
   * @param attempt how often a batch of this number has been chosen, this time included; the ones
   *     before were given back because another server had become unhealthy in between
   */
  public static Decision decide(
      RolloutPlan plan, Situation now, String execution, Duration waited, int attempt) {
    return switch (new BatchPlanner(plan, now).decide(execution)) {
      case Decision.Wait(String reason) when waited.compareTo(plan.batchTimeout()) >= 0 ->
          new Decision.Stop(
              missesInstances(now.health()) ? StopCategory.CAPACITY : StopCategory.HEALTH,
              "for " + waited.toMinutes() + " minutes " + reason);
      case Decision.Batch batch when attempt > MOST_ATTEMPTS ->
          new Decision.Stop(
              StopCategory.HEALTH,
              MOST_ATTEMPTS
                  + " times in a row a batch was given back, because servers became unhealthy"
                  + " between two looks; the last choice: "
                  + batch.reason());
      case Decision decision -> decision;
    };
  }

  private Decision decide(String execution) {
    Optional<String> conflict = Conflict.in(plan, now, execution);
    if (conflict.isPresent()) {
      return new Decision.Stop(StopCategory.CONFLICT, conflict.get());
    }
    List<String> unsettled = unsettled();
    if (outdated.isEmpty() && unsettled.isEmpty()) {
      return new Decision.Done(
          "all "
              + plan.size()
              + " servers of "
              + plan.serverGroup()
              + " are at their target and"
              + " healthy");
    }
    List<String> moves = plan.targets().movedSince(health.group(), now.resolvedNow());
    if (!outdated.isEmpty() && !moves.isEmpty()) {
      return new Decision.Stop(
          StopCategory.CONFLICT,
          Listing.of(moves)
              + ": the servers still outdated ("
              + Listing.of(outdated.stream().map(v -> versionOf(v.server())).toList())
              + ") would come back at another version than this rollout's; start a new rollout");
    }
    return unsettled.isEmpty()
        ? batch()
        : new Decision.Wait("the group is not fit for a batch: " + Listing.of(unsettled));
  }

  /** What must heal by itself before another server may be touched. */
  private List<String> unsettled() {
    List<String> unsettled = new ArrayList<>();
    for (GroupHealth.Verdict verdict : health.servers()) {
      if (!verdict.healthy() && !isReplaceable(verdict)) {
        unsettled.add(verdict.explanation());
      }
    }
    for (AutoScalingGroup group : health.group().autoScalingGroups()) {
      int members = Roster.members(group).size();
      if (members > group.desiredCapacity()) {
        unsettled.add(
            group.name() + " has " + members + " instances but wants " + group.desiredCapacity());
      }
    }
    return unsettled;
  }

  /** In service but outdated: replacing it is the cure. All else is in the making, or broken. */
  private boolean isReplaceable(GroupHealth.Verdict verdict) {
    return plan.targets().isOutdated(verdict.server())
        && verdict.server().instance().filter(BatchPlanner::isInService).isPresent();
  }

  private Decision batch() {
    int healthyToSpare = health.healthyCount() - plan.floor();
    List<GroupHealth.Verdict> chosen = new ArrayList<>();
    for (GroupHealth.Verdict candidate : ordered()) {
      boolean affordable = !candidate.healthy() || healthyToSpare > 0;
      if (affordable && chosen.size() < Math.min(plan.batchSize(), MOST_SERVERS)) {
        chosen.add(candidate);
        healthyToSpare -= candidate.healthy() ? 1 : 0;
      }
    }
    if (chosen.isEmpty()) {
      return new Decision.Wait(
          health.healthyCount() + " servers are healthy and " + plan.floor() + " must stay so");
    }
    return new Decision.Batch(
        chosen.stream().map(v -> chosen(v.server())).toList(),
        outdated.size()
            + " of "
            + plan.size()
            + " servers are outdated; next: "
            + Listing.of(chosen.stream().map(this::why).toList()));
  }

  private List<GroupHealth.Verdict> ordered() {
    List<OrderRule> rules = OrderRule.rules(outdated);
    GroupHealth.Verdict first = outdated.stream().min(OrderRule.combined(rules)).orElseThrow();
    List<OrderRule> within = new ArrayList<>(rules);
    within.add(1, OrderRule.zoneOf(first));
    return outdated.stream().sorted(OrderRule.combined(within)).toList();
  }

  private String why(GroupHealth.Verdict verdict) {
    return verdict.healthy()
        ? versionOf(verdict.server())
        : versionOf(verdict.server()) + ", unhealthy: " + String.join("; ", verdict.failing());
  }

  private String versionOf(Server server) {
    Instance instance = server.instance().orElseThrow();
    return server.name()
        + " ("
        + instance.id()
        + " at "
        + instance.template().map(Object::toString).orElse("no launch template")
        + ", target "
        + plan.targets().of(server.group()).map(Object::toString).orElse("unknown")
        + ")";
  }

  private static ChosenServer chosen(Server server) {
    Instance instance = server.instance().orElseThrow();
    return new ChosenServer(server.index(), server.group().name(), instance.id(), instance.zone());
  }

  private static boolean missesInstances(GroupHealth health) {
    ServerGroup group = health.group();
    return group.instances().filter(BatchPlanner::isInService).count() != group.size();
  }

  private static boolean isInService(Instance instance) {
    return instance.state() == LifecycleState.IN_SERVICE;
  }
}
