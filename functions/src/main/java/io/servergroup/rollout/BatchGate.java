package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Roster;
import io.servergroup.health.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param blockers what each server still lacks; empty when it has only to be seen again
     */
    record NotYet(Seen seen, boolean near, List<Blocker> blockers, String reason)
        implements Verdict {
      public NotYet {
        blockers = List.copyOf(blockers);
      }
    }

    /**
     * Some came back from the version their group launched before it was told another: they have to
     * be replaced once more.
     *
     * @param servers the whole batch, with the instances that are to leave now
     */
    record Again(List<ChosenServer> servers, Seen seen, String reason) implements Verdict {
      public Again {
        servers = List.copyOf(servers);
      }
    }

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
  private final Aim aim;
  private final List<Blocker> symptoms = new ArrayList<>();
  private final List<Blocker> waitingFor = new ArrayList<>();
  private final List<String> hopeless = new ArrayList<>();
  private final Map<ChosenServer, ChosenServer> again = new LinkedHashMap<>();

  private BatchGate(RolloutPlan plan, GroupHealth health, Aim aim) {
    this.plan = plan;
    this.health = health;
    this.aim = aim;
  }

  /**
   * Decides about a batch.
   *
   * @param health a look at least at the Auto Scaling groups of the batch
   * @param origins where a rollback goes to, by the name of an Auto Scaling group
   * @param seen what the looks before this one found
   * @param elapsed since the batch began
   */
  public static Verdict check(
      RolloutPlan plan,
      List<ChosenServer> batch,
      GroupHealth health,
      Map<String, TemplateVersion> origins,
      Seen seen,
      Duration elapsed) {
    Aim aim = new Aim(plan, origins, health.machines());
    BatchGate gate = new BatchGate(plan, health, aim);
    batch.forEach(server -> gate.look(server, batch));
    return gate.verdict(batch, seen, elapsed);
  }

  /**
   * Decides about a batch that could not be looked at.
   *
   * @param why what AWS said
   * @param seen what the looks before this one found
   * @param elapsed since the batch began
   */
  public static Verdict unreadable(RolloutPlan plan, String why, Seen seen, Duration elapsed) {
    Blocker unread = new Blocker("the servers", "could not be read: " + why);
    return unhealthy(plan, List.of(unread), seen.symptom(), false, elapsed);
  }

  private static Verdict unhealthy(
      RolloutPlan plan, List<Blocker> blockers, String symptom, boolean near, Duration elapsed) {
    String reason = Blocker.sentences(blockers);
    if (elapsed.compareTo(plan.gates().batchTimeout()) < 0) {
      return new Verdict.NotYet(new Seen(0, symptom), near, blockers, reason);
    }
    String known =
        symptom.isEmpty() || reason.contains(symptom) ? "" : "; last seen in service: " + symptom;
    return new Verdict.Failed(
        StopCategory.TIMEOUT,
        "not healthy after " + elapsed.toMinutes() + " minutes: " + reason + known);
  }

  private Verdict verdict(List<ChosenServer> batch, Seen before, Duration elapsed) {
    if (!hopeless.isEmpty()) {
      return new Verdict.Failed(StopCategory.CONFLICT, Listing.of(hopeless));
    }
    if (!again.isEmpty() && elapsed.compareTo(plan.gates().batchTimeout()) < 0) {
      return new Verdict.Again(
          batch.stream().map(server -> again.getOrDefault(server, server)).toList(),
          new Seen(0, before.symptom()),
          Blocker.sentences(waitingFor));
    }
    if (waitingFor.isEmpty()) {
      return healthy(batch.size(), before);
    }
    String symptom = symptoms.isEmpty() ? before.symptom() : Blocker.sentences(symptoms);
    boolean near = symptoms.size() == waitingFor.size();
    return unhealthy(plan, waitingFor, symptom, near, elapsed);
  }

  /** The look that chooses the next batch demands the same of every server: it is the last one. */
  static int looksNeeded(Gates gates) {
    return Math.max(1, gates.consecutiveHealthyChecks() - 1);
  }

  private Verdict healthy(int servers, Seen before) {
    int needed = looksNeeded(plan.gates());
    int looks = before.healthyLooks() + 1;
    String seen = servers + " servers replaced and healthy at " + looks + " looks in a row";
    return looks >= needed
        ? new Verdict.Healthy(seen)
        : new Verdict.NotYet(
            new Seen(looks, before.symptom()), true, List.of(), seen + ", " + needed + " needed");
  }

  private void look(ChosenServer chosen, List<ChosenServer> batch) {
    Optional<AutoScalingGroup> group =
        health.group().autoScalingGroups().stream()
            .filter(g -> g.name().equals(chosen.group()))
            .findFirst();
    if (group.isEmpty()) {
      waitFor(chosen, "Auto Scaling group " + chosen.group() + " was not found");
      return;
    }
    if (aim.of(group.get()).isEmpty()) {
      hopeless.add(
          chosen.name()
              + ": "
              + group.get().name()
              + " names another launch template version than at the start of the rollout");
      return;
    }
    if (Roster.members(group.get()).stream().anyMatch(i -> i.id().equals(chosen.instanceId()))) {
      waitFor(chosen, chosen.instanceId() + " has not begun to leave");
      return;
    }
    List<GroupHealth.Verdict> places = placesOf(chosen);
    if (places.isEmpty()) {
      String lacks = LookRules.serves(batch, group.get()) ? " holds its slot" : " serves yet";
      waitFor(chosen, "no instance of " + chosen.group() + lacks + arriving(group));
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
                    : !aim.isOutdated(v.server()))
        .toList();
  }

  private void look(ChosenServer chosen, GroupHealth.Verdict place) {
    Server server = place.server();
    if (server.instance().isPresent() && aim.isOutdated(server)) {
      launchedFromAnother(chosen, server, server.instance().get());
      return;
    }
    if (!place.healthy()) {
      Blocker failing = waitFor(chosen, String.join("; ", place.failing()));
      if (server.instance().filter(i -> i.state() == LifecycleState.IN_SERVICE).isPresent()) {
        symptoms.add(failing);
      }
    }
  }

  /** A group that is told what to launch may have launched before it was told. */
  private void launchedFromAnother(ChosenServer chosen, Server server, Instance instance) {
    if (aim.tellsGroups()) {
      again.put(chosen, ChosenServer.of(server));
      waitFor(chosen, instance.id() + " was launched before its group was told the version");
      return;
    }
    hopeless.add(
        chosen.name()
            + ": its replacement "
            + instance.id()
            + " was launched from "
            + instance.template().map(Object::toString).orElse("no launch template")
            + " rather than "
            + aim.of(server.group()).orElseThrow()
            + ", so the launch template moved during the rollout; start a new rollout");
  }

  private Blocker waitFor(ChosenServer chosen, String condition) {
    Blocker blocker = new Blocker(chosen.name(), condition);
    waitingFor.add(blocker);
    return blocker;
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
