package io.servergroup.aws;

import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** What became of the latest launches of an Auto Scaling group. */
public final class LaunchHistory {
  private static final int LATEST = 50;

  /** An abandoned launch is shown as cancelled, one that EC2 refused as failed. */
  private static final Set<String> IN_VAIN = Set.of("Failed", "Cancelled");

  private final AutoScalingClient autoScaling;

  public LaunchHistory(AutoScalingClient autoScaling) {
    this.autoScaling = autoScaling;
  }

  /**
   * How many launches of a group ended in vain since a time, among its latest activities.
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
            .filter(activity -> IN_VAIN.contains(activity.statusCodeAsString()))
            .filter(activity -> activity.startTime() != null && activity.startTime().isAfter(since))
            .count());
  }
}
