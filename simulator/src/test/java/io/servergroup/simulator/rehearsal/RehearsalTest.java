package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aRolloutReplacesEveryServerAndKeepsEveryAddress() {
    RehearsalReport report =
        new SimulatedRehearsal()
            .run(
                new RehearsalOptions(6, "2", 7, LoadBalancerKind.BOTH, OptionalInt.empty()),
                RehearsalObserver.NONE);
    assertEquals(List.of(), report.violations());
    assertEquals("SUCCEEDED", report.outcome(), report::reason);
    assertEquals(6, report.replaced());
    assertTrue(report.minHealthy() >= 4, () -> "minHealthy " + report.minHealthy());
  }
}
