package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.BatchTime;
import io.servergroup.simulator.aws.autoscaling.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** As long as the batches of a rollout really took, on average. */
final class RealBatchTime {
  private RealBatchTime() {}

  static BatchTime of(Story story, RolloutWatch watch) {
    Duration inService = Duration.ZERO;
    Duration all = Duration.ZERO;
    for (RolloutWatch.Batch batch : watch.batches()) {
      Instant start = batch.execution().startTime();
      Instant end = batch.execution().stopTime();
      Instant launched =
          batch.servers().stream()
              .map(server -> story.member(server).group())
              .flatMap(group -> story.aws().autoScalingWorld().group(group).activities().stream())
              .filter(activity -> activity.description().startsWith("Launching"))
              .map(Activity::end)
              .filter(time -> time != null && time.isAfter(start) && time.isBefore(end))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      inService = inService.plus(Duration.between(start, launched));
      all = all.plus(Duration.between(start, end));
    }
    int batches = watch.batches().size();
    return new BatchTime(inService.dividedBy(batches), all.minus(inService).dividedBy(batches));
  }
}
