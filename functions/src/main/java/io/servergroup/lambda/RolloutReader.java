package io.servergroup.lambda;

import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.Round;
import io.servergroup.aws.Together;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.health.Machines;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Targets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes fresh looks at a server group for a rollout. */
final class RolloutReader {
  /**
   * What was seen, and when it was certain that the lock was still ours.
   *
   * @param lockedAt before the lock was asked for, with whatever was asked for together with it
   */
  record Look(Situation situation, Instant lockedAt) {}

  private final Together together;
  private final GroupReader groups;
  private final LoadBalancerReader loadBalancers;
  private final MachineReader machines;
  private final LaunchTemplates templates;
  private final AlarmReader alarms;
  private final RolloutLock lock;
  private final InstantSource clock;

  RolloutReader(Wiring wiring) {
    this.together = wiring.clients().together();
    this.groups = new GroupReader(wiring.clients(), wiring.clock());
    this.loadBalancers = new LoadBalancerReader(wiring.clients());
    this.machines = new MachineReader(wiring.clients());
    this.templates = new LaunchTemplates(wiring.clients());
    this.alarms = new AlarmReader(wiring.clients());
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
    this.clock = wiring.clock();
  }

  /** A look at the whole group and at the alarms. */
  Situation whole(RolloutPlan plan) {
    return look(plan, plan.gates().alarms()).situation();
  }

  /** A look at the whole group, just before something is changed. */
  Look beforeChange(RolloutPlan plan) {
    return look(plan, List.of());
  }

  private Look look(RolloutPlan plan, Collection<String> alarmNames) {
    Round first = new Round(together);
    Supplier<AlarmStates> alarmStates =
        alarmNames.isEmpty() ? AlarmStates::none : first.ask(() -> alarms.read(alarmNames));
    Supplier<ServerGroup> read = first.ask(() -> groups.read(plan.serverGroup()));
    first.make();
    ServerGroup group = read.get();
    // The lock is read last: it is what must not have changed when something is terminated. It may
    // be read before others of the last round have answered, as it counts from before this round.
    Instant lockedAt = clock.instant();
    Round last = new Round(together);
    Supplier<LoadBalancerHealth> balancers =
        last.ask(() -> loadBalancers.read(group.autoScalingGroups()));
    Supplier<Machines> asked = last.ask(() -> machines.read(inService(group)));
    Supplier<Targets> resolved = last.ask(() -> resolved(plan, group));
    Supplier<LockState> state = last.ask(() -> lock.state(group.name()));
    last.make();
    GroupHealth health = GroupHealth.of(group, balancers.get(), asked.get(), plan.gates().rules());
    return new Look(
        new Situation(health, resolved.get(), state.get(), alarmStates.get()), lockedAt);
  }

  /** Where groups are given their versions it does not matter what their references stand for. */
  private Targets resolved(RolloutPlan plan, ServerGroup group) {
    return plan.targets().areFixed() || plan.isRollback()
        ? plan.targets()
        : templates.resolve(Targets.referencesOf(group));
  }

  /** A look at the Auto Scaling groups of a batch only. */
  GroupHealth batch(RolloutPlan plan, List<ChosenServer> batch) {
    List<String> names = batch.stream().map(ChosenServer::group).distinct().toList();
    ServerGroup group = groups.read(plan.serverGroup(), names);
    Round round = new Round(together);
    Supplier<LoadBalancerHealth> balancers =
        round.ask(() -> loadBalancers.read(group.autoScalingGroups()));
    Supplier<Machines> asked =
        plan.gates().rules().minUptime().isPositive()
            ? round.ask(() -> machines.read(inService(group)))
            : () -> Machines.NOT_READ;
    round.make();
    return GroupHealth.of(group, balancers.get(), asked.get(), plan.gates().rules());
  }

  /** Where a rollback goes to; nothing for a rollout that goes forward. */
  Map<String, TemplateVersion> origins(RolloutPlan plan) {
    return plan.isRollback() ? lock.state(plan.serverGroup()).origins() : Map.of();
  }

  static List<String> inService(ServerGroup group) {
    return group
        .instances()
        .filter(instance -> instance.state() == LifecycleState.IN_SERVICE)
        .map(Instance::id)
        .toList();
  }
}
