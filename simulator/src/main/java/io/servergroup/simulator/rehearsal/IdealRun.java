package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.RolloutInput;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long batches take when the control plane reacts in zero time: the same cluster from the same
 * seed, calls, events and functions that take no time, no state machine, and the next batch the
 * moment the one before is whole and has baked.
 */
final class IdealRun {
  private static final Duration PATIENCE = Duration.ofHours(4);

  private final RehearsalOptions options;
  private final RolloutInput input;
  private final Stage stage;

  private IdealRun(RehearsalOptions options) {
    this.options = options;
    this.input = options.understood();
    this.stage = new Stage(new Simulation(options.seed()), Pace.idealControlPlane(), options);
  }

  /**
   * Replaces the batches one after the other.
   *
   * @return the time from the first termination until the last batch is whole and has baked
   */
  static Duration of(RehearsalOptions options, List<? extends Collection<Integer>> batches) {
    return new IdealRun(options).of(batches);
  }

  private Duration of(List<? extends Collection<Integer>> batches) {
    stage.awaitHealthy(PATIENCE);
    stage.grow(Duration.ofSeconds(input.minUptimeSeconds()));
    if (options.deploysNewImage()) {
      stage.cluster().deployNewImage();
    }
    Instant start = stage.simulation().now();
    batches.forEach(this::replace);
    return Duration.between(start, stage.simulation().now())
        .plus(Duration.ofSeconds(input.bakeSeconds()).multipliedBy(batches.size()));
  }

  private void replace(Collection<Integer> batch) {
    Map<Integer, String> before = new TreeMap<>();
    for (int server : batch) {
      String instance = stage.census().of(server).instance();
      before.put(server, instance);
      if (options.toVersion()) {
        stage
            .cluster()
            .launchFrom(stage.cluster().members().get(server), stage.cluster().newestVersion());
      }
      stage
          .aws()
          .autoScaling()
          .terminateInstanceInAutoScalingGroup(
              request -> request.instanceId(instance).shouldDecrementDesiredCapacity(false));
    }
    stage.runUntil(
        () ->
            before.entrySet().stream().allMatch(each -> isReplaced(each.getKey(), each.getValue())),
        PATIENCE);
    batch.forEach(this::awaitUptime);
  }

  private boolean isReplaced(int server, String before) {
    Census.Truth truth = stage.census().of(server);
    return truth.healthy() && !truth.instance().equals(before);
  }

  private void awaitUptime(int server) {
    String instance = stage.census().of(server).instance();
    Instant old =
        stage
            .aws()
            .ec2World()
            .instances()
            .require(instance)
            .launched()
            .plusSeconds(input.minUptimeSeconds());
    if (old.isAfter(stage.simulation().now())) {
      stage.simulation().queue().runUntil(old);
    }
  }
}
