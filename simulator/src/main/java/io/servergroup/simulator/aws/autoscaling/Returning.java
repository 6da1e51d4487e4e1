package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.util.List;

/**
 * The way of an instance from service back to the warm pool, on which the terminate hooks hold it
 * in {@code Warmed:Pending:Wait}. Only a scale-in sends instances this way. AWS documents no result
 * of an abandoned action here; users saw the instance return all the same.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html">Use
 *     lifecycle hooks with a warm pool</a>
 */
final class Returning implements Passage {
  private final AutoScalingWorld world;
  private final Account account;
  private final LoadBalancing balancing;

  Returning(AutoScalingWorld world, Account account, LoadBalancing balancing) {
    this.world = world;
    this.account = account;
    this.balancing = balancing;
  }

  void begin(Member member, String cause) {
    Group group = member.group();
    member.stopHealthCheck();
    member.setActivity(
        world.startActivity(
            group,
            "Returning EC2 instance to warm pool: " + member.instanceId(),
            cause,
            member.instance().subnet()));
    world.move(member, MemberState.WARMED_PENDING);
    group.remove(member);
    group.warmPool().add(member);
    member.setOrigin(Place.GROUP);
    member.setInServiceSince(null);
    if (member.registered()) {
      member.setRegistered(false);
      member.activity().setStatus("WaitingForELBConnectionDraining");
      balancing.deregister(
          group.settings().balancers(), member.instanceId(), () -> drained(member));
    } else {
      drained(member);
    }
    world.capacity().evaluate(group);
  }

  private void drained(Member member) {
    account.after(Step.GROUP_STEP, "terminate hooks of " + member.instanceId(), () -> hold(member));
  }

  private void hold(Member member) {
    if (member.state() != MemberState.WARMED_PENDING) {
      return;
    }
    List<Hook> hooks = member.group().hooks(Transition.TERMINATING);
    if (hooks.isEmpty()) {
      world.pools().settle(member);
      return;
    }
    world.move(member, MemberState.WARMED_PENDING_WAIT);
    member.activity().setStatus("MidLifecycleAction");
    world.actions().hold(member, hooks, this, Place.GROUP, Place.WARM_POOL);
  }

  @Override
  public void proceed(Member member) {
    world.move(member, MemberState.WARMED_PENDING_PROCEED);
    account.after(
        Step.GROUP_STEP,
        member.instanceId() + " enters the warm pool",
        () -> {
          if (member.state() == MemberState.WARMED_PENDING_PROCEED) {
            world.pools().settle(member);
          }
        });
  }

  @Override
  public void abandoned(Member member, HeldAction action, String why) {
    if (!member.group().settings().retains()) {
      proceed(member);
      return;
    }
    world.move(member, MemberState.WARMED_PENDING_PROCEED);
    account.after(
        Step.GROUP_STEP,
        "retain " + member.instanceId(),
        () -> {
          if (member.state() == MemberState.WARMED_PENDING_PROCEED) {
            world.move(member, MemberState.WARMED_PENDING_RETAINED);
            member.activity().end("Cancelled", why, account.now());
          }
        });
  }
}
