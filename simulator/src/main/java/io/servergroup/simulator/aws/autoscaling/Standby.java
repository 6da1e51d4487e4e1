package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;

/** Instances that leave service, or the group, without being terminated; no hook runs for that. */
final class Standby {
  private final AutoScalingWorld world;
  private final Account account;
  private final LoadBalancing balancing;

  Standby(AutoScalingWorld world, Account account, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
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

  Activity detach(Member member) {
    if (member.state() != MemberState.STANDBY) {
      requireState(member, MemberState.IN_SERVICE);
    }
    Activity activity = begin(member, "Detaching EC2 instance: ");
    world.move(member, MemberState.DETACHING);
    outOfBalancers(
        member,
        () -> {
          world.move(member, MemberState.DETACHED);
          world.dismiss(member);
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
