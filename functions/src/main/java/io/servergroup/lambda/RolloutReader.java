package io.servergroup.lambda;

import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.GroupReading;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.AlarmStates;
import io.servergroup.health.Depth;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupHealth;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.health.Machines;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.Course;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.LookRules;
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
   * A look at a whole server group, and when what was certain.
   *
   * @param depth how much of each server was read
   * @param loadBalancers what they said
   * @param lockedAt before the lock was read, and so when it was certainly still ours
   */
  record Look(
      Situation situation, Depth depth, LoadBalancerHealth loadBalancers, Instant lockedAt) {
    /** Before anything was read. */
    Instant beganAt() {
      return situation.health().group().readAt();
    }
  }

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

  /** A look at the whole group and at the alarms, to decide what comes next. */
  Situation whole(RolloutPlan plan, Course course) {
    AlarmStates alarmStates = alarms.read(plan.gates().alarms());
    return look(plan, Depth.WHOLE, LookRules.needsMachines(plan, course), alarmStates).situation();
  }

  /** A look at the whole group, just before something is changed. */
  Look beforeChange(RolloutPlan plan, Depth depth) {
    return look(plan, depth, true, AlarmStates.none());
  }

  private Look look(RolloutPlan plan, Depth depth, boolean asksMachines, AlarmStates alarmStates) {
    ServerGroup group =
        depth == Depth.WHOLE
            ? withSlots(plan, groups.open(plan.serverGroup()))
            : groups.open(plan.serverGroup()).snapshot();
    LoadBalancerHealth balancers = loadBalancers.read(group.autoScalingGroups());
    Machines asked = asksMachines ? machines.read(inService(group)) : Machines.NOT_READ;
    Targets resolved = resolved(plan, group);
    // The lock is read last: it is what must not have changed when something is terminated.
    Instant lockedAt = clock.instant();
    LockState state = lock.state(group.name());
    GroupHealth health = GroupHealth.of(group, balancers, asked, plan.gates().rules(), depth);
    return new Look(
        new Situation(health, resolved, state, alarmStates), depth, balancers, lockedAt);
  }

  /**
   * The same look with what one Auto Scaling group says now. An instance that it did not know then
   * is not healthy, because nobody was asked about it.
   */
  Look again(RolloutPlan plan, Look look, String autoScalingGroup) {
    List<AutoScalingGroup> now =
        groups.open(plan.serverGroup(), List.of(autoScalingGroup)).snapshot().autoScalingGroups();
    Situation then = look.situation();
    ServerGroup group = then.health().group().with(autoScalingGroup, now.stream().findFirst());
    GroupHealth health =
        GroupHealth.of(
            group,
            look.loadBalancers(),
            then.health().machines(),
            plan.gates().rules(),
            look.depth());
    Targets resolved = then.resolvedNow().withNumbers(Targets.referencesOf(group));
    return new Look(
        new Situation(health, resolved, then.lock(), then.alarms()),
        look.depth(),
        look.loadBalancers(),
        look.lockedAt());
  }

  /** Where groups are given their versions it does not matter what their references stand for. */
  private Targets resolved(RolloutPlan plan, ServerGroup group) {
    return plan.targets().areFixed() || plan.isRollback()
        ? plan.targets()
        : templates.current(Targets.referencesOf(group));
  }

  /**
   * A look at the Auto Scaling groups of a batch only; as long as nobody serves at nothing else,
   * and at identities only when load balancers send somebody requests.
   *
   * @param closely further in any case
   */
  GroupHealth batch(RolloutPlan plan, List<ChosenServer> batch, boolean closely) {
    GateRules rules = plan.gates().rules();
    List<String> names = batch.stream().map(ChosenServer::group).distinct().toList();
    GroupReading reading = groups.open(plan.serverGroup(), names);
    ServerGroup seen = reading.snapshot();
    if (!closely && !LookRules.anybodyServes(batch, seen)) {
      return GroupHealth.of(
          seen, LoadBalancerHealth.none(), Machines.NOT_READ, rules, Depth.GROUPS);
    }
    LoadBalancerHealth balancers = loadBalancers.read(seen.autoScalingGroups());
    Machines asked =
        rules.minUptime().isPositive() ? machines.read(inService(seen)) : Machines.NOT_READ;
    GroupHealth served = GroupHealth.of(seen, balancers, asked, rules, Depth.BALANCERS);
    return !closely && LookRules.nobodyIsSentRequests(batch, served)
        ? served
        : GroupHealth.of(withSlots(plan, reading), balancers, asked, rules);
  }

  private static ServerGroup withSlots(RolloutPlan plan, GroupReading reading) {
    if (plan.gates().rules().withSlots()) {
      reading.readInterfaces();
    }
    if (plan.gates().rules().withVolumes()) {
      reading.readVolumes();
    }
    return reading.snapshot();
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
