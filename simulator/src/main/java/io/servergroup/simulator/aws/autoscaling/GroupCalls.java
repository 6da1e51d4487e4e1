package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Condition;
import io.servergroup.simulator.aws.world.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** The operations on groups. */
final class GroupCalls {
  private static final PageSize PAGE = new PageSize(50, 100);
  private static final List<String> PROCESSES =
      List.of(
          "Launch",
          "Terminate",
          "AddToLoadBalancer",
          "AlarmNotification",
          "AZRebalance",
          "HealthCheck",
          "InstanceRefresh",
          "ReplaceUnhealthy",
          "ScheduledActions");

  private final AutoScalingWorld world;
  private final Account account;
  private final SettingsReader reader;

  GroupCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
    this.reader = new SettingsReader(world.ec2());
  }

  CreateAutoScalingGroupResponse create(CreateAutoScalingGroupRequest request) {
    String name = request.autoScalingGroupName();
    if (world.group(name) != null) {
      throw AutoScalingError.alreadyExists(name);
    }
    GroupSettings settings = reader.read(request);
    List<Hook> hooks =
        request.lifecycleHookSpecificationList().stream()
            .map(
                hook ->
                    Hook.of(
                        hook.lifecycleHookName(),
                        hook.lifecycleTransition(),
                        hook.heartbeatTimeout(),
                        hook.defaultResult(),
                        hook.notificationMetadata()))
            .toList();
    Group group =
        new Group(
            name,
            account.nextSequence(),
            account.arn(
                "autoscaling",
                "autoScalingGroup:" + account.newUuid() + ":autoScalingGroupName/" + name),
            settings,
            account.now());
    hooks.forEach(group::put);
    world.catalog().add(group);
    request.tags().forEach(tag -> tag(group, tag));
    account.changed("autoscaling", name, "created, desired capacity " + settings.desired());
    world.capacity().evaluate(group);
    return CreateAutoScalingGroupResponse.builder().build();
  }

  UpdateAutoScalingGroupResponse update(UpdateAutoScalingGroupRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    group.setSettings(reader.read(group.settings(), request));
    account.changed(
        "autoscaling",
        group.id(),
        "updated: min %d, max %d, desired %d, template version %s"
            .formatted(
                group.minSize(),
                group.maxSize(),
                group.desiredCapacity(),
                group.settings().source().template().version()));
    world.capacity().evaluate(group);
    return UpdateAutoScalingGroupResponse.builder().build();
  }

  DeleteAutoScalingGroupResponse delete(DeleteAutoScalingGroupRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    if (Boolean.TRUE.equals(request.forceDelete())) {
      forceDelete(group);
      return DeleteAutoScalingGroupResponse.builder().build();
    }
    if (!group.members().isEmpty() || group.warmPool() != null) {
      throw AutoScalingError.inUse(
          "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.");
    }
    group.setDeleting();
    world.dropEmpty(group);
    return DeleteAutoScalingGroupResponse.builder().build();
  }

  /**
   * Terminates all members without their hooks; the group goes with the last of them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DeleteAutoScalingGroup.html">DeleteAutoScalingGroup</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html">Lifecycle
   *     hooks</a>, which do not run then
   */
  private void forceDelete(Group group) {
    if (group.settings().retains()) {
      throw AutoScalingError.validation(
          "Auto Scaling group "
              + group.id()
              + " cannot be force-deleted while its instance lifecycle policy retains instances; change TerminateHookAbandon to terminate first");
    }
    group.setDeleting();
    account.changed("autoscaling", group.id(), "is deleted by force");
    if (group.warmPool() != null) {
      world.pools().forceDelete(group.warmPool());
      group.dropEmptyPool();
    }
    List.copyOf(group.members()).forEach(world.terminating()::force);
    world.dropEmpty(group);
  }

  SetDesiredCapacityResponse setDesired(SetDesiredCapacityRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    int desired = request.desiredCapacity();
    if (desired > group.maxSize()) {
      throw AutoScalingError.validation(
          "New SetDesiredCapacity value %d is above max value %d for the AutoScalingGroup."
              .formatted(desired, group.maxSize()));
    }
    if (desired < group.minSize()) {
      throw AutoScalingError.validation(
          "New SetDesiredCapacity value %d is below min value %d for the AutoScalingGroup."
              .formatted(desired, group.minSize()));
    }
    group.setSettings(group.settings().withDesired(desired));
    account.changed("autoscaling", group.id(), "desired capacity " + desired);
    world.capacity().evaluate(group);
    return SetDesiredCapacityResponse.builder().build();
  }

  SuspendProcessesResponse suspend(SuspendProcessesRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    for (String process : processes(request.scalingProcesses())) {
      group.suspend(process, "User suspended at " + account.now());
      account.changed("autoscaling", group.id(), "suspended " + process);
    }
    return SuspendProcessesResponse.builder().build();
  }

  ResumeProcessesResponse resume(ResumeProcessesRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    for (String process : processes(request.scalingProcesses())) {
      group.resume(process);
      account.changed("autoscaling", group.id(), "resumed " + process);
    }
    world.capacity().evaluate(group);
    group.everyone().forEach(world.health()::changed);
    return ResumeProcessesResponse.builder().build();
  }

  DescribeAutoScalingGroupsResponse describe(DescribeAutoScalingGroupsRequest request) {
    int size = PAGE.of(request.maxRecords());
    List<Condition> conditions =
        request.filters().stream()
            .map(filter -> new Condition(filter.name(), filter.values()))
            .toList();
    Page<Group> page =
        world
            .catalog()
            .page(named(request.autoScalingGroupNames()), conditions, request.nextToken(), size);
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(page.items().stream().map(GroupView::of).toList())
        .nextToken(page.nextToken())
        .build();
  }

  CreateOrUpdateTagsResponse tag(CreateOrUpdateTagsRequest request) {
    for (Tag tag : request.tags()) {
      Group group = world.require(tag.resourceId());
      tag(group, tag);
      account.changed("autoscaling", group.id(), "tagged " + tag.key() + "=" + tag.value());
    }
    return CreateOrUpdateTagsResponse.builder().build();
  }

  /** Groups that do not exist are left out of the answer, as AWS does. */
  private List<Group> named(List<String> names) {
    if (names.isEmpty()) {
      return null;
    }
    List<Group> named = new ArrayList<>();
    for (String name : names) {
      Group group = world.group(name);
      if (group != null) {
        named.add(group);
      }
    }
    return named;
  }

  private void tag(Group group, Tag tag) {
    world.catalog().tag(group, tag.key(), tag.value() == null ? "" : tag.value());
    if (Boolean.TRUE.equals(tag.propagateAtLaunch())) {
      group.propagated().add(tag.key());
    } else {
      group.propagated().remove(tag.key());
    }
  }

  /** No names stand for all processes. */
  private static List<String> processes(List<String> named) {
    if (named.isEmpty()) {
      return PROCESSES;
    }
    for (String process : named) {
      if (!PROCESSES.contains(process)) {
        throw AutoScalingError.validation(
            "'" + process + "' is not a scaling process; these are: " + PROCESSES);
      }
    }
    return named;
  }
}
