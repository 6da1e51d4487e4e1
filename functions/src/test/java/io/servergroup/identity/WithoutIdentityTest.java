package io.servergroup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.SlotFinding;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that carry the tags, and have neither slots nor hooks of ours. */
final class WithoutIdentityTest {
  private static final LifecycleHook FOREIGN =
      new LifecycleHook("theirs", Transition.LAUNCHING, Duration.ofHours(1), false);

  @Test
  void nothingIsMissingInAGroupWithoutIdentities() {
    Inspection inspection = servers().inspect();

    assertEquals(List.of(), inspection.findings());
    assertFalse(inspection.identities());
    assertEquals(2, inspection.size());
  }

  @Test
  void nothingIsMissingInASharedGroupWithoutIdentities() {
    World shared = new World().group("tools", OptionalInt.empty()).hooks("tools");

    assertEquals(
        List.of(),
        shared
            .instance("i-0", LifecycleState.IN_SERVICE)
            .ec2("i-0", InstanceFacts.State.RUNNING)
            .inspect()
            .findings());
  }

  @Test
  void oneHookOfOursSaysThatAllServersAreToHaveIdentities() {
    Inspection inspection = servers().hooks("tools-1", World.RIGHT_HOOKS.getLast()).inspect();

    assertTrue(inspection.identities());
    assertEquals(
        List.of(
            "tools-0 no network interface is tagged",
            "tools-0 the group has no hook named down",
            "tools-0 the group has no hook named up",
            "tools-1 no network interface is tagged",
            "tools-1 the group has no hook named up"),
        inspection.findings().stream()
            .map(f -> f.resource() + " " + f.message().replaceFirst("(named \\w+|tagged).*", "$1"))
            .toList());
  }

  @Test
  void oneSlotSaysThatAllServersAreToHaveIdentities() {
    assertTrue(servers().slot(0, "i-0").inspect().identities());
  }

  @Test
  void eitherHookOfOursSaysSo() {
    for (LifecycleHook hook : World.RIGHT_HOOKS) {
      assertTrue(servers().hooks("tools-1", hook).inspect().identities(), hook::toString);
    }
    assertFalse(servers().hooks("tools-1", FOREIGN).inspect().identities());
  }

  @Test
  void anInterfaceWithAWrongTagSaysSoToo() {
    World world =
        servers().finding(SlotFinding.blocking("eni-9", OptionalInt.empty(), "its index is 'x'"));

    assertTrue(world.inspect().identities());
  }

  @Test
  void whatIsWrongWithATagOfAGroupSaysNothingAboutIdentities() {
    World world =
        servers().finding(SlotFinding.minor("tools-0", OptionalInt.empty(), "a tag is not heeded"));

    assertFalse(world.inspect().identities());
    assertEquals(1, world.onSchedule().decide().remarks().size(), "it is told all the same");
  }

  @Test
  void theScheduleLooksAtTheHooksOfOneGroupForAllAndDoesNothing() {
    World asking =
        servers().onSchedule().without(new Need.Hooks("tools-0"), new Need.Hooks("tools-1"));

    assertEquals(Set.of(new Need.Hooks("tools-0")), asking.decide().needs());
    assertNothing(servers().onSchedule().decide());
    assertEquals(0, servers().onSchedule().standing().unassignedInstances());
  }

  @Test
  void serversWhoseSlotsAreAllLostAreUnassignedBecauseTheirHooksAreThere() {
    World lost =
        servers().hooks("tools-0", World.RIGHT_HOOKS.toArray(LifecycleHook[]::new)).onSchedule();

    assertEquals(2, lost.standing().unassignedInstances());
  }

  @Test
  void serversAreUnassignedAsLongAsNobodyMayTellOfTheHooks() {
    World untold = servers().onSchedule().untold(new Need.Hooks("tools-0"), "not authorized");

    assertEquals(2, untold.standing().unassignedInstances());
  }

  @ParameterizedTest
  @EnumSource(
      value = LifecycleState.class,
      names = {"PENDING_WAIT", "TERMINATING_WAIT"})
  void anInstanceThatTheHookOfSomebodyElseHoldsIsLeftAlone(LifecycleState held) {
    World world =
        new World()
            .server(0)
            .instance("i-0", held)
            .ec2("i-0", InstanceFacts.State.RUNNING)
            .hooks("tools-0", FOREIGN);

    assertNothing(world.onSchedule().decide());
    assertNothing(world.wokenBy(new Cause.Launched()).decide());
  }

  @Test
  void anEventOfOurHookIsBelievedWithoutAsking() {
    World world =
        World.launching().without(new Need.Hooks("tools-2")).wokenBy(new Cause.LaunchHeld("i-new"));

    assertEquals(1, world.decide().steps().size(), "it is abandoned, since it has no slot");
  }

  @Test
  void aLaunchThatOurHookHoldsIsAbandonedWhereNoSlotIsLeft() {
    assertEquals(List.of("ABANDON i-new"), World.launching().actions());
  }

  private static void assertNothing(IdentityPlan plan) {
    assertEquals(new IdentityPlan(List.of(), List.of(), List.of(), Set.of()), plan);
  }

  private static World servers() {
    return new World()
        .server(0)
        .instance("i-0", LifecycleState.IN_SERVICE)
        .ec2("i-0", InstanceFacts.State.RUNNING)
        .server(1)
        .instance("i-1", LifecycleState.IN_SERVICE)
        .ec2("i-1", InstanceFacts.State.RUNNING)
        .hooks("tools-0")
        .hooks("tools-1");
  }
}
