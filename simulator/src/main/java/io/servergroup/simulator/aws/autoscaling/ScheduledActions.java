package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/**
 * The actions that change the sizes of groups once, at a time to come. AWS may be up to two minutes
 * late; here they are on time. One that comes due while the process ScheduledActions is suspended
 * is lost, as on AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html">Scheduled
 *     scaling</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html">Suspend
 *     and resume processes</a>
 */
final class ScheduledActions {
  private final AutoScalingWorld world;
  private final Account account;
  private final SettingsReader reader;
  private final Map<String, Map<String, ScheduledAction>> byGroup = new TreeMap<>();

  ScheduledActions(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
    this.reader = new SettingsReader(world.ec2());
  }

  /** Schedules an action, in place of the group's other one of this name. */
  void put(Group group, String name, Instant start, Integer min, Integer max, Integer desired) {
    drop(group, name);
    String arn =
        account.arn(
            "autoscaling",
            "scheduledUpdateGroupAction:%s:autoScalingGroupName/%s:scheduledActionName/%s"
                .formatted(account.newUuid(), group.id(), name));
    byGroup
        .computeIfAbsent(group.id(), created -> new TreeMap<>())
        .put(
            name,
            new ScheduledAction(
                group,
                name,
                arn,
                start,
                min,
                max,
                desired,
                account.at(
                    start,
                    "scheduled action " + name + " of " + group.id(),
                    () -> due(group, name))));
    account.changed("autoscaling", group.id(), "scheduled action " + name + " at " + start);
  }

  /** Those of one group, or of all groups for null, the earliest first. */
  List<ScheduledAction> pending(String groupName) {
    return byGroup.values().stream()
        .flatMap(actions -> actions.values().stream())
        .filter(action -> groupName == null || action.group().id().equals(groupName))
        .sorted(
            Comparator.comparing(ScheduledAction::start)
                .thenComparing(action -> action.group().id())
                .thenComparing(ScheduledAction::name))
        .toList();
  }

  /** Forgets an action; false when there is none of this name. */
  boolean drop(Group group, String name) {
    ScheduledAction dropped = byGroup.getOrDefault(group.id(), new TreeMap<>()).remove(name);
    if (dropped != null) {
      dropped.timer().cancel();
    }
    return dropped != null;
  }

  /** The group is gone. */
  void forget(Group group) {
    pending(group.id()).forEach(action -> drop(group, action.name()));
    byGroup.remove(group.id());
  }

  private void due(Group group, String name) {
    ScheduledAction action = byGroup.get(group.id()).remove(name);
    if (group.suspended("ScheduledActions")) {
      account.changed("autoscaling", group.id(), "scheduled action " + name + " lost: suspended");
      return;
    }
    try {
      group.setSettings(
          reader.read(
              group.settings(),
              UpdateAutoScalingGroupRequest.builder()
                  .minSize(action.min())
                  .maxSize(action.max())
                  .desiredCapacity(action.desired())
                  .build()));
    } catch (AutoScalingException refused) {
      account.changed(
          "autoscaling",
          group.id(),
          "scheduled action " + name + " failed: " + refused.awsErrorDetails().errorMessage());
      return;
    }
    account.changed(
        "autoscaling",
        group.id(),
        "scheduled action %s: min %d, max %d, desired %d"
            .formatted(name, group.minSize(), group.maxSize(), group.desiredCapacity()));
    world.capacity().evaluate(group);
  }
}
