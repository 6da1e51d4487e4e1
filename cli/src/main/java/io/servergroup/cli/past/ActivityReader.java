package io.servergroup.cli.past;

import io.servergroup.cli.past.Activity.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Reads what Auto Scaling groups did. */
final class ActivityReader {
  /**
   * Such as {@code Terminating EC2 instance: i-0abc}. What follows the instance, or stands instead
   * of it where EC2 refused the launch, begins with a colon or a full stop.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/cli/latest/reference/autoscaling/describe-scaling-activities.html">describe-scaling-activities</a>
   */
  private static final Pattern DESCRIPTION =
      Pattern.compile("((?:Launching|Terminating) [^:.]*)(?:: (i-[0-9a-f]+))?.*", Pattern.DOTALL);

  /** Of an instance that was nobody's server. */
  private static final Set<String> POOLED =
      Set.of(
          "Launching a new EC2 instance into warm pool", "Terminating EC2 instance from warm pool");

  private final AutoScalingClient autoScaling;

  ActivityReader(AutoScalingClient autoScaling) {
    this.autoScaling = autoScaling;
  }

  /** Launches and terminations of these groups that began in a time, ordered by when. */
  List<Activity> read(List<String> groups, Instant from, Instant to) {
    return groups.stream()
        .flatMap(group -> since(group, from).stream())
        .filter(activity -> !activity.start().isAfter(to))
        .sorted(Comparator.comparing(Activity::start))
        .toList();
  }

  /** They come in the order of their age, but for those in progress, which come first. */
  private List<Activity> since(String group, Instant from) {
    List<Activity> found = new ArrayList<>();
    String next = null;
    boolean older;
    do {
      String token = next;
      DescribeScalingActivitiesResponse page =
          autoScaling.describeScalingActivities(
              request -> request.autoScalingGroupName(group).nextToken(token));
      List<Activity> activities =
          page.activities().stream().flatMap(told -> activity(group, told).stream()).toList();
      activities.stream().filter(each -> !each.start().isBefore(from)).forEach(found::add);
      older = !activities.isEmpty() && activities.getLast().start().isBefore(from);
      next = page.nextToken();
    } while (next != null && !older);
    return found;
  }

  private static Optional<Activity> activity(
      String group, software.amazon.awssdk.services.autoscaling.model.Activity told) {
    Matcher words = DESCRIPTION.matcher(Objects.requireNonNullElse(told.description(), ""));
    if (!words.matches() || POOLED.contains(words.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        new Activity(
            group,
            words.group(1).startsWith("Launching") ? Kind.LAUNCH : Kind.TERMINATION,
            Objects.requireNonNullElse(words.group(2), ""),
            told.startTime(),
            Optional.ofNullable(told.endTime()),
            told.statusCode() == ScalingActivityStatusCode.SUCCESSFUL,
            Objects.requireNonNullElse(told.statusMessage(), "")));
  }
}
