package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A cluster with its control plane in a simulated account, and the time that passes for them. */
public final class Stage {
  private final Simulation simulation;
  private final SimulatedAws aws;
  private final Cluster cluster;
  private final ControlPlane controlPlane;
  private final Census census;

  public Stage(Simulation simulation, Pace pace, RehearsalOptions options) {
    this.simulation = simulation;
    this.aws = new SimulatedAws(simulation, pace);
    this.controlPlane = new ControlPlane(aws, RehearsalOptions.serverGroup());
    this.cluster = new Cluster(aws, RehearsalOptions.serverGroup(), options);
    this.census = new Census(aws, cluster);
  }

  public Simulation simulation() {
    return simulation;
  }

  public SimulatedAws aws() {
    return aws;
  }

  public Cluster cluster() {
    return cluster;
  }

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  public Census census() {
    return census;
  }

  /** What the lock's item says; empty when there is none. */
  public Map<String, AttributeValue> lock() {
    return aws.tables()
        .item(
            ControlPlane.LOCK_TABLE,
            Map.of("ServerGroupName", AttributeValue.fromS(cluster.name())));
  }

  /**
   * Lets time pass until every server is healthy.
   *
   * @return whether they became healthy in time
   */
  public boolean awaitHealthy(Duration patience) {
    return runUntil(() -> census.healthy() == cluster.members().size(), patience);
  }

  /** Lets time pass until every instance has been up for so long that it counts as healthy. */
  void grow(Duration uptime) {
    if (uptime.isPositive()) {
      simulation.queue().runUntil(simulation.now().plus(uptime));
    }
  }

  /**
   * Lets time pass until something is so.
   *
   * @return whether it became so in time
   */
  public boolean runUntil(BooleanSupplier reached, Duration patience) {
    Instant end = simulation.now().plus(patience);
    while (!reached.getAsBoolean()) {
      if (simulation.now().isAfter(end) || !simulation.queue().runNext()) {
        return reached.getAsBoolean();
      }
    }
    return true;
  }
}
