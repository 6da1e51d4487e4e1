package io.servergroup.lambda;

import io.servergroup.aws.GroupReader;
import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.aws.RolloutLock;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.GroupHealth;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Targets;
import java.util.List;
import java.util.Optional;

/** Takes fresh looks at a server group for a rollout. */
final class RolloutReader {
  private final GroupReader groups;
  private final LoadBalancerReader loadBalancers;
  private final LaunchTemplates templates;
  private final RolloutLock lock;

  RolloutReader(Wiring wiring) {
    this.groups = new GroupReader(wiring.clients(), wiring.clock());
    this.loadBalancers = new LoadBalancerReader(wiring.clients());
    this.templates = new LaunchTemplates(wiring.clients());
    this.lock = new RolloutLock(wiring.clients(), wiring.settings().lockTable());
  }

  /** A look at the whole group before there is a plan: what has slots now is meant to have them. */
  Situation first(String serverGroup) {
    ServerGroup group = groups.read(serverGroup);
    return situation(group, !group.slots().isEmpty());
  }

  /** A look at the whole group. */
  Situation whole(RolloutPlan plan) {
    return situation(groups.read(plan.serverGroup()), plan.withSlots());
  }

  /** A look at the Auto Scaling groups of a batch only. */
  GroupHealth batch(RolloutPlan plan, List<ChosenServer> batch) {
    List<String> names = batch.stream().map(ChosenServer::group).distinct().toList();
    return health(groups.read(plan.serverGroup(), names), plan.withSlots());
  }

  private Situation situation(ServerGroup group, boolean withSlots) {
    // The lock is read last: it is what must not have changed when something is terminated.
    GroupHealth health = health(group, withSlots);
    Targets resolved = templates.resolve(Targets.referencesOf(group));
    Optional<String> holder = lock.holder(group.name());
    return new Situation(health, resolved, holder);
  }

  private GroupHealth health(ServerGroup group, boolean withSlots) {
    return GroupHealth.of(group, loadBalancers.read(group.autoScalingGroups()), withSlots);
  }
}
