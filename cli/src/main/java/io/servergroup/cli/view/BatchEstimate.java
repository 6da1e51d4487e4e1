package io.servergroup.cli.view;

import io.servergroup.aws.ReplacementTimes;
import io.servergroup.rollout.BatchTime;
import io.servergroup.rollout.Survey;
import java.time.Duration;

/**
 * How long a batch is expected to take.
 *
 * @param words why, for people
 */
public record BatchEstimate(BatchTime time, Basis basis, String words) {
  /** What an expectation rests on. */
  public enum Basis {
    GIVEN,
    MEASURED,
    ASSUMED
  }

  private static final Duration ASSUMED = Duration.ofMinutes(3);

  /** Somebody said so. */
  public static BatchEstimate given(int seconds, Survey survey) {
    Duration total = Duration.ofSeconds(seconds);
    Duration healthy = untilHealthy(survey);
    Duration least = healthy.compareTo(total) < 0 ? healthy : total;
    return new BatchEstimate(
        new BatchTime(total.minus(least), least), Basis.GIVEN, "as --batch-seconds says");
  }

  /** The group's own history says so. */
  public static BatchEstimate measured(ReplacementTimes.Measured measured, Survey survey) {
    BatchTime time = new BatchTime(measured.median(), untilHealthy(survey));
    return new BatchEstimate(
        time,
        Basis.MEASURED,
        "the median of the group's latest %s, and %d seconds for the load balancers"
            .formatted(
                Amounts.count(measured.replacements(), "replacement"),
                time.untilHealthy().toSeconds()));
  }

  /** Nothing says so. */
  public static BatchEstimate assumed(Survey survey) {
    BatchTime time = new BatchTime(ASSUMED, untilHealthy(survey));
    return new BatchEstimate(
        time,
        Basis.ASSUMED,
        "an assumption, because the group has replaced nothing lately: %d seconds, and %d for the load balancers; --batch-seconds says it better"
            .formatted(ASSUMED.toSeconds(), time.untilHealthy().toSeconds()));
  }

  private static Duration untilHealthy(Survey survey) {
    return survey.untilHealthy().values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
