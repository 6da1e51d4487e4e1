package io.servergroup.aws;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** Asks an Auto Scaling group to replace an instance. */
public final class InstanceTerminator {
  /** What became of the request. */
  public sealed interface Outcome {
    /** The group terminates the instance and launches another; the capacity stays. */
    record Accepted() implements Outcome {}

    /** The instance is not in the group any more. */
    record Gone() implements Outcome {}

    /** The group is busy; ask again later. */
    record Busy(String why) implements Outcome {}
  }

  private final AutoScalingClient autoScaling;

  public InstanceTerminator(AwsClients clients) {
    this.autoScaling = clients.autoScaling();
  }

  /**
   * Terminates one instance without changing the desired capacity. Harmless when repeated: it names
   * the instance, not the place it fills.
   */
  public Outcome terminate(String instanceId) {
    try {
      autoScaling.terminateInstanceInAutoScalingGroup(
          request -> request.instanceId(instanceId).shouldDecrementDesiredCapacity(false));
      return new Outcome.Accepted();
    } catch (ScalingActivityInProgressException | ResourceContentionException busy) {
      return new Outcome.Busy(busy.awsErrorDetails().errorMessage());
    } catch (AutoScalingException failure) {
      if (isUnknownInstance(failure)) {
        return new Outcome.Gone();
      }
      throw failure;
    }
  }

  /** {@code Instance Id not found - No managed instance found for instance ID i-...}. */
  private static boolean isUnknownInstance(AutoScalingException failure) {
    return failure.awsErrorDetails().errorCode().equals("ValidationError")
        && failure.awsErrorDetails().errorMessage().contains("not found");
  }
}
