package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.EventSink;
import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

/** Everything there is in simulated Auto Scaling, apart from the client in front of it. */
public final class AutoScalingWorld {
  private final Account account;
  private final Ec2World ec2;
  private final Catalog<Group> groups =
      new Catalog<Group>("Auto Scaling group").field("auto-scaling-group", Group::id);
  private final Map<String, Member> members = new HashMap<>();
  private final List<Consumer<Member>> listeners = new ArrayList<>();
  private final Notices notices;
  private final LifecycleActions actions;
  private final Launching launching;
  private final Terminating terminating;
  private final Capacity capacity;
  private final HealthChecks health;
  private final Standby standby;
  private final WarmPools pools;
  private final Returning returning;
  private final Rebalancing rebalancing;
  private final ScheduledActions scheduledActions;
  private final InstanceRefreshes instanceRefreshes;

  public AutoScalingWorld(
      Account account, Ec2World ec2, LoadBalancing balancing, EventSink events) {
    this.account = account;
    this.ec2 = ec2;
    this.notices = new Notices(account, events);
    this.actions = new LifecycleActions(this, account);
    this.launching = new Launching(this, account, ec2, balancing);
    this.terminating = new Terminating(this, account, ec2, balancing);
    this.capacity = new Capacity(this, account);
    this.health = new HealthChecks(this, account, balancing);
    this.standby = new Standby(this, account, ec2.instances(), balancing);
    this.rebalancing = new Rebalancing(this, account);
    this.pools = new WarmPools(this, account, ec2.instances());
    this.returning = new Returning(this, account, balancing);
    this.scheduledActions = new ScheduledActions(this, account);
    this.instanceRefreshes = new InstanceRefreshes(this, account);
    ec2.instances().listen(this::instanceChanged);
    balancing.whenChanged(this::balancerChanged);
  }

  /** All groups. */
  public Collection<Group> groups() {
    return groups.all();
  }

  /** The group with a name, or null. */
  public Group group(String name) {
    return groups.get(name);
  }

  /** The member an instance is of its group or warm pool; null when it is in none, or no more. */
  public Member member(String instanceId) {
    return members.get(instanceId);
  }

  /**
   * The lifecycle actions that nobody completed in time and that ended with their default result.
   */
  public List<HeldAction> lapsedActions() {
    return actions.lapsed();
  }

  /** Every lifecycle action that holds an instance now. */
  public List<HeldAction> heldActions() {
    return actions.all();
  }

  /** Tells {@code listener} of every member that has just moved to another lifecycle state. */
  public void listen(Consumer<Member> listener) {
    listeners.add(listener);
  }

  /** Sets what DescribeInstanceRefreshes shows for a group behind those that were started. */
  public void setInstanceRefreshes(String groupName, List<InstanceRefresh> shown) {
    instanceRefreshes.show(groupName, shown);
  }

  /**
   * Sets whether groups without an instance maintenance policy launch a replacement before they
   * terminate an unhealthy instance; off unless set.
   */
  public void setLaunchBeforeTerminate(boolean launchBeforeTerminate) {
    health.setLaunchBeforeTerminate(launchBeforeTerminate);
  }

  Catalog<Group> catalog() {
    return groups;
  }

  Group require(String name) {
    Group group = groups.get(name);
    if (group == null) {
      throw AutoScalingError.groupNotFound(name);
    }
    return group;
  }

  Member requireMember(String instanceId) {
    Member member = members.get(instanceId);
    if (member == null) {
      throw AutoScalingError.instanceNotFound(instanceId);
    }
    return member;
  }

  /** Whether a member is still one; a pool that is force-deleted lets go of all at once. */
  boolean has(Member member) {
    return members.get(member.instanceId()) == member;
  }

  Ec2World ec2() {
    return ec2;
  }

  Notices notices() {
    return notices;
  }

  LifecycleActions actions() {
    return actions;
  }

  Launching launching() {
    return launching;
  }

  Terminating terminating() {
    return terminating;
  }

  Capacity capacity() {
    return capacity;
  }

  HealthChecks health() {
    return health;
  }

  WarmPools pools() {
    return pools;
  }

  ScheduledActions scheduledActions() {
    return scheduledActions;
  }

  InstanceRefreshes instanceRefreshes() {
    return instanceRefreshes;
  }

  Rebalancing rebalancing() {
    return rebalancing;
  }

  Returning returning() {
    return returning;
  }

  Standby standby() {
    return standby;
  }

  /** Makes a member known, to its group or to the warm pool, as its state says. */
  void enrol(Member member) {
    if (member.state().pooled()) {
      member.group().warmPool().add(member);
    } else {
      member.group().add(member);
    }
    members.put(member.instanceId(), member);
  }

  void dismiss(Member member) {
    Group group = member.group();
    if (member.state().pooled()) {
      group.warmPool().remove(member);
      group.dropEmptyPool();
    } else {
      group.remove(member);
    }
    dropEmpty(group);
    members.remove(member.instanceId());
    member.stopHealthCheck();
  }

  /** A group that is being deleted is gone as soon as it is empty. */
  void dropEmpty(Group group) {
    if (group.deleting() && group.everyone().isEmpty() && groups.get(group.id()) == group) {
      groups.remove(group);
      rebalancing.forget(group);
      scheduledActions.forget(group);
      instanceRefreshes.forget(group);
      account.changed("autoscaling", group.id(), "deleted");
    }
  }

  void move(Member member, MemberState to) {
    member.group().move(member, to, account.now());
    account.changed("autoscaling", member.instanceId(), to + " in group " + member.group().id());
    listeners.forEach(listener -> listener.accept(member));
  }

  Activity startActivity(Group group, String description, String cause, Subnet subnet) {
    Activity activity =
        new Activity(
            account.newUuid(),
            group,
            description,
            "At " + account.now() + " " + cause,
            account.now(),
            subnet.zone(),
            subnet.id());
    group.add(activity);
    return activity;
  }

  private void instanceChanged(Instance instance) {
    Member member = members.get(instance.id());
    if (member == null) {
      return;
    }
    if (instance.state() == InstanceState.RUNNING) {
      launching.runs(member);
    }
    if (instance.state() == InstanceState.TERMINATED && member.state().terminating()) {
      terminating.gone(member);
    } else if (member.settling()) {
      pools.settle(member);
    } else {
      health.changed(member);
    }
  }

  private void balancerChanged(String instanceId) {
    Member member = members.get(instanceId);
    if (member != null) {
      health.balancerChanged(member);
    }
  }
}
