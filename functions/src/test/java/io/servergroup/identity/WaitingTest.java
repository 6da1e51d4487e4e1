package io.servergroup.identity;

import io.servergroup.group.LifecycleState;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tells that a wait may be over, without another look at the whole group. */
final class WaitingTest {
  private static final Need HOLDER = new Need.Facts("i-old");
  private static final Need INSTANCE = new Need.Facts("i-new");
  private static final Need VOLUMES = new Need.Volumes();

  @Test
  void whatIsUnderWayIsToldByTheInstanceWhenNothingElseHasToBeLookedAt() {
    assertEquals(Set.of(INSTANCE), signs(Until.SECONDS, INSTANCE));
    assertEquals(Set.of(), signs(Until.SECONDS, INSTANCE, VOLUMES));
    assertEquals(Set.of(), signs(Until.SECONDS));
  }

  @Test
  void whatAHolderGivesBackIsToldByTheHolder() {
    assertEquals(Set.of(HOLDER), signs(Until.A_MINUTE, HOLDER, VOLUMES));
    assertEquals(Set.of(), signs(Until.A_MINUTE, VOLUMES));
  }

  @Test
  void nothingTellsInThisRunWhatALaterOneGoesOnWith() {
    assertEquals(Set.of(), signs(Until.LATER, HOLDER));
  }

  private static Set<Need> signs(Until until, Need... lookAt) {
    return new Waiting(
            "tools-1",
            "i-new",
            OptionalInt.of(1),
            true,
            until,
            new LinkedHashSet<>(List.of(lookAt)),
            "its holder is shutting down")
        .signs();
  }

  @Test
  void aHookThatBeganToHoldJustNowNeedsNoHeartbeatYet() {
    World world =
        new World()
            .server(2)
            .instance("i-old", LifecycleState.IN_SERVICE)
            .instance("i-new", LifecycleState.PENDING_WAIT)
            .ec2("i-new", InstanceFacts.State.RUNNING)
            .slot(2, "i-old");

    assertEquals(List.of(), world.wokenBy(new Cause.LaunchHeld("i-new")).heartbeats());
    assertEquals(1, world.wokenBy(new Cause.LaunchHeld("i-other")).heartbeats().size());
  }
}
