package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.Timer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The AZRebalance process: a complete group whose zones differ by two instances or more launches
 * one in the emptiest zone and, once that is in service, terminates one in the fullest. Where the
 * instance maintenance policy allows nothing above the desired capacity, it terminates at the same
 * time as it launches.
 *
 * <p>AWS may exceed the maximum size by ten percent, or by one instance, meanwhile; here it is
 * always one at a time. Only a launch shows whether a zone has room again, so a group that stays
 * out of balance keeps trying, more and more slowly; a balanced one costs nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html">Rebalancing
 *     activities</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-maintenance-policy-overview-and-considerations.html">Instance
 *     maintenance policy</a>
 */
final class Rebalancing {
  private static final int MOST_APART = 1;
  private static final int MOST_DOUBLINGS = 4;

  /** What is under way for one group. */
  private static final class Attempt {
    private Timer timer;
    private Member newcomer;
    private int failures;
  }

  private final AutoScalingWorld world;
  private final Account account;
  private final Map<String, Attempt> attempts = new HashMap<>();

  Rebalancing(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** How many instances a group has on purpose above its desired capacity. */
  int extra(Group group) {
    Attempt attempt = attempts.get(group.id());
    return attempt != null && attempt.newcomer != null ? 1 : 0;
  }

  /** To be called after everything that changes how many instances there are or should be. */
  void evaluate(Group group) {
    Attempt attempt = attempts.get(group.id());
    if (attempt != null && attempt.newcomer != null) {
      follow(group, attempt);
    } else if (attempt == null || attempt.timer == null) {
      schedule(group, attempt);
    }
  }

  /** The group is gone. */
  void forget(Group group) {
    Attempt attempt = attempts.remove(group.id());
    if (attempt != null && attempt.timer != null) {
      attempt.timer.cancel();
    }
  }

  /** Ends an attempt whose newcomer is in service or will never be. */
  private void follow(Group group, Attempt attempt) {
    MemberState state = attempt.newcomer.state();
    if (state.pending() || (state == MemberState.IN_SERVICE && group.suspended("Terminate"))) {
      return;
    }
    if (state == MemberState.IN_SERVICE) {
      attempts.remove(group.id());
      makeRoom(group);
    } else {
      attempt.newcomer = null;
      attempt.failures++;
      schedule(group, attempt);
    }
  }

  private void schedule(Group group, Attempt before) {
    if (!due(group)) {
      return;
    }
    Attempt attempt = before == null ? new Attempt() : before;
    attempts.put(group.id(), attempt);
    long times = 1L << Math.min(attempt.failures, MOST_DOUBLINGS);
    attempt.timer =
        account.after(
            account.draw(Step.GROUP_LAUNCH_RETRY).multipliedBy(times),
            "rebalance " + group.id(),
            () -> {
              attempt.timer = null;
              rebalance(group, attempt);
            });
  }

  private void rebalance(Group group, Attempt attempt) {
    if (!due(group)) {
      attempts.remove(group.id());
      return;
    }
    Subnet emptiest =
        group.settings().subnets().stream()
            .min(Comparator.comparingInt(group::countedIn))
            .orElseThrow();
    Optional<Member> launched =
        world
            .launching()
            .launchIn(
                group, emptiest, "an instance was launched to aid in balancing the group's zones.");
    if (launched.isEmpty()) {
      attempt.failures++;
      schedule(group, attempt);
    } else if (mayExceed(group)) {
      attempt.newcomer = launched.get();
    } else {
      attempts.remove(group.id());
      makeRoom(group);
    }
  }

  private void makeRoom(Group group) {
    Capacity.victim(group)
        .ifPresent(
            victim ->
                world
                    .terminating()
                    .begin(
                        victim,
                        "an instance was taken out of service to aid in balancing the group's zones."));
  }

  /** Whether a group is complete, out of balance and allowed to do something about it. */
  private static boolean due(Group group) {
    return group.settings().subnets().size() > 1
        && group.serving() == group.desiredCapacity()
        && group.condemned() == 0
        && unbalanced(group)
        && !group.suspended("AZRebalance")
        && !group.suspended("Launch");
  }

  private static boolean unbalanced(Group group) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (Subnet subnet : group.settings().subnets()) {
      int counted = group.countedIn(subnet);
      least = Math.min(least, counted);
      most = Math.max(most, counted);
    }
    return most - least > MOST_APART;
  }

  private static boolean mayExceed(Group group) {
    MaintenancePolicy policy = group.settings().policy();
    return policy == null || policy.mayExceed();
  }
}
