package io.servergroup.aws;

import io.servergroup.group.HookNames;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Heartbeat;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/**
 * Ends and prolongs the lifecycle actions of our hooks. The instance id identifies a lifecycle
 * action as well as its token does, so an action whose event was lost can be ended too.
 */
final class LifecycleGateway {
  private static final String NOT_HELD = "No active Lifecycle Action found";
  private static final String NO_GROUP = "AutoScalingGroup name not found";

  private final AutoScalingClient autoScaling;
  private final HookNames hooks;

  LifecycleGateway(AutoScalingClient autoScaling, HookNames hooks) {
    this.autoScaling = autoScaling;
    this.hooks = hooks;
  }

  Outcome complete(Complete action) {
    return Calls.attempt(
        "autoscaling:CompleteLifecycleAction",
        () ->
            autoScaling.completeLifecycleAction(
                request ->
                    request
                        .autoScalingGroupName(action.autoScalingGroupName())
                        .lifecycleHookName(hook(action.transition()))
                        .instanceId(action.subject())
                        .lifecycleActionResult(action.verdict().name())),
        LifecycleGateway::special);
  }

  Outcome heartbeat(Heartbeat action) {
    return Calls.attempt(
        "autoscaling:RecordLifecycleActionHeartbeat",
        () ->
            autoScaling.recordLifecycleActionHeartbeat(
                request ->
                    request
                        .autoScalingGroupName(action.autoScalingGroupName())
                        .lifecycleHookName(hooks.launching())
                        .instanceId(action.subject())),
        LifecycleGateway::special);
  }

  private String hook(Transition transition) {
    return switch (transition) {
      case LAUNCHING -> hooks.launching();
      case TERMINATING -> hooks.terminating();
    };
  }

  /** Auto Scaling writes these as ValidationError, as it does what is wrong with the hooks. */
  static Optional<Outcome> special(SdkException error) {
    String message = ErrorReaction.message(error);
    if (!ErrorReaction.code(error).equals("ValidationError")) {
      return Optional.empty();
    }
    if (message.startsWith(NOT_HELD)) {
      return Optional.of(new Outcome.AlreadyDone("no lifecycle action is open any more"));
    }
    return message.startsWith(NO_GROUP)
        ? Optional.of(new Outcome.WorldDiffers("the Auto Scaling group is gone: " + message))
        : Optional.empty();
  }
}
