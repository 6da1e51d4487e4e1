package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.Instances;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps as many instances in every warm pool as it is to have, and brings them there and into
 * service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html">Warm
 *     pools</a>
 */
final class WarmPools {
  private final AutoScalingWorld world;
  private final Account account;
  private final Instances instances;

  WarmPools(AutoScalingWorld world, Account account, Instances instances) {
    this.world = world;
    this.account = account;
    this.instances = instances;
  }

  /** To be called after everything that changes how many instances there are or should be. */
  void evaluate(Group group) {
    WarmPool pool = group.warmPool();
    if (pool == null || pool.deleting() || pool.scheduled()) {
      return;
    }
    int lacking = lacking(pool, group);
    if (lacking > 0 && !group.suspended("Launch")) {
      schedule(pool, world.capacity().delay(group), "fill", () -> fill(pool, group));
    } else if (lacking < 0 && !group.suspended("Terminate")) {
      schedule(pool, account.draw(Step.GROUP_SCALE_IN), "shrink", () -> shrink(pool, group));
    }
  }

  /**
   * How many instances a pool has too few or, below zero, too many. What the group is about to take
   * out of the pool is not too many, and what is about to come back from the group is not lacking.
   */
  private int lacking(WarmPool pool, Group group) {
    int lacking = pool.target() - pool.size();
    int missing = world.capacity().missing(group);
    if (lacking < 0) {
      return Math.min(0, lacking + Math.max(0, missing));
    }
    return pool.reuses() ? Math.max(0, lacking + Math.min(0, missing)) : lacking;
  }

  private void schedule(WarmPool pool, Duration delay, String what, Runnable action) {
    pool.setNext(
        account.after(
            delay,
            what + " a warm pool",
            () -> {
              pool.setNext(null);
              action.run();
            }));
  }

  private void fill(WarmPool pool, Group group) {
    if (world.capacity().givenUp(group)) {
      return;
    }
    boolean launched = true;
    while (launched && lacking(pool, group) > 0) {
      launched = world.launching().launchWarm(group);
    }
    evaluate(group);
  }

  private void shrink(WarmPool pool, Group group) {
    while (lacking(pool, group) < 0 && !group.suspended("Terminate")) {
      Optional<Member> victim =
          pool.members().stream().filter(member -> !member.state().terminating()).findFirst();
      world
          .terminating()
          .begin(
              victim.orElseThrow(),
              "an instance was taken out of the warm pool, which has more instances than it should have.");
    }
  }

  /**
   * Takes an instance out of the pool and towards service, from the zone that has the fewest
   * instances in service. Its launch template version is not looked at: AWS replaces outdated
   * instances of a pool only by an instance refresh.
   *
   * @return false when none is ready
   */
  boolean draw(Group group, String cause) {
    WarmPool pool = group.warmPool();
    if (pool == null) {
      return false;
    }
    Optional<Member> ready =
        pool.members().stream()
            .filter(member -> member.state().warm() && member.healthy())
            .min(Comparator.comparingInt(member -> group.countedIn(member.instance().subnet())));
    ready.ifPresent(member -> draw(pool, member, cause));
    return ready.isPresent();
  }

  private void draw(WarmPool pool, Member member, String cause) {
    Group group = member.group();
    member.stopHealthCheck();
    member.setActivity(
        world.startActivity(
            group,
            "Launching a new EC2 instance from warm pool: " + member.instanceId(),
            cause,
            member.instance().subnet()));
    member.activity().setStatus("PreInService");
    pool.remove(member);
    member.setOrigin(Place.WARM_POOL);
    group.add(member);
    world.move(member, MemberState.PENDING);
    if (member.instance().state() == InstanceState.STOPPED) {
      instances.restart(member.instance());
    }
    world.launching().begin(member);
  }

  /**
   * Brings an instance that no hook holds any more into the state in which the pool keeps it. EC2
   * takes its time for that: it is called again after every change of the instance.
   */
  void settle(Member member) {
    member.setSettling(true);
    PoolState goal = member.group().warmPool().settings().state();
    Instance instance = member.instance();
    switch (instance.state()) {
      case RUNNING -> {
        switch (goal) {
          case RUNNING -> settled(member, goal);
          case STOPPED -> instances.stop(instance);
          case HIBERNATED -> instances.hibernate(instance);
        }
      }
      case STOPPED -> settled(member, goal == PoolState.RUNNING ? PoolState.STOPPED : goal);
      case SHUTTING_DOWN, TERMINATED ->
          world
              .terminating()
              .begin(
                  member,
                  "an instance was taken out of the warm pool because it was terminated in EC2.");
      case PENDING, STOPPING -> {}
    }
  }

  private void settled(Member member, PoolState state) {
    Group group = member.group();
    member.setSettling(false);
    world.move(member, state.ready());
    member.activity().end("Successful", "", account.now());
    if (member.origin() == Place.EC2) {
      group.launchSucceeded();
      world.notices().launchSuccessful(member);
    } else {
      world.notices().returned(member);
    }
    world.health().changed(member);
    world.capacity().evaluate(group);
  }

  /** Deletes a pool once its instances have gone, each by way of its hooks. */
  void delete(WarmPool pool) {
    pool.setDeleting();
    List.copyOf(pool.members()).stream()
        .filter(member -> !member.state().terminating() || member.state().retained())
        .forEach(
            member ->
                world
                    .terminating()
                    .begin(
                        member, "an instance was taken out of the warm pool, which is deleted."));
  }

  /**
   * Deletes a pool and its instances at once; their lifecycle actions are dropped.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DeleteWarmPool.html">DeleteWarmPool</a>
   */
  void forceDelete(WarmPool pool) {
    pool.setDeleting();
    for (Member member : List.copyOf(pool.members())) {
      world.actions().drop(member);
      if (!member.state().terminating()) {
        world.move(member, MemberState.WARMED_TERMINATING);
      }
      if (member.activity().end() == null) {
        member.activity().end("Cancelled", "", account.now());
      }
      world.dismiss(member);
      instances.terminate(member.instance());
    }
  }
}
