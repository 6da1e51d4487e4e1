package io.servergroup.simulator.aws.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

/** The operations that show what groups do and did. */
final class ActivityCalls {
  private static final PageSize PAGE = new PageSize(100, 100);

  private final AutoScalingWorld world;

  ActivityCalls(AutoScalingWorld world) {
    this.world = world;
  }

  DescribeScalingActivitiesResponse describe(DescribeScalingActivitiesRequest request) {
    if (request.autoScalingGroupName() == null) {
      throw new UnsupportedOperationException(
          "DescribeScalingActivities is simulated for one named group at a time");
    }
    Group group = world.require(request.autoScalingGroupName());
    int size = PAGE.of(request.maxRecords());
    // The newest come first: a page begins behind the last one of the page before.
    String last = request.nextToken();
    if (last != null && group.activities().stream().noneMatch(a -> a.id().equals(last))) {
      throw AutoScalingError.invalidNextToken(last);
    }
    List<Activity> found =
        group.activities().stream()
            .dropWhile(activity -> last != null && !activity.id().equals(last))
            .skip(last == null ? 0 : 1)
            .filter(
                activity ->
                    request.activityIds().isEmpty()
                        || request.activityIds().contains(activity.id()))
            .limit(size + 1L)
            .toList();
    boolean more = found.size() > size;
    return DescribeScalingActivitiesResponse.builder()
        .activities(found.stream().limit(size).map(ActivityCalls::view).toList())
        .nextToken(more ? found.get(size - 1).id() : null)
        .build();
  }

  static software.amazon.awssdk.services.autoscaling.model.Activity view(Activity activity) {
    return software.amazon.awssdk.services.autoscaling.model.Activity.builder()
        .activityId(activity.id())
        .autoScalingGroupName(activity.group().id())
        .autoScalingGroupARN(activity.group().arn())
        .description(activity.description())
        .cause(activity.cause())
        .startTime(activity.start())
        .endTime(activity.end())
        .statusCode(activity.status())
        .statusMessage(activity.message().isEmpty() ? null : activity.message())
        .progress(activity.end() == null ? 50 : 100)
        .details(
            "{\"Subnet ID\":\"%s\",\"Availability Zone\":\"%s\"}"
                .formatted(activity.subnetId(), activity.zone()))
        .build();
  }
}
