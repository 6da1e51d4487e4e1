package io.servergroup.identity;

import io.servergroup.group.EarlyRelease;
import static io.servergroup.group.LifecycleState.WARMED_PENDING;
import static io.servergroup.group.LifecycleState.WARMED_PENDING_WAIT;
import static io.servergroup.group.LifecycleState.WARMED_RUNNING;
import static io.servergroup.group.LifecycleState.WARMED_STOPPED;
import static io.servergroup.group.LifecycleState.WARMED_TERMINATING;
import static io.servergroup.group.LifecycleState.WARMED_TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances on their way into, back to and out of a warm pool. */
class WarmPoolTest {
  @Test
  void aWarmPoolClaimsNothing() {
    World world =
        new World()
            .server(0)
            .slot(0)
            .warm("i-warm", WARMED_PENDING_WAIT)
            .warm("i-cold", WARMED_TERMINATING_WAIT);
    // One of the two hooks may hold i-warm: it is new, or comes back from service.
    assertEquals(List.of("CONTINUE i-warm", "CONTINUE i-warm", "CONTINUE i-cold"), world.actions());
  }

  @Test
  void anInstanceThatAHookHoldsBeforeThePoolShowsItIsLookedAtAgain() {
    Cause held = new Cause.LaunchHeld("i-warm");
    assertTrue(pooled(WARMED_PENDING).wokenBy(held).looksAgain());
    assertFalse(pooled(WARMED_STOPPED).wokenBy(held).looksAgain());
    assertFalse(pooled(WARMED_PENDING).wokenBy(new Cause.LaunchHeld("i-other")).looksAgain());
    assertTrue(pooled(WARMED_PENDING).wokenBy(new Cause.TerminationHeld()).looksAgain());
    assertTrue(pooled(WARMED_TERMINATING).wokenBy(new Cause.TerminationHeld()).looksAgain());
    assertFalse(pooled(WARMED_PENDING).wokenBy(new Cause.Terminated()).looksAgain());
    // The event may be about the one that is shown as held.
    assertFalse(
        pooled(WARMED_PENDING)
            .warm("i-held", WARMED_PENDING_WAIT)
            .wokenBy(new Cause.TerminationHeld())
            .looksAgain());
  }

  private static World pooled(LifecycleState state) {
    return new World().server(0).slot(0).warm("i-warm", state);
  }

  @Test
  void anInstanceThatReturnsToItsPoolKeepsTheSlotUntilItIsDrained() {
    for (LifecycleState drained : List.of(WARMED_PENDING_WAIT, WARMED_STOPPED, WARMED_RUNNING)) {
      assertTrue(
          returning(drained, EarlyRelease.INTERFACE)
              .actions()
              .contains("detach eni-2 from i-warm"));
    }
    World draining = returning(WARMED_PENDING, EarlyRelease.EVERYTHING);
    assertEquals(List.of(), draining.actions());
    assertTrue(draining.decide().waits().getFirst().reason().contains("still being drained"));
  }

  @Test
  void aVolumeOfAnInstanceInThePoolIsTakenWhenItIsStoppedOrWhereTheGroupReleasesItEarly() {
    for (EarlyRelease early : EarlyRelease.values()) {
      assertEquals(
          early == EarlyRelease.EVERYTHING,
          launchBeside(WARMED_RUNNING, early)
              .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-warm", "attached")), "i-new")
              .ec2("i-warm", RUNNING)
              .actions()
              .contains("detach vol-2 from i-warm"));
    }
    assertTrue(
        launchBeside(WARMED_STOPPED, EarlyRelease.INTERFACE)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-warm", "attached")), "i-new")
            .ec2("i-warm", InstanceFacts.State.STOPPED)
            .actions()
            .contains("detach vol-2 from i-warm"));
  }

  private static World returning(LifecycleState state, EarlyRelease early) {
    return launchBeside(state, early).slot(2, "i-warm").ec2("i-warm", RUNNING);
  }

  /** A launch whose predecessor is in the warm pool, or on its way there. */
  private static World launchBeside(LifecycleState state, EarlyRelease early) {
    return World.launching().releasing(early).warm("i-warm", state);
  }

  @Test
  void anInstanceAtTheDoorOfItsPoolGivesBackItsSlotUnlessAwsRefuses() {
    World world = new World().server(2).warm("i-warm", WARMED_PENDING_WAIT).slot(2, "i-warm");

    assertEquals(
        List.of("detach eni-2 from i-warm", "CONTINUE i-warm", "CONTINUE i-warm"), world.actions());
    assertEquals(
        List.of("CONTINUE i-warm", "CONTINUE i-warm"),
        world.refused("i-warm", "UnauthorizedOperation").actions());
  }

  @Test
  void anInstanceIsInThePoolOfOneGroupOnly() {
    World world =
        new World().server(0).server(1).warm("i-cold", WARMED_TERMINATING_WAIT).slot(0).slot(1);

    assertEquals(List.of("CONTINUE i-cold"), world.actions());
  }

  @Test
  void aHolderOutsideThePoolIsNotTakenFromBecauseAnotherInstanceIsInIt() {
    World world =
        launchBeside(WARMED_STOPPED, EarlyRelease.EVERYTHING)
            .slot(2, "i-stranger")
            .ec2("i-stranger", RUNNING);

    assertEquals(List.of(), world.actions());
  }

  @Test
  void nobodyInThePoolNeedsAnAddressWhateverTheGroupReleasesEarly() {
    assertTrue(
        returning(WARMED_STOPPED, EarlyRelease.NOTHING)
            .actions()
            .contains("detach eni-2 from i-warm"));
  }
}
