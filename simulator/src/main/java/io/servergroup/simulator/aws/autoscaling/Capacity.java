package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** Keeps as many instances in every group as it is asked to have. */
final class Capacity {
  private static final int MOST_DOUBLINGS = 4;
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final AutoScalingWorld world;
  private final Account account;

  Capacity(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** To be called after everything that changes how many instances there are or should be. */
  void evaluate(Group group) {
    if (group.deleting()) {
      return;
    }
    world.health().retireCondemned(group);
    world.rebalancing().evaluate(group);
    if (missing(group) > 0) {
      scheduleLaunch(group);
    } else if (missing(group) < 0) {
      scheduleScaleIn(group);
    }
    world.pools().evaluate(group);
    world.instanceRefreshes().evaluate(group);
  }

  /** How many instances a group has too few or, below zero, too many. */
  int missing(Group group) {
    return group.desiredCapacity() + world.rebalancing().extra(group) - group.counted();
  }

  private void scheduleLaunch(Group group) {
    if (group.launchScheduled() || group.suspended("Launch")) {
      return;
    }
    group.setNextLaunch(
        account.after(
            delay(group),
            "launch for " + group.id(),
            () -> {
              group.setNextLaunch(null);
              launchMissing(group);
            }));
  }

  /** How long a group takes before it launches instances; longer after failures. */
  Duration delay(Group group) {
    if (group.failedLaunches() == 0) {
      return account.draw(Step.GROUP_LAUNCH, group.id());
    }
    int doublings = Math.min(group.failedLaunches() - 1, MOST_DOUBLINGS);
    return account.draw(Step.GROUP_LAUNCH_RETRY, group.id()).multipliedBy(1L << doublings);
  }

  private void launchMissing(Group group) {
    if (givenUp(group)) {
      return;
    }
    while (missing(group) > 0) {
      if (!world.launching().launch(group)) {
        evaluate(group);
        return;
      }
    }
  }

  /** Whether a group launches nothing, be it because its launches failed for too long. */
  boolean givenUp(Group group) {
    if (group.failedLaunches() > 0 && group.failingSince().plus(PATIENCE).isBefore(account.now())) {
      group.suspend("Launch", "Suspended because launches failed for 24 hours");
      account.changed("autoscaling", group.id(), "Launch suspended after 24 h of failures");
    }
    return group.suspended("Launch");
  }

  private void scheduleScaleIn(Group group) {
    if (group.scaleInScheduled() || group.suspended("Terminate")) {
      return;
    }
    group.setNextScaleIn(
        account.after(
            Step.GROUP_SCALE_IN,
            "scale in " + group.id(),
            () -> {
              group.setNextScaleIn(null);
              scaleIn(group);
            }));
  }

  private void scaleIn(Group group) {
    while (missing(group) < 0 && !group.suspended("Terminate")) {
      Optional<Member> victim = victim(group);
      if (victim.isEmpty()) {
        return;
      }
      takeOut(
          victim.get(),
          "an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from "
              + group.counted()
              + " to "
              + (group.counted() - 1)
              + ".");
    }
  }

  /** Back into the warm pool when its reuse policy says so; a sick instance is not reused. */
  private void takeOut(Member member, String cause) {
    WarmPool pool = member.group().warmPool();
    boolean reusable = member.state() == MemberState.IN_SERVICE && member.healthy();
    if (pool != null && pool.reuses() && reusable) {
      world.returning().begin(member, cause);
    } else {
      world.terminating().begin(member, cause);
    }
  }

  /**
   * The default termination policy: the zone with the most instances, there the oldest launch
   * template version, then the oldest instance.
   */
  static Optional<Member> victim(Group group) {
    return group.members().stream()
        .filter(member -> member.state().counts() && !member.scaleInProtected())
        .filter(member -> !member.condemned())
        .min(
            Comparator.comparingInt((Member member) -> -group.countedIn(member.instance().subnet()))
                .thenComparingLong(member -> member.instance().template().number())
                .thenComparing(member -> member.instance().launched()));
  }
}
