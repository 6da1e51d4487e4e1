package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules about identities notice when somebody breaks them. */
final class SlotRulesTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHOUT_IDENTITY")
  void aSlotHeldByAnInstanceOfAStrangerIsAViolation(Topology topology) {
    Scene scene = new Scene(topology);
    String stranger = scene.stage.aws().newestOf("bystander").orElseThrow().instanceId();

    scene.giveSlotOfServer3To(stranger, 1);

    scene.assertViolated(stranger + " of group bystander in eu-west-1a, which cannot be that");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHOUT_IDENTITY")
  void anInstanceThatHoldsTwoSlotsIsAViolation(Topology topology) {
    Scene scene = new Scene(topology);
    String instance = scene.stage.census().of(0).instance();

    scene.giveSlotOfServer3To(instance, 2);

    scene.assertViolated(instance + " holds the slots of several servers: [0, 3]");
  }

  @Test
  void withAGroupOfItsOwnAServerIsNoInstanceOfAnotherGroup() {
    Scene scene = new Scene(Topology.GROUP_PER_SERVER);

    scene.giveSlotOfServer3To(scene.stage.census().of(0).instance(), 2);

    scene.assertViolated("of group confluent-tools-0 in eu-west-1a, which cannot be that server");
  }

  /** Servers 0 and 3 are in one zone; nobody repairs anything any more. */
  private static final class Scene {
    private final Stage stage;
    private final Violations violations;

    Scene(Topology topology) {
      this.stage =
          new Stage(
              new Simulation(1),
              Pace.usual(),
              new RehearsalOptions(
                  4, "1", 1, LoadBalancerKind.TARGET_GROUP, OptionalInt.empty(), topology));
      Bystander bystander = new Bystander(stage.aws());
      this.violations = new Violations(stage.simulation());
      SlotRules.watch(stage.aws(), stage.cluster(), stage.census(), violations);
      assertTrue(stage.awaitHealthy(Duration.ofHours(1)));
      bystander.remember();
      stage.controlPlane().stopSchedule();
      assertEquals(0, violations.all().size(), () -> violations.all().toString());
    }

    void giveSlotOfServer3To(String instance, int device) {
      var interfaces = stage.aws().ec2World().interfaces();
      var slot = interfaces.require(stage.cluster().members().get(3).networkInterface());
      interfaces.detach(slot.attachment().id());
      assertTrue(stage.runUntil(() -> slot.attachment() == null, Duration.ofHours(1)));
      interfaces.attach(slot.id(), instance, device);
      stage.runUntil(() -> false, Duration.ofSeconds(10));
    }

    void assertViolated(String words) {
      assertTrue(
          violations.all().stream().anyMatch(violation -> violation.contains(words)),
          () -> violations.all().toString());
    }
  }
}
