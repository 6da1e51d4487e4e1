package io.servergroup.simulator.rehearsal;

import io.servergroup.rollout.RolloutInput;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * How long batches take when the control plane reacts in zero time: the same cluster from the same
 * seed, calls, events and functions that take no time, no state machine, and the next batch the
 * moment the one before is whole and has baked.
 */
final class IdealRun {
  private static final Duration PATIENCE = Duration.ofHours(4);

  /**
   * How long a batch is left to the events that it causes, none of which is ever lost here. Checks
   * of the whole cluster meanwhile would find nothing, at a high price in a large one.
   */
  private static final Duration UNCHECKED = Duration.ofMinutes(5);

  private final RehearsalOptions options;
  private final RolloutInput input;
  private final Stage stage;
  private Duration ideal = Duration.ZERO;

  /** Creates the cluster and makes it ready for the first batch. */
  IdealRun(RehearsalOptions options) {
    this.options = options;
    this.input = options.understood();
    this.stage = new Stage(new Simulation(options.seed()), Pace.idealControlPlane(), options);
    stage.awaitHealthy(PATIENCE);
    stage.grow(Duration.ofSeconds(input.minUptimeSeconds()));
    if (options.deploysNewImage()) {
      stage.cluster().deployNewImage();
    }
    stage.controlPlane().checks(false);
    stage.controlPlane().watchClosely();
  }

  /** The time from each batch's terminations until it is whole and has baked, so far. */
  Duration ideal() {
    return ideal;
  }

  /** Replaces the next batch. */
  void replace(Collection<Integer> batch) {
    Instant start = stage.simulation().now();
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
    await(
        () ->
            before.entrySet().stream()
                .allMatch(each -> isReplaced(each.getKey(), each.getValue())));
    batch.forEach(this::awaitUptime);
    ideal =
        ideal
            .plus(Duration.between(start, stage.simulation().now()))
            .plusSeconds(input.bakeSeconds());
  }

  private void await(BooleanSupplier replaced) {
    if (!stage.runUntil(replaced, UNCHECKED)) {
      stage.controlPlane().checks(true);
      stage.runUntil(replaced, PATIENCE);
      stage.controlPlane().checks(false);
    }
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
