package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;

/** What every story watches for in each call notices what nothing may do. */
final class TerritoryTest {
  private final Stage stage =
      new Stage(
          new Simulation(1),
          Pace.usual(),
          new RehearsalOptions(
              1,
              "1",
              1,
              LoadBalancerKind.TARGET_GROUP,
              OptionalInt.empty(),
              Topology.GROUP_PER_SERVER));

  @Test
  void aVolumeOfTheClusterIsDetachedButNeverByForce() {
    assertEquals(Optional.empty(), detachVolume(false));
    assertTrue(detachVolume(true).orElseThrow().contains("ec2:DetachVolume with force"));
  }

  @Test
  void anInterfaceIsNeverDetachedByForce() {
    assertEquals(Optional.empty(), detachInterface(false));
    assertTrue(detachInterface(true).orElseThrow().contains("DetachNetworkInterface with force"));
  }

  private Optional<String> detachVolume(boolean force) {
    return trespass(
        "DetachVolume",
        DetachVolumeRequest.builder()
            .volumeId(stage.cluster().members().getFirst().volume())
            .force(force)
            .build());
  }

  private Optional<String> detachInterface(boolean force) {
    return trespass(
        "DetachNetworkInterface",
        DetachNetworkInterfaceRequest.builder().attachmentId("eni-attach-1").force(force).build());
  }

  private Optional<String> trespass(String operation, Object request) {
    return new Territory(stage.aws(), stage.cluster())
        .trespass(new ApiCall(1, "reconcile#1", "ec2", operation, request));
  }
}
