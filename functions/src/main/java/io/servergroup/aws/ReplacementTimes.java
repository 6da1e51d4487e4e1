package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * How long it took lately to replace an instance, as Auto Scaling groups remember it: they keep
 * what they did for six weeks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html">DescribeScalingActivities</a>
 */
public final class ReplacementTimes {
  /** Groups of one cluster are alike; each costs a call. */
  private static final int GROUPS = 10;

  private static final int LATEST = 50;

  /** A launch that came later was for another reason. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * What was measured.
   *
   * @param median from the start of a termination to the end of the launch that followed
   * @param replacements how many there were
   */
  public record Measured(Duration median, int replacements) {}

  private final AutoScalingClient autoScaling;
  private final Together together;

  public ReplacementTimes(AwsClients clients) {
    this.autoScaling = clients.autoScaling();
    this.together = clients.together();
  }

  /** What some of these groups remember; empty when they have replaced nothing lately. */
  public Optional<Measured> of(List<AutoScalingGroup> groups) {
    int step = Math.max(1, Math.ceilDiv(groups.size(), GROUPS));
    List<String> some =
        IntStream.range(0, groups.size())
            .filter(index -> index % step == 0)
            .mapToObj(index -> groups.get(index).name())
            .toList();
    List<Duration> times =
        together.each(some, this::activities).stream()
            .flatMap(each -> times(each).stream())
            .sorted()
            .toList();
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new Measured(times.get(times.size() / 2), times.size()));
  }

  private List<Activity> activities(String group) {
    return autoScaling
        .describeScalingActivities(
            request -> request.autoScalingGroupName(group).maxRecords(LATEST))
        .activities()
        .stream()
        .filter(each -> each.statusCode() == ScalingActivityStatusCode.SUCCESSFUL)
        .filter(each -> each.description() != null)
        .filter(each -> each.startTime() != null && each.endTime() != null)
        .sorted(Comparator.comparing(Activity::startTime))
        .toList();
  }

  /** Each launch belongs to the earliest termination that has none yet. */
  private static List<Duration> times(List<Activity> activities) {
    List<Duration> times = new ArrayList<>();
    List<Instant> terminations = new ArrayList<>();
    for (Activity activity : activities) {
      if (activity.description().startsWith("Terminating")) {
        terminations.add(activity.startTime());
      } else if (activity.description().startsWith("Launching") && !terminations.isEmpty()) {
        Duration took = Duration.between(terminations.removeFirst(), activity.endTime());
        if (took.compareTo(LONGEST) <= 0) {
          times.add(took);
        }
      }
    }
    return times;
  }
}
