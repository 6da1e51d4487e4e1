package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.health.GroupHealth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last word before an instance is terminated, from a look taken just before.
 *
 * <p>Only the instance that was chosen is ever terminated, so repeating a batch, after a crash or
 * by a duplicated call, can not terminate its replacement. All servers of the batch count as down
 * already, whatever the look says about them: a look can be older than a termination of ours.
 */
public final class TerminationCheck {
  /** What to do about one server of a batch, and why. */
  public sealed interface Verdict {
    String reason();

    record Terminate(String reason) implements Verdict {}

    /** Nothing to do: the instance has left or is leaving; its replacement is to be checked. */
    record Unneeded(String reason) implements Verdict {}

    /** Not now: the server goes back to those that still have to be replaced. */
    record GiveBack(String reason) implements Verdict {}

    record Stop(StopCategory category, String reason) implements Verdict {}
  }

  private TerminationCheck() {}

  /**
   * Decides about one server.
   *
   * @param batch all servers of the batch
   * @param execution the ARN of the rollout's own execution
   */
  public static Verdict decide(
      RolloutPlan plan,
      ChosenServer server,
      List<ChosenServer> batch,
      Situation now,
      String execution) {
    Optional<String> conflict = Conflict.in(plan, now, execution);
    if (conflict.isPresent()) {
      return new Verdict.Stop(StopCategory.CONFLICT, conflict.get());
    }
    Optional<AutoScalingGroup> group =
        now.health().group().autoScalingGroups().stream()
            .filter(g -> g.name().equals(server.group()))
            .findFirst();
    if (group.isEmpty()) {
      return new Verdict.Stop(
          StopCategory.CONFLICT, "Auto Scaling group " + server.group() + " was not found");
    }
    Optional<Instance> instance =
        group.get().instances().stream()
            .filter(i -> i.id().equals(server.instanceId()))
            .findFirst();
    if (instance.isEmpty()) {
      return new Verdict.Unneeded(server.instanceId() + " has left already");
    }
    if (instance.get().state().isLeaving()) {
      return new Verdict.Unneeded(
          server.instanceId() + " is " + instance.get().state().text() + " already");
    }
    return ofPresent(plan, server, batch, now, instance.get());
  }

  private static Verdict ofPresent(
      RolloutPlan plan,
      ChosenServer server,
      List<ChosenServer> batch,
      Situation now,
      Instance instance) {
    List<String> moves = plan.targets().movedSince(now.health().group(), now.resolvedNow());
    if (!moves.isEmpty()) {
      return new Verdict.Stop(
          StopCategory.CONFLICT,
          Listing.of(moves) + ": a replacement would not come up at this rollout's target");
    }
    if (instance.state() != LifecycleState.IN_SERVICE) {
      return new Verdict.GiveBack(instance.id() + " is " + instance.state().text());
    }
    return floor(plan, server, batch, now.health());
  }

  private static Verdict floor(
      RolloutPlan plan, ChosenServer server, List<ChosenServer> batch, GroupHealth health) {
    Set<String> ours = batch.stream().map(ChosenServer::instanceId).collect(Collectors.toSet());
    long healthyOthers =
        health.servers().stream()
            .filter(GroupHealth.Verdict::healthy)
            .filter(v -> v.server().instance().filter(i -> ours.contains(i.id())).isEmpty())
            .count();
    if (healthyOthers >= plan.floor()) {
      return new Verdict.Terminate(
          healthyOthers + " servers outside the batch are healthy, " + plan.floor() + " needed");
    }
    boolean healthy =
        health.servers().stream()
            .anyMatch(v -> v.server().isFilledBy(server.instanceId()) && v.healthy());
    return healthy
        ? new Verdict.GiveBack(
            "only "
                + healthyOthers
                + " servers outside the batch are healthy, "
                + plan.floor()
                + " needed: "
                + Listing.of(
                    health.unhealthy().stream().map(GroupHealth.Verdict::explanation).toList()))
        : new Verdict.Terminate("it is unhealthy, so no healthy server is lost");
  }
}
