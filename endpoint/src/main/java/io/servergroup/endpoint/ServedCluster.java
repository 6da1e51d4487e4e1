package io.servergroup.endpoint;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.SimulatedAws;
import io.servergroup.simulator.rehearsal.Stage;
import java.time.Duration;
import java.time.Instant;

/** A healthy cluster with its control plane, for which there is a new image. */
public final class ServedCluster {
  /** More than a cluster needs until it is healthy and all that its creation caused is over. */
  private static final Duration CREATION = Duration.ofMinutes(30);

  /** Groups of a large cluster are made one after the other. */
  private static final Duration CREATION_PER_SERVER = Duration.ofSeconds(2);

  private final Stage stage;
  private final long newVersion;

  private ServedCluster(Stage stage, Instant begin) {
    this.stage = stage;
    simulation().queue().runUntil(begin);
    int servers = stage.cluster().members().size();
    if (stage.census().healthy() != servers) {
      throw new IllegalStateException(
          "%d of %d servers were healthy at %s, which is too few to serve"
              .formatted(stage.census().healthy(), servers, begin));
    }
    this.newVersion = stage.cluster().deployNewImage();
  }

  /**
   * Makes the cluster, and lets time pass until it serves.
   *
   * @param options of the cluster and the seed; what they say of a rollout does not matter
   * @param begin the virtual time when it serves; it was created before
   */
  public static ServedCluster create(RehearsalOptions options, Instant begin) {
    Duration creation = CREATION.plus(CREATION_PER_SERVER.multipliedBy(options.servers()));
    Simulation simulation = new Simulation(options.seed(), begin.minus(creation));
    return new ServedCluster(new Stage(simulation, Pace.usual(), options), begin);
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
        SimulatedAws.REGION,
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
