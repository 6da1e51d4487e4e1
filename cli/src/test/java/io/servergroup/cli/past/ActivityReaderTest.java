package io.servergroup.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

class ActivityReaderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String NO_CAPACITY =
      "There is no capacity in zone a: i-0ff is the last one. Launching EC2 instance failed.";

  @Test
  void launchesAndTerminationsNameTheirInstance() {
    List<Activity> did =
        read(
            told("Launching a new EC2 instance: i-0a", "Successful", ""),
            told("Launching a new EC2 instance from warm pool: i-0b", "Successful", ""),
            told("Terminating EC2 instance: i-0c - Waiting For ELB", "InProgress", ""));

    assertEquals(List.of("i-0a", "i-0b", "i-0c"), did.stream().map(Activity::instance).toList());
    assertEquals(List.of(true, true, false), did.stream().map(Activity::launch).toList());
  }

  @Test
  void aLaunchThatEc2RefusedIsOneOfNoInstance() {
    List<Activity> did =
        read(
            told(
                "Launching a new EC2 instance.  Status Reason: " + NO_CAPACITY,
                "Failed",
                NO_CAPACITY),
            told("Launching a new EC2 instance", "Failed", NO_CAPACITY));

    assertEquals(2, did.size(), did::toString);
    for (Activity launch : did) {
      assertEquals("", launch.instance());
      assertEquals(NO_CAPACITY, launch.message());
      assertTrue(launch.launch() && launch.failed(), launch::toString);
    }
  }

  @Test
  void aLaunchThatFailedLaterKeepsItsInstance() {
    List<Activity> did =
        read(
            told(
                "Launching a new EC2 instance: i-0a.  Status Reason: instead of into warm pool: i-0b",
                "Cancelled",
                "abandoned"));

    assertEquals(List.of("i-0a"), did.stream().map(Activity::instance).toList());
    assertTrue(did.getFirst().failed());
  }

  @Test
  void aLaunchThatGoesOnHasNotFailed() {
    Activity launch =
        read(told("Launching a new EC2 instance: i-0a", "PreInService", "")).getFirst();

    assertFalse(launch.failed());
  }

  @Test
  void whatIsLaunchedAndTerminatedInAWarmPoolIsNobodysServer() {
    List<Activity> did =
        read(
            told("Terminating EC2 instance from warm pool: i-0b", "Successful", ""),
            told("Launching a new EC2 instance into warm pool: i-0a", "Successful", ""),
            told(
                "Launching a new EC2 instance into warm pool.  Status Reason: " + NO_CAPACITY,
                "Failed",
                NO_CAPACITY));

    assertEquals(List.of(), did);
  }

  private static software.amazon.awssdk.services.autoscaling.model.Activity told(
      String description, String status, String message) {
    boolean goesOn = status.equals("InProgress") || status.equals("PreInService");
    return software.amazon.awssdk.services.autoscaling.model.Activity.builder()
        .description(description)
        .statusCode(status)
        .statusMessage(message.isEmpty() ? null : message)
        .startTime(NOW)
        .endTime(goesOn ? null : NOW.plusSeconds(30))
        .build();
  }

  private static List<Activity> read(
      software.amazon.awssdk.services.autoscaling.model.Activity... activities) {
    return new ActivityReader(new Described(List.of(activities)))
        .read(List.of("tools-0"), NOW.minusSeconds(60), NOW.plusSeconds(60));
  }

  /** Auto Scaling, which is asked for nothing but the activities. */
  private record Described(
      List<software.amazon.awssdk.services.autoscaling.model.Activity> activities)
      implements AutoScalingClient {
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
