package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LapsedActionTest {
  @Test
  void aLifecycleActionThatNobodyCompletesIsAViolation() {
    Stage stage =
        new Stage(
            new Simulation(1),
            Pace.usual(),
            new RehearsalOptions(1, "1", 1, LoadBalancerKind.BOTH, OptionalInt.empty()));
    Violations violations = new Violations(stage.simulation());
    Invariants invariants = new Invariants(stage, violations);
    invariants.rolloutBegins(0, 1, false);
    stage.aws().events().setFaults((rule, event) -> new DeliveryFault.Lost());
    stage.controlPlane().stopSchedule();

    stage.runUntil(() -> false, Duration.ofMinutes(15));
    invariants.everyActionCompleted();

    assertTrue(
        violations.all().stream().anyMatch(v -> v.contains("was not completed and ran out")),
        () -> violations.all().toString());
  }
}
