package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.InvalidPageTokenException;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/**
 * The SDK's client of simulated Auto Scaling. Operations that are not modelled throw
 * UnsupportedOperationException.
 */
public final class SimulatedAutoScalingClient implements AutoScalingClient {
  private final CallPath path;
  private final GroupCalls groups;
  private final HookCalls hooks;
  private final MemberCalls members;
  private final ActivityCalls activities;
  private final WarmPoolCalls pools;
  private final ScheduledActionCalls scheduled;
  private final RefreshCalls refreshes;

  public SimulatedAutoScalingClient(AutoScalingWorld world, Account account, CallPath path) {
    this.path = path;
    this.groups = new GroupCalls(world, account);
    this.hooks = new HookCalls(world, account);
    this.members = new MemberCalls(world, account);
    this.activities = new ActivityCalls(world, account);
    this.pools = new WarmPoolCalls(world, account);
    this.scheduled = new ScheduledActionCalls(world, account);
    this.refreshes = new RefreshCalls(world);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing that would have to be released.
  }

  @Override
  public CreateAutoScalingGroupResponse createAutoScalingGroup(
      CreateAutoScalingGroupRequest request) {
    return call("CreateAutoScalingGroup", request, groups::create);
  }

  @Override
  public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
      UpdateAutoScalingGroupRequest request) {
    return call("UpdateAutoScalingGroup", request, groups::update);
  }

  @Override
  public DeleteAutoScalingGroupResponse deleteAutoScalingGroup(
      DeleteAutoScalingGroupRequest request) {
    return call("DeleteAutoScalingGroup", request, groups::delete);
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return call("DescribeAutoScalingGroups", request, groups::describe);
  }

  @Override
  public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
    return call("SetDesiredCapacity", request, groups::setDesired);
  }

  @Override
  public SuspendProcessesResponse suspendProcesses(SuspendProcessesRequest request) {
    return call("SuspendProcesses", request, groups::suspend);
  }

  @Override
  public ResumeProcessesResponse resumeProcesses(ResumeProcessesRequest request) {
    return call("ResumeProcesses", request, groups::resume);
  }

  @Override
  public CreateOrUpdateTagsResponse createOrUpdateTags(CreateOrUpdateTagsRequest request) {
    return call("CreateOrUpdateTags", request, groups::tag);
  }

  @Override
  public PutLifecycleHookResponse putLifecycleHook(PutLifecycleHookRequest request) {
    return call("PutLifecycleHook", request, hooks::put);
  }

  @Override
  public DeleteLifecycleHookResponse deleteLifecycleHook(DeleteLifecycleHookRequest request) {
    return call("DeleteLifecycleHook", request, hooks::delete);
  }

  @Override
  public DescribeLifecycleHooksResponse describeLifecycleHooks(
      DescribeLifecycleHooksRequest request) {
    return call("DescribeLifecycleHooks", request, hooks::describe);
  }

  @Override
  public CompleteLifecycleActionResponse completeLifecycleAction(
      CompleteLifecycleActionRequest request) {
    return call("CompleteLifecycleAction", request, hooks::complete);
  }

  @Override
  public RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
      RecordLifecycleActionHeartbeatRequest request) {
    return call("RecordLifecycleActionHeartbeat", request, hooks::heartbeat);
  }

  @Override
  public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
      DescribeAutoScalingInstancesRequest request) {
    return call("DescribeAutoScalingInstances", request, members::describe);
  }

  @Override
  public TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
      TerminateInstanceInAutoScalingGroupRequest request) {
    return call("TerminateInstanceInAutoScalingGroup", request, members::terminate);
  }

  @Override
  public SetInstanceHealthResponse setInstanceHealth(SetInstanceHealthRequest request) {
    return call("SetInstanceHealth", request, members::setHealth);
  }

  @Override
  public SetInstanceProtectionResponse setInstanceProtection(SetInstanceProtectionRequest request) {
    return call("SetInstanceProtection", request, members::protect);
  }

  @Override
  public EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
    return call("EnterStandby", request, members::enterStandby);
  }

  @Override
  public ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
    return call("ExitStandby", request, members::exitStandby);
  }

  @Override
  public AttachInstancesResponse attachInstances(AttachInstancesRequest request) {
    return call("AttachInstances", request, members::attach);
  }

  @Override
  public DetachInstancesResponse detachInstances(DetachInstancesRequest request) {
    return call("DetachInstances", request, members::detach);
  }

  @Override
  public DescribeScalingActivitiesResponse describeScalingActivities(
      DescribeScalingActivitiesRequest request) {
    return call("DescribeScalingActivities", request, activities::describe);
  }

  @Override
  public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
      DescribeInstanceRefreshesRequest request) {
    return call("DescribeInstanceRefreshes", request, refreshes::describe);
  }

  @Override
  public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
    return call("StartInstanceRefresh", request, refreshes::start);
  }

  @Override
  public CancelInstanceRefreshResponse cancelInstanceRefresh(CancelInstanceRefreshRequest request) {
    return call("CancelInstanceRefresh", request, refreshes::cancel);
  }

  @Override
  public PutScheduledUpdateGroupActionResponse putScheduledUpdateGroupAction(
      PutScheduledUpdateGroupActionRequest request) {
    return call("PutScheduledUpdateGroupAction", request, scheduled::put);
  }

  @Override
  public DescribeScheduledActionsResponse describeScheduledActions(
      DescribeScheduledActionsRequest request) {
    return call("DescribeScheduledActions", request, scheduled::describe);
  }

  @Override
  public DeleteScheduledActionResponse deleteScheduledAction(DeleteScheduledActionRequest request) {
    return call("DeleteScheduledAction", request, scheduled::delete);
  }

  @Override
  public PutWarmPoolResponse putWarmPool(PutWarmPoolRequest request) {
    return call("PutWarmPool", request, pools::put);
  }

  @Override
  public DeleteWarmPoolResponse deleteWarmPool(DeleteWarmPoolRequest request) {
    return call("DeleteWarmPool", request, pools::delete);
  }

  @Override
  public DescribeWarmPoolResponse describeWarmPool(DescribeWarmPoolRequest request) {
    return call("DescribeWarmPool", request, pools::describe);
  }

  private <Q, A> A call(String operation, Q request, Function<Q, A> effect) {
    return path.call(
        "autoscaling",
        operation,
        request,
        () -> {
          try {
            return effect.apply(request);
          } catch (InvalidPageTokenException e) {
            throw AutoScalingError.invalidNextToken(e.token());
          }
        });
  }
}
