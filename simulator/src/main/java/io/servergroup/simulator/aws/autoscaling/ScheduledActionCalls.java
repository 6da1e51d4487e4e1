package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Page;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** The operations on scheduled actions. */
final class ScheduledActionCalls {
  private static final PageSize PAGE = new PageSize(50, 100);

  private final AutoScalingWorld world;
  private final Account account;

  ScheduledActionCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  PutScheduledUpdateGroupActionResponse put(PutScheduledUpdateGroupActionRequest request) {
    if (request.recurrence() != null || request.endTime() != null || request.timeZone() != null) {
      throw new UnsupportedOperationException(
          "only scheduled actions that happen once are simulated: " + request);
    }
    Group group = world.require(request.autoScalingGroupName());
    Instant start = Objects.requireNonNullElse(request.startTime(), request.time());
    if (!start.isAfter(account.now())) {
      throw AutoScalingError.validation("Given start time is in the past");
    }
    if (request.minSize() == null
        && request.maxSize() == null
        && request.desiredCapacity() == null) {
      throw AutoScalingError.validation(
          "At least one of MinSize, MaxSize, or DesiredCapacity must be specified");
    }
    world
        .scheduledActions()
        .put(
            group,
            request.scheduledActionName(),
            start,
            request.minSize(),
            request.maxSize(),
            request.desiredCapacity());
    return PutScheduledUpdateGroupActionResponse.builder().build();
  }

  /** Tells of those to come only: one that has happened is gone. */
  DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request) {
    List<ScheduledAction> found =
        world.scheduledActions().pending(request.autoScalingGroupName()).stream()
            .filter(action -> matches(request, action))
            .toList();
    Page<ScheduledAction> page = Page.of(found, request.nextToken(), PAGE.of(request.maxRecords()));
    return DescribeScheduledActionsResponse.builder()
        .scheduledUpdateGroupActions(page.items().stream().map(ScheduledActionCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    if (!world.scheduledActions().drop(group, request.scheduledActionName())) {
      throw AutoScalingError.validation(
          "Scheduled action name not found - Scheduled action '"
              + request.scheduledActionName()
              + "' not found");
    }
    account.changed(
        "autoscaling",
        group.id(),
        "scheduled action " + request.scheduledActionName() + " deleted");
    return DeleteScheduledActionResponse.builder().build();
  }

  /** Names make the times of a request meaningless. */
  private static boolean matches(DescribeScheduledActionsRequest request, ScheduledAction action) {
    if (!request.scheduledActionNames().isEmpty()) {
      return request.scheduledActionNames().contains(action.name());
    }
    return (request.startTime() == null || !action.start().isBefore(request.startTime()))
        && (request.endTime() == null || !action.start().isAfter(request.endTime()));
  }

  private static ScheduledUpdateGroupAction view(ScheduledAction action) {
    return ScheduledUpdateGroupAction.builder()
        .autoScalingGroupName(action.group().id())
        .scheduledActionName(action.name())
        .scheduledActionARN(action.arn())
        .time(action.start())
        .startTime(action.start())
        .minSize(action.min())
        .maxSize(action.max())
        .desiredCapacity(action.desired())
        .build();
  }
}
