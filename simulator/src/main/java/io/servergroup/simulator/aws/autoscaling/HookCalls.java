package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** The operations on lifecycle hooks and their actions. */
final class HookCalls {
  private final AutoScalingWorld world;
  private final Account account;

  HookCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  /** Actions that already hold an instance keep the hook they began with. */
  PutLifecycleHookResponse put(PutLifecycleHookRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    Hook old = group.hooks().get(request.lifecycleHookName());
    if (old == null && request.lifecycleTransition() == null) {
      throw AutoScalingError.validation("LifecycleTransition is required for a new lifecycle hook");
    }
    Hook hook =
        Hook.of(
            request.lifecycleHookName(),
            request.lifecycleTransition() == null
                ? old.transition().toString()
                : request.lifecycleTransition(),
            request.heartbeatTimeout() == null && old != null
                ? Integer.valueOf((int) old.heartbeat().toSeconds())
                : request.heartbeatTimeout(),
            request.defaultResult() == null && old != null
                ? old.defaultResult().name()
                : request.defaultResult(),
            request.notificationMetadata() == null && old != null
                ? old.metadata()
                : request.notificationMetadata());
    group.put(hook);
    account.changed("autoscaling", group.id(), "hook " + hook.name() + " put");
    return PutLifecycleHookResponse.builder().build();
  }

  DeleteLifecycleHookResponse delete(DeleteLifecycleHookRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    Hook hook = requireHook(group, request.lifecycleHookName());
    group.removeHook(hook.name());
    account.changed("autoscaling", group.id(), "hook " + hook.name() + " deleted");
    world.actions().hookDeleted(group, hook);
    return DeleteLifecycleHookResponse.builder().build();
  }

  DescribeLifecycleHooksResponse describe(DescribeLifecycleHooksRequest request) {
    Group group = world.require(request.autoScalingGroupName());
    List<LifecycleHook> shown =
        group.hooks().values().stream()
            .filter(
                hook ->
                    request.lifecycleHookNames().isEmpty()
                        || request.lifecycleHookNames().contains(hook.name()))
            .map(hook -> view(group, hook))
            .toList();
    return DescribeLifecycleHooksResponse.builder().lifecycleHooks(shown).build();
  }

  CompleteLifecycleActionResponse complete(CompleteLifecycleActionRequest request) {
    Outcome outcome = Outcome.of(request.lifecycleActionResult());
    HeldAction action =
        require(
            request.autoScalingGroupName(),
            request.lifecycleHookName(),
            request.lifecycleActionToken(),
            request.instanceId());
    world
        .actions()
        .complete(action, outcome, "Lifecycle Action Completed with " + outcome.name() + " Result");
    return CompleteLifecycleActionResponse.builder().build();
  }

  RecordLifecycleActionHeartbeatResponse heartbeat(RecordLifecycleActionHeartbeatRequest request) {
    world
        .actions()
        .heartbeat(
            require(
                request.autoScalingGroupName(),
                request.lifecycleHookName(),
                request.lifecycleActionToken(),
                request.instanceId()));
    return RecordLifecycleActionHeartbeatResponse.builder().build();
  }

  private HeldAction require(String groupName, String hookName, String token, String instanceId) {
    if (token == null && instanceId == null) {
      throw AutoScalingError.validation(
          "Either the lifecycle action token or the instance id is required");
    }
    Group group = world.require(groupName);
    requireHook(group, hookName);
    return world.actions().require(group, hookName, token, instanceId);
  }

  private static Hook requireHook(Group group, String name) {
    Hook hook = group.hooks().get(name);
    if (hook == null) {
      throw AutoScalingError.validation("No Lifecycle Hook found with name: " + name);
    }
    return hook;
  }

  private static LifecycleHook view(Group group, Hook hook) {
    return LifecycleHook.builder()
        .autoScalingGroupName(group.id())
        .lifecycleHookName(hook.name())
        .lifecycleTransition(hook.transition().toString())
        .heartbeatTimeout((int) hook.heartbeat().toSeconds())
        .globalTimeout((int) hook.global().toSeconds())
        .defaultResult(hook.defaultResult().name())
        .notificationMetadata(hook.metadata())
        .build();
  }
}
