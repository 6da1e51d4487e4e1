package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How long batches take when the control plane reacts in zero time: the same cluster from the same
 * seed, calls, events and functions that take no time, no state machine, and the next batch the
 * moment the one before is whole.
 */
final class IdealRun {
  private static final Duration PATIENCE = Duration.ofHours(4);

  private IdealRun() {}

  /**
   * Replaces the batches one after the other.
   *
   * @return the time from the first termination until the last batch is whole
   */
  static Duration of(RehearsalOptions options, List<? extends Collection<Integer>> batches) {
    Stage stage = new Stage(new Simulation(options.seed()), Pace.idealControlPlane(), options);
    stage.awaitHealthy(PATIENCE);
    long target = stage.cluster().deployNewImage();
    Instant start = stage.simulation().now();
    for (Collection<Integer> batch : batches) {
      for (int server : batch) {
        String instance = stage.census().of(server).instance();
        stage
            .aws()
            .autoScaling()
            .terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(false));
      }
      stage.runUntil(
          () -> batch.stream().allMatch(server -> isReplaced(stage.census().of(server), target)),
          PATIENCE);
    }
    return Duration.between(start, stage.simulation().now());
  }

  private static boolean isReplaced(Census.Truth truth, long target) {
    return truth.healthy() && truth.version() == target;
  }
}
