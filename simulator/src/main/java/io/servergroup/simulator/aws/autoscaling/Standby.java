package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.Instances;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;

/**
 * Instances that leave service, or the group, without being terminated, and those that come without
 * being launched; no hook runs for that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-detach-attach-instances.html">Detach
 *     or attach instances</a>
 */
final class Standby {
  private static final String GROUP_TAG = "aws:autoscaling:groupName";

  private final AutoScalingWorld world;
  private final Account account;
  private final Instances instances;
  private final LoadBalancing balancing;

  Standby(AutoScalingWorld world, Account account, Instances instances, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.instances = instances;
    this.balancing = balancing;
  }

  Activity enter(Member member) {
    requireState(member, MemberState.IN_SERVICE);
    Activity activity = begin(member, "Moving EC2 instance to Standby: ");
    world.move(member, MemberState.ENTERING_STANDBY);
    outOfBalancers(
        member,
        () -> {
          if (member.state() == MemberState.ENTERING_STANDBY) {
            world.move(member, MemberState.STANDBY);
            activity.end("Successful", "", account.now());
          }
        });
    world.capacity().evaluate(member.group());
    return activity;
  }

  Activity exit(Member member) {
    requireState(member, MemberState.STANDBY);
    Activity activity = begin(member, "Moving EC2 instance out of Standby: ");
    world.move(member, MemberState.PENDING);
    account.after(
        Step.GROUP_STEP,
        member.instanceId() + " leaves standby",
        () -> world.launching().enterService(member));
    // Nobody looked at its health while it was in standby.
    world.health().changed(member);
    return activity;
  }

  /** Makes a running instance a member; the caller has made room for it. */
  void attach(Group group, Instance instance) {
    Activity activity =
        world.startActivity(
            group,
            "Attaching an existing EC2 instance: " + instance.id(),
            "an instance was attached in response to a user request.",
            instance.subnet());
    Member member = new Member(group, instance, MemberState.PENDING, activity, account.now());
    member.setAttached();
    world.enrol(member);
    instances.catalog().tag(instance, GROUP_TAG, group.id());
    account.changed("autoscaling", instance.id(), "is attached to group " + group.id());
    account.after(
        Step.GROUP_STEP,
        instance.id() + " is attached",
        () -> world.launching().enterService(member));
  }

  Activity detach(Member member) {
    if (member.state() != MemberState.STANDBY && !member.state().retained()) {
      requireState(member, MemberState.IN_SERVICE);
    }
    Activity activity = begin(member, "Detaching EC2 instance: ");
    world.move(member, MemberState.DETACHING);
    outOfBalancers(
        member,
        () -> {
          world.move(member, MemberState.DETACHED);
          world.dismiss(member);
          instances.catalog().untag(member.instance(), GROUP_TAG);
          activity.end("Successful", "", account.now());
        });
    world.capacity().evaluate(member.group());
    return activity;
  }

  private Activity begin(Member member, String what) {
    Activity activity =
        world.startActivity(
            member.group(),
            what + member.instanceId(),
            "instance " + member.instanceId() + " was moved in response to a user request.",
            member.instance().subnet());
    member.setActivity(activity);
    return activity;
  }

  private void outOfBalancers(Member member, Runnable then) {
    if (member.registered()) {
      member.setRegistered(false);
      balancing.deregister(member.group().settings().balancers(), member.instanceId(), then);
    } else {
      account.after(Step.GROUP_STEP, member.instanceId() + " leaves service", then);
    }
  }

  private static void requireState(Member member, MemberState state) {
    if (member.state() != state) {
      throw AutoScalingError.validation(
          "The instance %s is not in %s; it is in %s."
              .formatted(member.instanceId(), state, member.state()));
    }
  }
}
