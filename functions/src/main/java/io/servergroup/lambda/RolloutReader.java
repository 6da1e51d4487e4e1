package io.servergroup.lambda;

import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.Machines;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Targets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Takes fresh looks at a server group for a rollout. */
final class RolloutReader {
  /**
   * What was seen, and when it was certain that the lock was still ours.
   *
   * @param lockedAt before the lock was read
   */
  record Look(Situation situation, Instant lockedAt) {}

  private final GroupReader groups;
  private final LoadBalancerReader loadBalancers;
  private final MachineReader machines;
  private final LaunchTemplates templates;
  private final AlarmReader alarms;
  private final RolloutLock lock;
  private final InstantSource clock;

  RolloutReader(Wiring wiring) {
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
    return look(plan, alarms.read(plan.gates().alarms())).situation();
  }

  /** A look at the whole group, just before something is changed. */
  Look beforeChange(RolloutPlan plan) {
    return look(plan, AlarmStates.none());
  }

  private Look look(RolloutPlan plan, AlarmStates alarmStates) {
    ServerGroup group = groups.read(plan.serverGroup());
    GroupHealth health =
        GroupHealth.of(
            group,
            loadBalancers.read(group.autoScalingGroups()),
            machines.read(inService(group)),
            plan.gates().rules());
    Targets resolved = resolved(plan, group);
    // The lock is read last: it is what must not have changed when something is terminated.
    Instant lockedAt = clock.instant();
    LockState state = lock.state(group.name());
    return new Look(new Situation(health, resolved, state, alarmStates), lockedAt);
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
    return GroupHealth.of(
        group,
        loadBalancers.read(group.autoScalingGroups()),
        plan.gates().rules().minUptime().isPositive()
            ? machines.read(inService(group))
            : Machines.NOT_READ,
        plan.gates().rules());
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
