package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Roster;
import io.servergroup.health.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the servers of a batch have been replaced and are healthy: each has a new instance, at
 * the target version, that meets every condition of the health gate, all of them at one look, as
 * many looks in a row as the rollout wants.
 */
public final class BatchGate {
  /** What a look at a batch comes to. */
  public sealed interface Verdict {
    /** In words, for an operator; names each server that is not there yet. */
    String reason();

    record Healthy(String reason) implements Verdict {}

    /**
     * Look again.
     *
     * @param healthyLooks how many looks in a row, up to this one, found all servers healthy
     */
    record NotYet(int healthyLooks, String reason) implements Verdict {}

    record Failed(StopCategory category, String reason) implements Verdict {}
  }

  private final RolloutPlan plan;
  private final GroupHealth health;
  private final List<String> waitingFor = new ArrayList<>();
  private final List<String> hopeless = new ArrayList<>();

  private BatchGate(RolloutPlan plan, GroupHealth health) {
    this.plan = plan;
    this.health = health;
  }

  /**
   * Decides about a batch.
   *
   * @param health a look at least at the Auto Scaling groups of the batch
   * @param healthyLooks how many looks in a row before this one found all servers healthy
   * @param elapsed since the batch began
   */
  public static Verdict check(
      RolloutPlan plan,
      List<ChosenServer> batch,
      GroupHealth health,
      int healthyLooks,
      Duration elapsed) {
    BatchGate gate = new BatchGate(plan, health);
    batch.forEach(gate::look);
    return gate.verdict(batch.size(), healthyLooks, elapsed);
  }

  /**
   * Decides about a batch that could not be looked at.
   *
   * @param why what AWS said
   * @param elapsed since the batch began
   */
  public static Verdict unreadable(RolloutPlan plan, String why, Duration elapsed) {
    return unhealthy(plan, "the servers could not be read: " + why, elapsed);
  }

  private static Verdict unhealthy(RolloutPlan plan, String reason, Duration elapsed) {
    return elapsed.compareTo(plan.batchTimeout()) >= 0
        ? new Verdict.Failed(
            StopCategory.TIMEOUT,
            "not healthy after " + elapsed.toMinutes() + " minutes: " + reason)
        : new Verdict.NotYet(0, reason);
  }

  private Verdict verdict(int servers, int healthyLooks, Duration elapsed) {
    if (!hopeless.isEmpty()) {
      return new Verdict.Failed(StopCategory.CONFLICT, Listing.of(hopeless));
    }
    if (waitingFor.isEmpty()) {
      int looks = healthyLooks + 1;
      String seen = servers + " servers replaced and healthy at " + looks + " looks in a row";
      return looks >= plan.consecutiveHealthyChecks()
          ? new Verdict.Healthy(seen)
          : new Verdict.NotYet(looks, seen + ", " + plan.consecutiveHealthyChecks() + " needed");
    }
    return unhealthy(plan, Listing.of(waitingFor), elapsed);
  }

  private void look(ChosenServer chosen) {
    Optional<AutoScalingGroup> group =
        health.group().autoScalingGroups().stream()
            .filter(g -> g.name().equals(chosen.group()))
            .findFirst();
    if (group.isEmpty()) {
      waitingFor.add(chosen.name() + ": Auto Scaling group " + chosen.group() + " was not found");
      return;
    }
    if (plan.targets().of(group.get()).isEmpty()) {
      hopeless.add(
          chosen.name()
              + ": "
              + group.get().name()
              + " names another launch template version than at the start of the rollout");
      return;
    }
    if (Roster.members(group.get()).stream().anyMatch(i -> i.id().equals(chosen.instanceId()))) {
      waitingFor.add(chosen.name() + ": " + chosen.instanceId() + " has not begun to leave");
      return;
    }
    List<GroupHealth.Verdict> places = placesOf(chosen);
    if (places.isEmpty()) {
      waitingFor.add(
          chosen.name()
              + ": no instance of "
              + chosen.group()
              + " holds its slot"
              + arriving(group));
    }
    places.forEach(place -> look(chosen, place));
  }

  /**
   * Where the replacement is to be looked for. A server without a number can not be told from the
   * others of its Auto Scaling group: all of them that are not still outdated must be healthy.
   */
  private List<GroupHealth.Verdict> placesOf(ChosenServer chosen) {
    return health.servers().stream()
        .filter(v -> v.server().group().name().equals(chosen.group()))
        .filter(
            v ->
                chosen.index().isPresent()
                    ? v.server().index().equals(chosen.index())
                    : !plan.targets().isOutdated(v.server()))
        .toList();
  }

  private void look(ChosenServer chosen, GroupHealth.Verdict place) {
    Server server = place.server();
    if (server.instance().isPresent() && plan.targets().isOutdated(server)) {
      Instance instance = server.instance().get();
      hopeless.add(
          chosen.name()
              + ": its replacement "
              + instance.id()
              + " was launched from "
              + instance.template().map(Object::toString).orElse("no launch template")
              + " rather than "
              + plan.targets().of(server.group()).orElseThrow()
              + ", so the launch template moved during the rollout; start a new rollout");
      return;
    }
    if (!place.healthy()) {
      waitingFor.add(chosen.name() + ": " + String.join("; ", place.failing()));
    }
  }

  private static String arriving(Optional<AutoScalingGroup> group) {
    List<String> arriving =
        group.stream()
            .flatMap(g -> g.instances().stream())
            .filter(i -> i.state() != LifecycleState.IN_SERVICE)
            .map(i -> i.id() + " is " + i.state().text())
            .toList();
    return arriving.isEmpty() ? "" : " (" + Listing.of(arriving) + ")";
  }
}
