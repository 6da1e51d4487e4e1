package io.servergroup.endpoint;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Stage;
import java.time.Duration;
import java.time.Instant;

/** A healthy cluster with its control plane, for which there is a new image. */
public final class ServedCluster {
  private static final Duration CREATION = Duration.ofHours(2);

  /** The launches' last functions and events come to an end, and servers are up for a while. */
  private static final Duration REST = Duration.ofMinutes(10);

  private final Stage stage;
  private final long newVersion;

  private ServedCluster(Stage stage) {
    this.stage = stage;
    if (!stage.awaitHealthy(CREATION)) {
      throw new IllegalStateException(
          "the cluster was not healthy %s after it was created".formatted(CREATION));
    }
    simulation().queue().runUntil(simulation().now().plus(REST));
    this.newVersion = stage.cluster().deployNewImage();
  }

  /**
   * Makes the cluster, and lets time pass until it serves.
   *
   * @param options of the cluster and the seed; what they say of a rollout does not matter
   * @param start when its creation begins, in virtual time
   */
  public static ServedCluster create(RehearsalOptions options, Instant start) {
    return new ServedCluster(
        new Stage(new Simulation(options.seed(), start), Pace.usual(), options));
  }

  /** The account it is in. */
  public Stage stage() {
    return stage;
  }

  Simulation simulation() {
    return stage.simulation();
  }

  /** What whoever works with it needs to know. */
  public ClusterFacts facts() {
    return new ClusterFacts(
        stage.cluster().name(),
        stage.cluster().members().size(),
        stage.cluster().groups().size(),
        stage.controlPlane().rollingDeployArn(),
        ControlPlane.LOCK_TABLE,
        stage.cluster().templateId(),
        newVersion,
        stage.cluster().hostedZone());
  }
}
