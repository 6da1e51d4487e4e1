package io.servergroup.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The build starts these tests with the package opened that a carrier needs. */
final class OwnCarrierTest {
  private final OwnCarrier carrier = OwnCarrier.create().orElseThrow();
  private final List<String> steps = new ArrayList<>();

  @Test
  void virtualThreadsGoOnOnlyWhileTheyAreCarriedAndSoDoThoseTheyStart() throws Exception {
    Thread first =
        carrier
            .ofVirtual()
            .start(
                () -> {
                  steps.add("first");
                  OnVirtualThread.call("second", () -> steps.add("second"));
                  steps.add("third");
                });
    assertEquals(List.of(), steps, "nobody has carried them yet");

    carrier.carry(first);

    assertEquals(List.of("first", "second", "third"), steps);
  }

  @Test
  void aSimulationThatThrowsThrowsAtWhoeverStartedIt() {
    IllegalStateException defect = new IllegalStateException("a defect");

    assertSame(
        defect,
        assertThrows(
            IllegalStateException.class,
            () ->
                OnVirtualThread.call(
                    "simulation",
                    () -> {
                      throw defect;
                    })));
  }

  @Test
  void aSimulationInsideASimulationIsCarriedByTheSameThread() {
    assertTrue(
        OnVirtualThread.call(
            "outer",
            () -> OnVirtualThread.call("inner", () -> Thread.currentThread().isVirtual())));
  }
}
