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
     * @param seen what the looks up to this one found
     * @param near whether all servers are in service, so that only their health is missing
     */
    record NotYet(Seen seen, boolean near, String reason) implements Verdict {}

    record Failed(StopCategory category, String reason) implements Verdict {}
  }

  /**
   * What the looks at a batch have found so far.
   *
   * @param healthyLooks how many in a row, up to the last one, found all servers healthy
   * @param symptom what servers in service failed when last there were any: a group that replaces
   *     an unhealthy instance over and over would hide it; empty when none ever failed
   */
  public record Seen(int healthyLooks, String symptom) {
    public static final Seen NOTHING = new Seen(0, "");
  }

  private final RolloutPlan plan;
  private final GroupHealth health;
  private final List<String> symptoms = new ArrayList<>();
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
   * @param seen what the looks before this one found
   * @param elapsed since the batch began
   */
  public static Verdict check(
      RolloutPlan plan, List<ChosenServer> batch, GroupHealth health, Seen seen, Duration elapsed) {
    BatchGate gate = new BatchGate(plan, health);
    batch.forEach(gate::look);
    return gate.verdict(batch.size(), seen, elapsed);
  }

  /**
   * Decides about a batch that could not be looked at.
   *
   * @param why what AWS said
   * @param seen what the looks before this one found
   * @param elapsed since the batch began
   */
  public static Verdict unreadable(RolloutPlan plan, String why, Seen seen, Duration elapsed) {
    return unhealthy(plan, "the servers could not be read: " + why, seen.symptom(), false, elapsed);
  }

  private static Verdict unhealthy(
      RolloutPlan plan, String reason, String symptom, boolean near, Duration elapsed) {
    if (elapsed.compareTo(plan.batchTimeout()) < 0) {
      return new Verdict.NotYet(new Seen(0, symptom), near, reason);
    }
    String known =
        symptom.isEmpty() || reason.contains(symptom) ? "" : "; last seen in service: " + symptom;
    return new Verdict.Failed(
        StopCategory.TIMEOUT,
        "not healthy after " + elapsed.toMinutes() + " minutes: " + reason + known);
  }

  private Verdict verdict(int servers, Seen before, Duration elapsed) {
    if (!hopeless.isEmpty()) {
      return new Verdict.Failed(StopCategory.CONFLICT, Listing.of(hopeless));
    }
    if (waitingFor.isEmpty()) {
      int looks = before.healthyLooks() + 1;
      String seen = servers + " servers replaced and healthy at " + looks + " looks in a row";
      return looks >= plan.consecutiveHealthyChecks()
          ? new Verdict.Healthy(seen)
          : new Verdict.NotYet(
              new Seen(looks, before.symptom()),
              true,
              seen + ", " + plan.consecutiveHealthyChecks() + " needed");
    }
    String symptom = symptoms.isEmpty() ? before.symptom() : Listing.of(symptoms);
    boolean near = symptoms.size() == waitingFor.size();
    return unhealthy(plan, Listing.of(waitingFor), symptom, near, elapsed);
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
      String failing = chosen.name() + ": " + String.join("; ", place.failing());
      waitingFor.add(failing);
      if (server.instance().filter(i -> i.state() == LifecycleState.IN_SERVICE).isPresent()) {
        symptoms.add(failing);
      }
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
