package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.group.LifecycleState;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the metrics of a group's slots count. */
class StandingTest {
  @Test
  void freeSlotsAreCountedByZoneAndAZoneWithNoneHasZero() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .slot(0)
            .slot(1, "i-1")
            .slot(2, "i-2", "detached")
            .slot(3, "eu-west-1b", List.of(), "i-3");

    assertEquals(Map.of(World.ZONE, 2, "eu-west-1b", 0), world.standing().freeSlots());
  }

  @ParameterizedTest
  @EnumSource(LifecycleState.class)
  void whoServesOrIsAboutToWithoutASlotIsUnassigned(LifecycleState state) {
    World world = new World().group("tools", OptionalInt.empty()).instance("i-1", state);
    boolean toServe = state == LifecycleState.IN_SERVICE || state == LifecycleState.PENDING_WAIT;

    assertEquals(toServe ? 1 : 0, world.slot(0, "i-other").standing().unassignedInstances());
    assertEquals(0, world.slot(1, "i-1").standing().unassignedInstances());
  }
}
