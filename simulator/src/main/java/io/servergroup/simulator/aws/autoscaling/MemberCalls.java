package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** The operations on single instances of groups. */
final class MemberCalls {
  private static final PageSize PAGE = new PageSize(50, 50);

  private final AutoScalingWorld world;
  private final Account account;

  MemberCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  DescribeAutoScalingInstancesResponse describe(DescribeAutoScalingInstancesRequest request) {
    List<Member> found = new ArrayList<>();
    if (request.instanceIds().isEmpty()) {
      world.groups().forEach(group -> found.addAll(group.everyone()));
    } else {
      for (String id : request.instanceIds()) {
        Member member = world.member(id);
        if (member != null) {
          found.add(member);
        }
      }
    }
    Page<Member> page = Page.of(found, request.nextToken(), PAGE.of(request.maxRecords()));
    return DescribeAutoScalingInstancesResponse.builder()
        .autoScalingInstances(page.items().stream().map(GroupView::details).toList())
        .nextToken(page.nextToken())
        .build();
  }

  /**
   * Terminates an instance; scale-in protection does not save it. It is refused as long as the
   * activity that moves the instance goes on: its launch, also while a hook holds it in {@code
   * Pending:Wait} (its activity is {@code MidLifecycleAction} then), its way into standby or out of
   * the group, its termination.
   *
   * <p>AWS documents the error but not when it comes. Users met it for an instance that was
   * launching, with the id of the launch activity (AutoSpotting's pull request 354), and for one on
   * its way into standby (reported for keikoproj/upgrade-manager). That a hook makes no difference
   * is inferred.
   */
  TerminateInstanceInAutoScalingGroupResponse terminate(
      TerminateInstanceInAutoScalingGroupRequest request) {
    Member member = world.requireMember(request.instanceId());
    if (member.state().pooled() && !member.state().retained()) {
      throw AutoScalingError.validation(
          "The instance %s is in the warm pool of Auto Scaling group %s; this operation cannot be called on instances in a warm pool."
              .formatted(member.instanceId(), member.group().id()));
    }
    if (member.activity().end() == null) {
      throw AutoScalingError.activityInProgress(member.activity());
    }
    String cause =
        "instance "
            + member.instanceId()
            + " was taken out of service in response to a user request";
    Group group = member.group();
    if (Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity())) {
      notRetained(member, "ShouldDecrementDesiredCapacity cannot be true");
      int before = group.desiredCapacity();
      decrement(group, 1, "Terminating instance without replacement");
      cause += ", shrinking the capacity from " + before + " to " + group.desiredCapacity();
    }
    Activity activity = world.terminating().begin(member, cause + ".");
    return TerminateInstanceInAutoScalingGroupResponse.builder()
        .activity(ActivityCalls.view(activity))
        .build();
  }

  SetInstanceHealthResponse setHealth(SetInstanceHealthRequest request) {
    Member member = world.requireMember(request.instanceId());
    boolean healthy =
        switch (request.healthStatus()) {
          case "Healthy" -> true;
          case "Unhealthy" -> false;
          default ->
              throw AutoScalingError.validation(
                  "'"
                      + request.healthStatus()
                      + "' is not a health status; these are: Healthy, Unhealthy");
        };
    world.health().set(member, healthy, !Boolean.FALSE.equals(request.shouldRespectGracePeriod()));
    return SetInstanceHealthResponse.builder().build();
  }

  SetInstanceProtectionResponse protect(SetInstanceProtectionRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    for (Member member : members(group, request.instanceIds())) {
      notRetained(member, "its scale-in protection cannot be set");
      member.setScaleInProtected(request.protectedFromScaleIn());
      account.changed(
          "autoscaling",
          member.instanceId(),
          "scale-in protection: " + request.protectedFromScaleIn());
    }
    world.instanceRefreshes().evaluate(group);
    return SetInstanceProtectionResponse.builder().build();
  }

  /**
   * Attaches running instances; the desired capacity grows with them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_AttachInstances.html">AttachInstances</a>
   */
  AttachInstancesResponse attach(AttachInstancesRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    if (group.suspended("Launch")) {
      throw AutoScalingError.validation(
          "The Launch process of Auto Scaling group " + group.id() + " is suspended");
    }
    List<Instance> arriving =
        request.instanceIds().stream().map(id -> attachable(group, id)).toList();
    grow(group, arriving.size());
    arriving.forEach(instance -> world.standby().attach(group, instance));
    world.capacity().evaluate(group);
    return AttachInstancesResponse.builder().build();
  }

  private Instance attachable(Group group, String id) {
    Instance instance = world.ec2().instances().catalog().get(id);
    if (instance == null || instance.state() != InstanceState.RUNNING) {
      throw AutoScalingError.validation(
          "Invalid Instance ID(s): [" + id + "]. Only running instances can be attached.");
    }
    if (world.member(id) != null) {
      throw AutoScalingError.validation(
          "The instance "
              + id
              + " is already part of Auto Scaling group "
              + world.member(id).group().id()
              + ".");
    }
    if (group.settings().subnets().stream().noneMatch(s -> s.zone().equals(instance.zone()))) {
      throw AutoScalingError.validation(
          "The instance %s is in Availability Zone %s, which Auto Scaling group %s does not use."
              .formatted(id, instance.zone(), group.id()));
    }
    return instance;
  }

  EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
    return EnterStandbyResponse.builder()
        .activities(
            takeOut(
                request.autoScalingGroupName(),
                request.instanceIds(),
                request.shouldDecrementDesiredCapacity(),
                world.standby()::enter))
        .build();
  }

  DetachInstancesResponse detach(DetachInstancesRequest request) {
    return DetachInstancesResponse.builder()
        .activities(
            takeOut(
                request.autoScalingGroupName(),
                request.instanceIds(),
                request.shouldDecrementDesiredCapacity(),
                world.standby()::detach))
        .build();
  }

  ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    Collection<Member> leaving = members(group, request.instanceIds());
    grow(group, leaving.size());
    return ExitStandbyResponse.builder()
        .activities(leaving.stream().map(world.standby()::exit).map(ActivityCalls::view).toList())
        .build();
  }

  private static void grow(Group group, int by) {
    int desired = group.desiredCapacity() + by;
    if (desired > group.maxSize()) {
      throw AutoScalingError.validation(
          "AutoScalingGroup "
              + group.id()
              + " has max-size="
              + group.maxSize()
              + ", and cannot have desired capacity "
              + desired);
    }
    group.setSettings(group.settings().withDesired(desired));
  }

  private List<software.amazon.awssdk.services.autoscaling.model.Activity> takeOut(
      String groupName, List<String> ids, boolean decrement, Function<Member, Activity> action) {
    Group group = world.require(groupName);
    Collection<Member> leaving = members(group, ids);
    if (decrement) {
      leaving.forEach(
          member -> notRetained(member, "ShouldDecrementDesiredCapacity cannot be true"));
      decrement(group, leaving.size(), "Taking out instances without replacement");
    }
    return leaving.stream().map(action).map(ActivityCalls::view).toList();
  }

  /** A retained instance counts for nothing already. */
  private static void notRetained(Member member, String refusal) {
    if (member.state().retained()) {
      throw AutoScalingError.validation(
          "The instance %s is in %s: %s".formatted(member.instanceId(), member.state(), refusal));
    }
  }

  private static void decrement(Group group, int by, String what) {
    int desired = group.desiredCapacity() - by;
    if (desired < group.minSize()) {
      throw AutoScalingError.validation(
          "Currently, desiredSize equals minSize (%d). %s will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size."
              .formatted(group.minSize(), what));
    }
    group.setSettings(group.settings().withDesired(desired));
  }

  private static Collection<Member> members(Group group, List<String> ids) {
    List<Member> members = new ArrayList<>();
    for (String id : ids) {
      Member member = group.member(id);
      if (member == null) {
        throw AutoScalingError.validation(
            "The instance " + id + " is not part of Auto Scaling group " + group.id() + ".");
      }
      members.add(member);
    }
    return members;
  }
}
