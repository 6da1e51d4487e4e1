package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

/**
 * The operations that show what groups do and did.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html">
 *     DescribeScalingActivities</a>, which says how long activities are told of, and in what order
 */
final class ActivityCalls {
  private static final PageSize PAGE = new PageSize(100, 100);
  private static final Duration REMEMBERED = Duration.ofDays(42);

  private static final Comparator<Activity> IN_PROGRESS_THEN_NEWEST =
      Comparator.<Activity, Boolean>comparing(activity -> activity.end() != null)
          .thenComparing(Activity::start, Comparator.reverseOrder());

  private final AutoScalingWorld world;
  private final Account account;

  ActivityCalls(AutoScalingWorld world, Account account) {
    this.world = world;
    this.account = account;
  }

  DescribeScalingActivitiesResponse describe(DescribeScalingActivitiesRequest request) {
    List<Activity> remembered = remembered(request);
    int size = PAGE.of(request.maxRecords());
    // A page begins behind the last one of the page before.
    String last = request.nextToken();
    if (last != null && remembered.stream().noneMatch(a -> a.id().equals(last))) {
      throw AutoScalingError.invalidNextToken(last);
    }
    List<Activity> found =
        remembered.stream()
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

  private List<Activity> remembered(DescribeScalingActivitiesRequest request) {
    if (Boolean.TRUE.equals(request.includeDeletedGroups())) {
      throw new UnsupportedOperationException("IncludeDeletedGroups");
    }
    Stream<Group> groups =
        request.autoScalingGroupName() == null
            ? world.groups().stream()
            : Stream.of(world.require(request.autoScalingGroupName()));
    Instant oldest = account.now().minus(REMEMBERED);
    return groups
        .map(Group::activities)
        .flatMap(Collection::stream)
        .filter(activity -> !activity.start().isBefore(oldest))
        .sorted(IN_PROGRESS_THEN_NEWEST)
        .toList();
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
