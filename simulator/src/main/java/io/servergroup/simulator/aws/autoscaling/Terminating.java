package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.util.List;

/**
 * The way of an instance out of its group, or out of its warm pool. Also an instance that is
 * already gone in EC2 goes all of it, hooks included; its lifecycle actions then concern a
 * terminated instance.
 *
 * <p>Where the group's instance lifecycle policy retains instances, an abandoned terminate hook
 * leaves the instance running, out of service and uncounted, until somebody terminates or detaches
 * it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-lifecycle-policy.html">Control
 *     instance retention with instance lifecycle policies</a>
 */
final class Terminating implements Passage {
  private final AutoScalingWorld world;
  private final Account account;
  private final Ec2World ec2;
  private final LoadBalancing balancing;

  Terminating(AutoScalingWorld world, Account account, Ec2World ec2, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.ec2 = ec2;
    this.balancing = balancing;
  }

  /**
   * Begins to terminate an instance that is not terminating yet; the group notices at once that one
   * is missing.
   *
   * @param cause without its time, such as {@code instance i-1 was taken out of service ...}
   */
  Activity begin(Member member, String cause) {
    Group group = member.group();
    world.actions().drop(member);
    member.stopHealthCheck();
    if ((member.state().pending() || member.state().pooled()) && member.activity().end() == null) {
      member.activity().end("Cancelled", "", account.now());
    }
    Activity activity =
        world.startActivity(
            group,
            "Terminating EC2 instance: " + member.instanceId(),
            cause,
            member.instance().subnet());
    member.setActivity(activity);
    member.setSettling(false);
    world.move(member, member.step(MemberState.TERMINATING));
    if (member.registered()) {
      member.setRegistered(false);
      activity.setStatus("WaitingForELBConnectionDraining");
      balancing.deregister(
          group.settings().balancers(), member.instanceId(), () -> drained(member));
    } else {
      drained(member);
    }
    world.capacity().evaluate(group);
    return activity;
  }

  /** Gets rid of a member of a group that is being deleted by force: no hook holds it any more. */
  void force(Member member) {
    switch (member.state()) {
      case TERMINATING, TERMINATING_PROCEED, TERMINATED, DETACHING, DETACHED -> {}
      case TERMINATING_WAIT -> {
        world.actions().drop(member);
        proceed(member);
      }
      default -> begin(member, "an instance was taken out of service as its group is deleted.");
    }
  }

  private void drained(Member member) {
    account.after(Step.GROUP_STEP, "terminate hooks of " + member.instanceId(), () -> hold(member));
  }

  private void hold(Member member) {
    if (!world.has(member)) {
      return;
    }
    List<Hook> hooks = member.group().hooks(Transition.TERMINATING);
    if (hooks.isEmpty() || member.group().deleting()) {
      shutDown(member);
      return;
    }
    world.move(member, member.step(MemberState.TERMINATING_WAIT));
    member.activity().setStatus("MidLifecycleAction");
    world.actions().hold(member, hooks, this, member.place(), Place.EC2);
  }

  @Override
  public void proceed(Member member) {
    world.move(member, member.step(MemberState.TERMINATING_PROCEED));
    account.after(Step.GROUP_STEP, "shut down " + member.instanceId(), () -> shutDown(member));
  }

  /**
   * Terminates an instance all the same, or keeps it where its group says so.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/manage-retained-instances.html">Retained
   *     instances</a>, which come there by way of {@code Terminating:Proceed}
   */
  @Override
  public void abandoned(Member member, HeldAction action, String why) {
    if (!member.group().settings().retains()) {
      proceed(member);
      return;
    }
    world.move(member, member.step(MemberState.TERMINATING_PROCEED));
    account.after(Step.GROUP_STEP, "retain " + member.instanceId(), () -> retain(member, why));
  }

  /** Keeps an instance, unless its group has changed its mind or is being deleted meanwhile. */
  private void retain(Member member, String why) {
    Group group = member.group();
    if (!group.settings().retains() || group.deleting()) {
      shutDown(member);
    } else if (world.has(member)) {
      world.move(member, member.step(MemberState.TERMINATING_RETAINED));
      member.activity().end("Cancelled", why, account.now());
    }
  }

  private void shutDown(Member member) {
    if (!world.has(member)) {
      return;
    }
    member.activity().setStatus("InProgress");
    member.setReleased();
    if (member.instance().state() == InstanceState.TERMINATED) {
      leave(member);
    } else {
      ec2.instances().terminate(member.instance());
    }
  }

  /** The EC2 instance is terminated, which may be all that its group waited for. */
  void gone(Member member) {
    if (member.released() && member.state() != member.step(MemberState.TERMINATED)) {
      leave(member);
    }
  }

  private void leave(Member member) {
    world.move(member, member.step(MemberState.TERMINATED));
    world.dismiss(member);
    member.activity().end("Successful", "", account.now());
    world.notices().terminateSuccessful(member);
  }
}
