package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.TemplateVersion;
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

  /** A group and the version it has to launch from now on. */
  public record Telling(AutoScalingGroup group, TemplateVersion version) {}

  private TerminationCheck() {}

  /**
   * What the server's group has to be told to launch before anything else; empty when it launches
   * that already, or is not there any more.
   */
  public static Optional<Telling> toTell(RolloutPlan plan, ChosenServer server, Situation now) {
    Aim aim = Aim.at(plan, now);
    return groupOf(server, now)
        .filter(aim::mustBeTold)
        .map(group -> new Telling(group, aim.of(group).orElseThrow()));
  }

  /**
   * What the server comes from, for a rollout that may have to turn back: the version of its
   * instance, or what its group would launch for an empty place; empty when nothing tells, or it
   * goes back already.
   */
  public static Optional<TemplateVersion> origin(
      RolloutPlan plan, ChosenServer server, Situation now) {
    return plan.onFailure() == OnFailure.ROLLBACK
        ? groupOf(server, now)
            .flatMap(group -> version(group, server).or(() -> launchedUntilTold(plan, group)))
        : Optional.empty();
  }

  private static Optional<TemplateVersion> launchedUntilTold(
      RolloutPlan plan, AutoScalingGroup group) {
    return plan.targets().areFixed() ? plan.targets().named(group) : Optional.empty();
  }

  private static Optional<TemplateVersion> version(AutoScalingGroup group, ChosenServer server) {
    return instanceOf(server, group).flatMap(Instance::template);
  }

  private static Optional<Instance> instanceOf(ChosenServer server, AutoScalingGroup group) {
    return group.instances().stream()
        .filter(instance -> instance.id().equals(server.instanceId()))
        .findFirst();
  }

  private static Optional<AutoScalingGroup> groupOf(ChosenServer server, Situation now) {
    return now.health().group().autoScalingGroups().stream()
        .filter(g -> g.name().equals(server.group()))
        .findFirst();
  }

  /**
   * Whether a look tells for good that nothing is left to do about a server: its instance has left
   * or is leaving, from where none comes back, and its group launches what it should.
   *
   * @param seen a look of this rollout at the server's group, however old
   */
  public static boolean isOver(RolloutPlan plan, ChosenServer server, Situation seen) {
    return groupOf(server, seen)
            .flatMap(group -> unneeded(server, instanceOf(server, group)))
            .isPresent()
        && toTell(plan, server, seen).isEmpty();
  }

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
    Optional<AutoScalingGroup> group = groupOf(server, now);
    if (group.isEmpty()) {
      return new Verdict.Stop(
          StopCategory.CONFLICT, "Auto Scaling group " + server.group() + " was not found");
    }
    Optional<Instance> instance = instanceOf(server, group.get());
    Optional<Verdict> unneeded = unneeded(server, instance);
    Aim aim = Aim.at(plan, now);
    List<String> moves = aim.moved(now.health().group(), now.resolvedNow());
    if (!moves.isEmpty() && (unneeded.isEmpty() || aim.mustBeTold(group.get()))) {
      return new Verdict.Stop(
          StopCategory.CONFLICT,
          Listing.of(moves) + ": a replacement would not come up at this rollout's target");
    }
    return unneeded.orElseGet(() -> ofPresent(plan, server, batch, now, instance.orElseThrow()));
  }

  private static Optional<Verdict> unneeded(ChosenServer server, Optional<Instance> instance) {
    if (server.instanceId().isEmpty()) {
      return Optional.of(
          new Verdict.Unneeded("nothing has to leave; its group is told what to launch"));
    }
    if (instance.isEmpty()) {
      return Optional.of(new Verdict.Unneeded(server.instanceId() + " has left already"));
    }
    return instance
        .map(Instance::state)
        .filter(LifecycleState::isLeaving)
        .map(
            state ->
                new Verdict.Unneeded(server.instanceId() + " is " + state.text() + " already"));
  }

  private static Verdict ofPresent(
      RolloutPlan plan,
      ChosenServer server,
      List<ChosenServer> batch,
      Situation now,
      Instance instance) {
    if (instance.state() != LifecycleState.IN_SERVICE) {
      String is = instance.id() + " is " + instance.state().text();
      return Aim.at(plan, now).tellsGroups() && instance.state().isLaunching()
          ? new Verdict.Terminate(is + " and was launched from another version than it should be")
          : new Verdict.GiveBack(is);
    }
    return floor(plan, server, batch, now.health());
  }

  /** Whom a load balancer that could not be asked sends requests to, nobody knows. */
  private static Verdict floor(
      RolloutPlan plan, ChosenServer server, List<ChosenServer> batch, GroupHealth health) {
    if (!health.unreadable().isEmpty()) {
      return new Verdict.GiveBack("could not be read: " + health.unreadable());
    }
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
