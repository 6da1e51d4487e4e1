package io.servergroup.aws;

import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** What became of the latest launches of an Auto Scaling group. */
public final class LaunchHistory {
  private static final int LATEST = 50;

  /** How an abandoned launch is shown; one that EC2 refused is shown as failed, too. */
  private static final Set<String> IN_VAIN = Set.of("Failed", "Cancelled");

  /** The description names an instance as soon as there is one. */
  private static final String OF_INSTANCE = ": i-";

  private final AutoScalingClient autoScaling;

  public LaunchHistory(AutoScalingClient autoScaling) {
    this.autoScaling = autoScaling;
  }

  /**
   * How many instances of a group were launched in vain since a time, among its latest activities.
   * A launch that EC2 refused, for want of capacity for instance, is not counted: there was no
   * instance, so that nothing was wrong with its slot, and Auto Scaling itself launches again more
   * and more slowly.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Activity.html">Activity</a>
   */
  public int failedSince(String autoScalingGroupName, Instant since) {
    return Math.toIntExact(
        autoScaling
            .describeScalingActivities(
                request -> request.autoScalingGroupName(autoScalingGroupName).maxRecords(LATEST))
            .activities()
            .stream()
            .filter(activity -> activity.description() != null)
            .filter(activity -> activity.description().startsWith("Launching"))
            .filter(activity -> activity.description().contains(OF_INSTANCE))
            .filter(activity -> IN_VAIN.contains(activity.statusCodeAsString()))
            .filter(activity -> activity.startTime() != null && activity.startTime().isAfter(since))
            .count());
  }
}
