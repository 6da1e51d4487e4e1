package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.LaunchOrder;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The way of a new instance into service. */
final class Launching {
  private final AutoScalingWorld world;
  private final Account account;
  private final Ec2World ec2;
  private final LoadBalancing balancing;

  Launching(AutoScalingWorld world, Account account, Ec2World ec2, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.ec2 = ec2;
    this.balancing = balancing;
  }

  /**
   * Launches one instance.
   *
   * @return false when no subnet of the group could take it
   */
  boolean launch(Group group) {
    List<Subnet> subnets =
        group.settings().subnets().stream()
            .sorted(Comparator.comparingInt(group::countedIn))
            .toList();
    String cause =
        "an instance was started in response to a difference between desired and actual capacity, increasing the capacity from %d to %d."
            .formatted(group.counted(), group.counted() + 1);
    for (Subnet subnet : subnets) {
      if (launch(group, subnet, cause)) {
        return true;
      }
    }
    group.launchFailed(account.now());
    return false;
  }

  private boolean launch(Group group, Subnet subnet, String cause) {
    Activity activity = world.startActivity(group, "Launching a new EC2 instance", cause, subnet);
    Instance instance;
    try {
      instance = ec2.launch(order(group, subnet));
    } catch (Ec2Exception e) {
      fail(activity, null, e.awsErrorDetails().errorMessage() + " Launching EC2 instance failed.");
      return false;
    }
    activity.setDescription("Launching a new EC2 instance: " + instance.id());
    activity.setStatus("PreInService");
    Member member =
        new Member(
            group, instance, activity, group.settings().protectNewInstances(), account.now());
    group.add(member);
    world.enrol(member);
    account.changed("autoscaling", instance.id(), "Pending in group " + group.id());
    account.after(Step.GROUP_STEP, "launch hooks of " + instance.id(), () -> hold(member));
    return true;
  }

  private LaunchOrder order(Group group, Subnet subnet) {
    LaunchSource source = group.settings().source();
    TemplateVersion version = source.resolve(ec2.templates());
    Map<String, String> tags = new LinkedHashMap<>();
    group.propagated().forEach(key -> tags.put(key, group.tag(key)));
    tags.put("aws:autoscaling:groupName", group.id());
    tags.put("aws:ec2launchtemplate:id", version.template().id());
    tags.put("aws:ec2launchtemplate:version", Long.toString(version.number()));
    return new LaunchOrder(version, source.instanceType(), subnet, tags);
  }

  private void hold(Member member) {
    if (member.state() != MemberState.PENDING) {
      return;
    }
    List<Hook> hooks = member.group().hooks(Transition.LAUNCHING);
    if (hooks.isEmpty()) {
      enterService(member);
      return;
    }
    world.move(member, MemberState.PENDING_WAIT);
    member.activity().setStatus("MidLifecycleAction");
    world.actions().hold(member, hooks);
  }

  /** Every launch hook let the instance go on. */
  void proceed(Member member) {
    world.move(member, MemberState.PENDING_PROCEED);
    account.after(
        Step.GROUP_STEP, member.instanceId() + " enters service", () -> enterService(member));
  }

  /** A launch hook gave the instance up. */
  void abandoned(Member member, HeldAction action, String why) {
    failed(
        member,
        "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token "
            + action.token()
            + " was abandoned: "
            + why);
    world
        .terminating()
        .begin(
            member,
            "an instance was taken out of service in response to a lifecycle action that was abandoned.");
  }

  /** Notes that an instance will not come into service. */
  void failed(Member member, String message) {
    member.group().launchFailed(account.now());
    fail(member.activity(), member.instanceId(), message);
  }

  /** The EC2 instance runs now, which may be all it waited for. */
  void runs(Member member) {
    boolean ready =
        member.state() == MemberState.PENDING_PROCEED
            || (member.state() == MemberState.PENDING
                && member.group().hooks(Transition.LAUNCHING).isEmpty());
    if (ready) {
      account.after(
          Step.GROUP_STEP, member.instanceId() + " enters service", () -> enterService(member));
    }
  }

  /** Puts an instance into service that nothing holds back; does nothing while something does. */
  void enterService(Member member) {
    boolean ready =
        member.state() == MemberState.PENDING_PROCEED || member.state() == MemberState.PENDING;
    if (!ready || member.instance().state() != InstanceState.RUNNING) {
      return;
    }
    Group group = member.group();
    register(member);
    world.move(member, MemberState.IN_SERVICE);
    member.setInServiceSince(account.now());
    group.launchSucceeded();
    member.activity().end("Successful", "", account.now());
    world.notices().launchSuccessful(member);
    world.health().inService(member);
    world.capacity().evaluate(group);
  }

  private void register(Member member) {
    Group group = member.group();
    if (group.settings().balancers().isEmpty() || group.suspended("AddToLoadBalancer")) {
      return;
    }
    member.setRegistered(true);
    balancing.register(group.settings().balancers(), member.instanceId());
  }

  private void fail(Activity activity, String instanceId, String message) {
    activity.end("Failed", message, account.now());
    account.changed(
        "autoscaling", activity.group().id(), "launch " + activity.id() + " failed: " + message);
    world.notices().launchUnsuccessful(activity, instanceId);
  }
}
