package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsNeededTest {
  @Test
  void aTerminationThatNobodyWaitsForAsksNothing() {
    World world = new World().server(0).instance("i-old", TERMINATING_WAIT).slot(0, "i-old");
    assertEquals(Set.of(), FactsNeeded.of(world.group(), false));
  }

  @Test
  void aLaunchAsksAboutTheNewcomerAndWhoeverHoldsASlotWithoutServing() {
    World world =
        new World()
            .server(0)
            .instance("i-new", PENDING_WAIT)
            .slot(0, "i-stranger")
            .server(1)
            .instance("i-1", IN_SERVICE)
            .slot(1, "i-1");
    assertEquals(Set.of("i-new", "i-stranger"), FactsNeeded.of(world.group(), false));
  }

  @Test
  void aThoroughCheckAsksAboutInstancesInServiceToo() {
    World world = new World().server(1).instance("i-1", IN_SERVICE).slot(1, "i-1");
    assertEquals(Set.of("i-1"), FactsNeeded.of(world.group(), true));
  }
}
