package io.servergroup.identity;

import org.junit.jupiter.params.provider.CsvSource;
import io.servergroup.group.EarlyRelease;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.TERMINATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A slot that somebody else still has. */
class HolderReleaseTest {
  @Test
  void aDrainedHolderIsRelievedAndTheLaunchWaits() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, "i-old");
    assertEquals(List.of("detach eni-2 from i-old", "CONTINUE i-old"), world.actions());
    assertTrue(world.looksAgain(), "the launch goes on in the same run");
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceFacts.State.class,
      names = {"SHUTTING_DOWN", "TERMINATED"})
  void aHolderThatEc2EndedIsRelievedWhereverItIs(InstanceFacts.State state) {
    World world = World.launching().ec2("i-gone", state).slot(2, "i-gone");
    assertEquals(List.of("detach eni-2 from i-gone"), world.actions());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "IN_SERVICE",
        "PENDING_PROCEED",
        "STANDBY",
        "DETACHED",
        "TERMINATING_RETAINED",
        "UNKNOWN"
      })
  void aSlotIsNeverStolenFromAnInstanceThatMayServe(LifecycleState state) {
    World world =
        new World()
            .server(2)
            .instance("i-old", state)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, "i-old");
    assertTrue(
        world.actions().stream().noneMatch(action -> action.contains("tach eni-2")),
        world.actions().toString());
    String reason = world.decide().waits().getFirst().reason();
    assertTrue(reason.contains("never") || reason.contains("not taken"), reason);
    assertEquals(
        List.of("i-new"), world.decide().waits().stream().map(Waiting::instanceId).toList());
    assertFalse(world.looksAgain(), "a later wake-up finishes");
    assertEquals(1, world.heartbeats().size());
  }

  @Test
  void aHolderThatNobodyKnowsKeepsTheSlot() {
    World running = World.launching().slot(2, "i-stranger").ec2("i-stranger", RUNNING);
    World unheardOf = World.launching().slot(2, "i-stranger");
    assertEquals(List.of(), running.actions());
    assertEquals(List.of(), unheardOf.actions());
    assertEquals(1, unheardOf.heartbeats().size());
  }

  @Test
  void aHolderThatIsStillDrainedKeepsTheSlot() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, "i-old");
    assertEquals(List.of(), world.actions());
    assertEquals(1, world.heartbeats().size());
  }

  @Test
  void withoutEarlyReleaseTheLaunchWaitsUntilTheHolderIsShutDown() {
    World world =
        new World()
            .releasing(EarlyRelease.NOTHING)
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, "i-old");
    assertEquals(List.of("CONTINUE i-old"), world.actions());
    world.ec2("i-old", TERMINATED);
    assertEquals(List.of("CONTINUE i-old", "detach eni-2 from i-old"), world.actions());
  }

  @ParameterizedTest
  @CsvSource({"attached, false", "detaching, true"})
  void aSlotThatItsHolderIsLosingIsLookedForAgainWithinSeconds(String status, boolean again) {
    World world =
        new World()
            .server(2)
            .instance("i-old", LifecycleState.IN_SERVICE)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(2, "i-old", status);

    assertEquals(List.of(), world.actions());
    assertEquals(again, world.looksAgain());
  }

  @Test
  void ofTwoLaunchesTheSecondIsToldWhoGetsTheSlotAndWaitsForALaterRun() {
    World world =
        new World()
            .server(2)
            .instance("i-a", PENDING_WAIT)
            .instance("i-b", PENDING_WAIT)
            .ec2("i-a", RUNNING)
            .ec2("i-b", RUNNING)
            .ec2("i-gone", TERMINATED)
            .slot(2, "i-gone", "detaching");

    assertEquals(
        List.of("i-a"),
        world.decide().worthAnotherLook().stream().map(Waiting::instanceId).toList());
    assertEquals(
        "server 2: it goes to i-a",
        new World()
            .server(2)
            .instance("i-a", PENDING_WAIT)
            .instance("i-b", PENDING_WAIT)
            .ec2("i-a", RUNNING)
            .ec2("i-b", RUNNING)
            .slot(2)
            .decide()
            .waits()
            .getLast()
            .reason());
  }

  @ParameterizedTest
  @CsvSource({"true, and EC2 says it is RUNNING;", "false, and EC2 does not say it is gone;"})
  void ofAHolderInNoGroupIsSaidWhatEc2SaysOfIt(boolean known, String words) {
    World world = World.launching().slot(2, "i-stranger");
    if (known) {
      world.ec2("i-stranger", RUNNING);
    }

    String reason = world.decide().waits().getFirst().reason();
    assertTrue(reason.contains(words), reason);
  }
}
