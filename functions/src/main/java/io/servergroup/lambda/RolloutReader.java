package io.servergroup.lambda;

import io.servergroup.aws.AlarmReader;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.GroupReading;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.MachineReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.Round;
import io.servergroup.aws.SlotPart;
import io.servergroup.aws.Together;
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
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Takes fresh looks at a server group for a rollout. */
final class RolloutReader {
  /**
   * A look at a whole server group, and when what was certain.
   *
   * @param depth how much of each server was read
   * @param loadBalancers what they said
   * @param lockedAt before the lock was asked for, together with other things, and so when it was
   *     certainly still ours
   */
  record Look(
      Situation situation, Depth depth, LoadBalancerHealth loadBalancers, Instant lockedAt) {
    /** Before anything was read. */
    Instant beganAt() {
      return situation.health().group().readAt();
    }
  }

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

  /** A look at the whole group and at the alarms, to decide what comes next. */
  Situation whole(RolloutPlan plan, Course course) {
    boolean asksMachines = LookRules.needsMachines(plan, course);
    return look(plan, Depth.WHOLE, asksMachines, plan.gates().alarms()).situation();
  }

  /** A look at the whole group, just before something is changed. */
  Look beforeChange(RolloutPlan plan, Depth depth) {
    return look(plan, depth, true, List.of());
  }

  private Look look(
      RolloutPlan plan, Depth depth, boolean asksMachines, Collection<String> alarmNames) {
    Round first = new Round(together);
    Supplier<AlarmStates> alarmStates =
        alarmNames.isEmpty() ? AlarmStates::none : first.ask(() -> alarms.read(alarmNames));
    Supplier<ServerGroup> read =
        first.ask(
            () ->
                groups
                    .openWith(plan.serverGroup(), depth == Depth.WHOLE ? slots(plan) : Set.of())
                    .snapshot());
    first.make();
    ServerGroup group = read.get();
    // The lock is read last: it is what must not have changed when something is terminated. Others
    // of the last round may be read after it, for it is trusted from before all of them only.
    Instant lockedAt = clock.instant();
    Round last = new Round(together);
    Supplier<LoadBalancerHealth> balancers =
        last.ask(() -> loadBalancers.read(group.autoScalingGroups()));
    Supplier<Machines> asked =
        asksMachines ? last.ask(() -> machines.read(inService(group))) : () -> Machines.NOT_READ;
    Supplier<Targets> resolved = last.ask(() -> resolved(plan, group));
    Supplier<LockState> state = last.ask(() -> lock.state(group.name()));
    last.make();
    GroupHealth health =
        GroupHealth.of(group, balancers.get(), asked.get(), plan.gates().rules(), depth);
    return new Look(
        new Situation(health, resolved.get(), state.get(), alarmStates.get()),
        depth,
        balancers.get(),
        lockedAt);
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
    Round round = new Round(together);
    Supplier<LoadBalancerHealth> balancers =
        round.ask(() -> loadBalancers.read(seen.autoScalingGroups()));
    Supplier<Machines> asked =
        rules.minUptime().isPositive()
            ? round.ask(() -> machines.read(inService(seen)))
            : () -> Machines.NOT_READ;
    Supplier<ServerGroup> whole =
        closely ? round.ask(() -> withSlots(plan, reading)) : () -> withSlots(plan, reading);
    round.make();
    GroupHealth served = GroupHealth.of(seen, balancers.get(), asked.get(), rules, Depth.BALANCERS);
    return !closely && LookRules.nobodyIsSentRequests(batch, served)
        ? served
        : GroupHealth.of(whole.get(), balancers.get(), asked.get(), rules);
  }

  private static ServerGroup withSlots(RolloutPlan plan, GroupReading reading) {
    reading.read(slots(plan));
    return reading.snapshot();
  }

  /** What slots have to be read of, for health. */
  private static Set<SlotPart> slots(RolloutPlan plan) {
    Set<SlotPart> parts = EnumSet.noneOf(SlotPart.class);
    if (plan.gates().rules().withSlots()) {
      parts.add(SlotPart.INTERFACES);
    }
    if (plan.gates().rules().withVolumes()) {
      parts.add(SlotPart.VOLUMES);
    }
    return parts;
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
