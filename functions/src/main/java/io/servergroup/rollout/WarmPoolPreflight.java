package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.WarmPool;
import io.servergroup.health.Roster;
import java.util.List;

/**
 * What a warm pool holds ready that a rollout would have to replace once more: instances of a pool
 * stay what they were when they were made, whatever their group names since.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html">Warm
 *     pools for Amazon EC2 Auto Scaling</a>
 */
final class WarmPoolPreflight {
  private final ServerGroup group;
  private final Targets targets;
  private final Findings findings;

  WarmPoolPreflight(ServerGroup group, Targets targets, Findings findings) {
    this.group = group;
    this.targets = targets;
    this.findings = findings;
  }

  void check(RolloutInput input) {
    group.autoScalingGroups().stream()
        .filter(each -> isConcerned(each, input))
        .forEach(each -> group.warmPoolsOf(each).forEach(pool -> check(each, pool, input)));
  }

  private boolean isConcerned(AutoScalingGroup each, RolloutInput input) {
    return input.isAbout(each)
        && (input.replaceAll()
            || Roster.members(each).stream().anyMatch(member -> !targets.areMetBy(each, member)));
  }

  private void check(AutoScalingGroup each, WarmPool pool, RolloutInput input) {
    List<String> outdated =
        pool.instances().stream()
            .filter(WarmPoolPreflight::mayServe)
            .filter(instance -> !targets.areMetBy(each, instance))
            .map(WarmPoolPreflight::words)
            .toList();
    if (!outdated.isEmpty() && targets.of(each).isPresent()) {
      add(
          each,
          "its warm pool has instances ready that are not at the target %s: %s; servers would be"
                  .formatted(targets.of(each).get(), Listing.of(outdated))
              + " replaced by them",
          "delete the pool, and make it again after the rollout");
    } else if (input.replaceAll()
        && pool.running()
        && pool.instances().stream().anyMatch(WarmPoolPreflight::mayServe)) {
      add(
          each,
          "the instances of its warm pool run already, and so would be older than a rollout that"
              + " replaces everything older than itself",
          "roll without replaceAll, or delete the pool, and make it again after the rollout");
    }
  }

  private void add(AutoScalingGroup each, String found, String wanted) {
    findings.add("Auto Scaling group " + each.name(), found, wanted);
  }

  private static boolean mayServe(Instance instance) {
    return switch (instance.state()) {
      case WARMED_TERMINATING,
          WARMED_TERMINATING_WAIT,
          WARMED_TERMINATING_PROCEED,
          WARMED_TERMINATING_RETAINED,
          WARMED_TERMINATED ->
          false;
      default -> true;
    };
  }

  private static String words(Instance instance) {
    return instance.id()
        + " at "
        + instance.template().map(Object::toString).orElse("no launch template");
  }
}
