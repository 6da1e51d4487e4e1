package io.servergroup.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** Asks an Auto Scaling group to replace an instance. */
public final class InstanceTerminator {
  private final AutoScalingClient autoScaling;

  public InstanceTerminator(AwsClients clients) {
    this.autoScaling = clients.autoScaling();
  }

  /**
   * Terminates one instance without changing the desired capacity. Harmless when repeated: it names
   * the instance, not the place it fills.
   *
   * @return {@link Outcome.AlreadyDone} when the instance is not in the group any more; {@link
   *     Outcome.TryAgain} also as long as the instance launches, its launch hook included: only an
   *     abandoned lifecycle action ends a launch
   */
  public Outcome terminate(String instanceId) {
    return Calls.attempt(
        "autoscaling:TerminateInstanceInAutoScalingGroup",
        () ->
            autoScaling.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instanceId).shouldDecrementDesiredCapacity(false)),
        InstanceTerminator::special);
  }

  private static Optional<Outcome> special(SdkException error) {
    return switch (error) {
      case ScalingActivityInProgressException busy ->
          Optional.of(new Outcome.TryAgain(ErrorReaction.message(busy)));
      case ResourceContentionException busy ->
          Optional.of(new Outcome.TryAgain(ErrorReaction.message(busy)));
      case AutoScalingException failure when isUnknownInstance(failure) ->
          Optional.of(new Outcome.AlreadyDone(ErrorReaction.message(failure)));
      default -> Optional.empty();
    };
  }

  /** {@code Instance Id not found - No managed instance found for instance ID i-...}. */
  private static boolean isUnknownInstance(AutoScalingException failure) {
    return ErrorReaction.code(failure).equals("ValidationError")
        && ErrorReaction.message(failure).contains("not found");
  }
}
