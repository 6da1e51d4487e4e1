package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

class LaunchHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String LAUNCH = "Launching a new EC2 instance: i-0abc";

  @Test
  void onlyInstancesThatWereLaunchedInVainAreCounted() {
    assertEquals(
        3,
        failed(
            activity(LAUNCH, "Cancelled"),
            activity(LAUNCH, "Failed"),
            activity("Launching a new EC2 instance from warm pool: i-0abc", "Cancelled"),
            activity(LAUNCH, "Successful"),
            activity(LAUNCH, "MidLifecycleAction"),
            activity("Terminating EC2 instance: i-0abc", "Cancelled")));
  }

  @Test
  void aLaunchThatEc2RefusedHadNoInstanceAndIsNotCounted() {
    assertEquals(
        0,
        failed(
            activity("Launching a new EC2 instance", "Failed"),
            activity(
                "Launching a new EC2 instance.  Status Reason: There is no capacity.", "Failed")));
  }

  @Test
  void whatIsLongerAgoIsNotCounted() {
    Activity old =
        activity(LAUNCH, "Cancelled").toBuilder().startTime(NOW.minusSeconds(3601)).build();
    assertEquals(0, failed(old));
  }

  private static Activity activity(String description, String status) {
    return Activity.builder()
        .description(description)
        .statusCode(status)
        .startTime(NOW.minusSeconds(60))
        .build();
  }

  private static int failed(Activity... activities) {
    return new LaunchHistory(new Described(List.of(activities)))
        .failedSince("tools-0", NOW.minus(Duration.ofHours(1)));
  }

  /** Auto Scaling, which is asked for nothing but the activities. */
  private record Described(List<Activity> activities) implements AutoScalingClient {
    @Override
    public DescribeScalingActivitiesResponse describeScalingActivities(
        DescribeScalingActivitiesRequest request) {
      return DescribeScalingActivitiesResponse.builder().activities(activities).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
