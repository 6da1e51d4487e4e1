package io.servergroup.identity;

import io.servergroup.group.EarlyRelease;
import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING;
import static io.servergroup.group.LifecycleState.PENDING_PROCEED;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.group.LifecycleState.TERMINATING_PROCEED;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.group.LifecycleState.WARMED_PENDING;
import static io.servergroup.group.LifecycleState.WARMED_PENDING_WAIT;
import static io.servergroup.group.LifecycleState.WARMED_RUNNING;
import static io.servergroup.group.LifecycleState.WARMED_STOPPED;
import static io.servergroup.group.LifecycleState.WARMED_TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.SHUTTING_DOWN;
import static io.servergroup.identity.InstanceFacts.State.TERMINATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTest {
  private static World launching() {
    return new World().server(2).instance("i-new", PENDING_WAIT).ec2("i-new", RUNNING);
  }

  @Test
  void aLaunchingInstanceGetsTheInterfaceOfItsGroupsIndex() {
    World world = launching().slot(1).slot(2);
    assertEquals(List.of("attach eni-2 to i-new"), world.actions());
    assertTrue(world.looksAgain(), "the attachment is to be confirmed");
  }

  @Test
  void volumesFollowTheInterface() {
    World world = launching().slot(2, World.ZONE, List.of(World.volume("vol-2", "available")));
    assertEquals(List.of("attach eni-2 to i-new", "attach vol-2 to i-new"), world.actions());
  }

  @Test
  void aCompleteSlotIsTaggedNamedInDnsAndOnlyThenContinued() {
    assertEquals(
        List.of("tag i-new as tools-2", "record 2.tools.example 10.0.0.12", "CONTINUE i-new"),
        launching().slot(2, "i-new").actions());
  }

  @Test
  void tagsThatAreThereAreNotWrittenAgain() {
    World world =
        launching()
            .slot(2, "i-new")
            .tagged(
                "i-new",
                Map.of("ServerGroupName", "tools", "ServerGroupIndex", "2", "Name", "tools-2"));
    assertEquals(List.of("record 2.tools.example 10.0.0.12", "CONTINUE i-new"), world.actions());
  }

  @Test
  void anInterfaceThatWouldBeDeletedWithTheInstanceIsKept() {
    World world =
        launching()
            .slot(
                2,
                World.ZONE,
                List.of(),
                Optional.of(
                    new NetworkInterface.Attachment("eni-attach-1", "i-new", 1, "attached", true)));
    assertEquals("keep eni-2", world.actions().getFirst());
  }

  @Test
  void anAttachmentThatIsNotCompleteYetIsWaitedFor() {
    World world = launching().slot(2, "i-new", "attaching");
    assertEquals(List.of(), world.actions());
    assertTrue(world.looksAgain());
  }

  @Test
  void aVolumeThatIsNotAttachedYetHoldsUpTheContinue() {
    World world =
        launching()
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-new", "attaching")), "i-new");
    assertEquals(List.of(), world.actions());
  }

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

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "PENDING_PROCEED", "STANDBY", "TERMINATING", "UNKNOWN"})
  void anInstanceThatNoHookHoldsIsLeftAlone(LifecycleState state) {
    assertEquals(
        List.of(),
        new World().server(0).instance("i-0", state).ec2("i-0", RUNNING).slot(0).actions());
  }

  @Test
  void anEventThatIsFasterThanWhatAutoScalingSaysIsLookedAtAgain() {
    World launch =
        new World()
            .server(2)
            .instance("i-new", PENDING)
            .slot(2)
            .wokenBy(new Cause.LaunchHeld("i-new"));
    World termination =
        new World()
            .server(2)
            .instance("i-old", TERMINATING)
            .slot(2, "i-old")
            .wokenBy(new Cause.TerminationHeld());
    for (World world : List.of(launch, termination)) {
      assertEquals(List.of(), world.actions());
      assertTrue(world.looksAgain());
      assertEquals(List.of(), world.heartbeats());
    }
    assertFalse(launch.wokenBy(new Cause.LaunchHeld("i-other")).looksAgain());
  }

  @Test
  void anInstanceThatEc2ShutsDownIsLeftAlone() {
    World world =
        new World().server(2).instance("i-new", PENDING_WAIT).ec2("i-new", SHUTTING_DOWN).slot(2);
    assertEquals(List.of(), world.actions());
    assertEquals(List.of(), world.decide().waits());
  }

  @Test
  void anInstanceIsNotAttachedToBeforeItRuns() {
    World unknown = new World().server(2).instance("i-new", PENDING_WAIT).slot(2);
    World pending = unknown.ec2("i-new", InstanceFacts.State.PENDING);
    for (World world : List.of(unknown, pending)) {
      assertEquals(List.of(), world.actions());
      assertTrue(world.looksAgain());
    }
  }

  @Test
  void aForeignInterfaceAtTheServersDeviceIndexAbandonsWithAReason() {
    World world =
        new World()
            .server(2)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING, Map.of(0, "eni-primary", 1, "eni-stranger"))
            .slot(2);
    assertEquals(List.of("ABANDON i-new"), world.actions());
    String reason = world.decide().steps().getFirst().reason();
    assertTrue(reason.contains("eni-stranger") && reason.contains("launch template"), reason);
  }

  @Test
  void anInterfaceOfTheGroupThatAnotherRunJustAttachedIsNotForeign() {
    World world =
        new World()
            .server(2)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING, Map.of(0, "eni-primary", 1, "eni-1 attaching"))
            .slot(1)
            .slot(2);
    assertEquals(List.of(), world.actions());
    assertTrue(world.looksAgain());
  }

  @Test
  void volumesDoNotGoToAnInstanceThatAnotherRunGaveAnotherSlotOrBeforeTheInterfaceCanBeAskedFor() {
    List<Volume> volumes = List.of(World.volume("vol-0", "available"));
    World otherSlot =
        several()
            .ec2("i-new", RUNNING, Map.of(1, "eni-1 attaching"))
            .slot(0, World.ZONE, volumes)
            .slot(1);
    World lingering =
        several().ec2("i-new", RUNNING).slot(0, World.ZONE, volumes, "i-old", "detached");
    for (World world : List.of(otherSlot, lingering)) {
      assertEquals(List.of(), world.actions());
      assertTrue(world.looksAgain());
    }
  }

  private static World several() {
    return new World()
        .group("tools", OptionalInt.empty())
        .instance("i-new", PENDING_WAIT)
        .wokenBy(new Cause.LaunchHeld("i-new"));
  }

  @Test
  void aSlotThatIsWrongDoesNotContinueEvenAttachedAndWithoutAName() {
    World world =
        launching()
            .nameless(2, "i-new")
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "tags make no name"));
    assertEquals(List.of("tag i-new as tools-2", "ABANDON i-new"), world.actions());
  }

  @Test
  void whatEc2SaysOfTheInstanceConfirmsAnAttachmentAsWellAsTheInterfaceDoes() {
    World world =
        new World()
            .server(2)
            .instance("i-new", PENDING_WAIT)
            .ec2(
                "i-new", RUNNING, Map.of(0, "eni-primary", 1, "eni-2"), Map.of("vol-2", "attached"))
            .slot(2, World.ZONE, List.of(World.volume("vol-2", "available")));
    assertEquals(
        List.of("tag i-new as tools-2", "record 2.tools.example 10.0.0.12", "CONTINUE i-new"),
        world.actions());
  }

  @Test
  void aServerWithoutInterfaceAbandonsWithWhatToCreate() {
    World world = launching().slot(1);
    assertEquals(List.of("ABANDON i-new"), world.actions());
    String reason = world.decide().steps().getFirst().reason();
    assertTrue(reason.contains("ServerGroupIndex=2"), reason);
  }

  @Test
  void anInterfaceInAnotherZoneAbandonsWithBothZones() {
    World world = launching().slot(2, "eu-west-1b", List.of());
    assertEquals(List.of("ABANDON i-new"), world.actions());
    String reason = world.decide().steps().getFirst().reason();
    assertTrue(reason.contains("eu-west-1b") && reason.contains(World.ZONE), reason);
  }

  @Test
  void aBlockingFindingAbandonsAndAMinorOneDoesNot() {
    SlotFinding duplicate =
        SlotFinding.blocking("eni-2, eni-9", OptionalInt.of(2), "two network interfaces");
    SlotFinding dns = SlotFinding.minor("eni-2", OptionalInt.of(2), "no DNS record");
    assertEquals(List.of("ABANDON i-new"), launching().slot(2).finding(duplicate).actions());
    assertEquals(List.of("attach eni-2 to i-new"), launching().slot(2).finding(dns).actions());
  }

  @Test
  void aRecordThatSaysAnotherIsNotWrittenBeforeTheWholeGroupShowsThatNobodyElseWantsTheName() {
    Map<String, AddressRecord> ofAnother =
        Map.of("2.tools.example", new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.10")));
    World partly = launching().slot(2, "i-new").records(ofAnother).partly();
    assertEquals(Set.of(new Need.WholeGroup()), partly.decide().needs());
    World whole =
        launching()
            .slot(2, "i-new")
            .records(ofAnother)
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "also of server 0"));
    assertFalse(whole.actions().stream().anyMatch(a -> a.startsWith("record")), whole::toString);
    assertTrue(whole.actions().contains("ABANDON i-new"), whole.actions()::toString);
  }

  @Test
  void whatIsWrongWithTheVolumesIsReadBeforeALaunchIsRefusedForItsInterface() {
    World world =
        launching()
            .slot(2)
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "no DNS record"))
            .without(new Need.Volumes());
    assertEquals(Set.of(new Need.Volumes()), world.decide().needs());
  }

  @Test
  void aGroupWhoseIndexIsNotANumberDoesNotCountAsAGroupOfSeveral() {
    World world =
        new World()
            .group("tools-x", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(0)
            .finding(SlotFinding.blocking("tools-x", OptionalInt.empty(), "index is 'x'"));
    assertEquals(List.of("ABANDON i-new"), world.actions());
  }

  @Test
  void whatAwsRefusedForGoodAbandons() {
    World world = launching().slot(2).refused("i-new", "AttachmentLimitExceeded");
    assertEquals(List.of("ABANDON i-new"), world.actions());
  }

  @Test
  void aVolumeInErrorAbandons() {
    World world = launching().slot(2, World.ZONE, List.of(World.volume("vol-2", "error")), "i-new");
    assertEquals(List.of("ABANDON i-new"), world.actions());
  }

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
    World world = launching().ec2("i-gone", state).slot(2, "i-gone");
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
  void aVolumeIsNeverTakenFromAnInstanceInService() {
    World world =
        new World()
            .server(1)
            .instance("i-1", IN_SERVICE)
            .server(2)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .releasing(EarlyRelease.EVERYTHING)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-1", "attached")), "i-new");
    assertEquals(List.of(), world.actions());
    assertEquals(1, world.heartbeats().size());
  }

  @Test
  void aHolderThatNobodyKnowsKeepsTheSlot() {
    World running = launching().slot(2, "i-stranger").ec2("i-stranger", RUNNING);
    World unheardOf = launching().slot(2, "i-stranger");
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

  @Test
  void theVolumeOfATerminatingHolderComesFreeWhenItIsShutDown() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", "attached")), "i-new");
    assertEquals(List.of("CONTINUE i-old"), world.actions());
    assertEquals(1, world.heartbeats().size());
    assertEquals(List.of("CONTINUE i-old"), world.ec2("i-old", SHUTTING_DOWN).actions());
    assertFalse(world.looksAgain(), "its termination is reported, which wakes another run");
    assertTrue(world.ec2("i-old", TERMINATED).actions().contains("detach vol-2 from i-old"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "detaching"})
  void aVolumeThatIsOnItsWayFromADrainedHolderIsNotAskedForAgain(String status) {
    World world =
        new World()
            .releasing(EarlyRelease.EVERYTHING)
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", RUNNING)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", status)), "i-new");
    assertEquals(List.of("CONTINUE i-old"), world.actions());
    assertTrue(world.looksAgain());
  }

  @Test
  void anInterfaceThatIsThereInSecondsIsLookedForThoughAVolumeTakesLonger() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING_PROCEED)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(
                2,
                World.ZONE,
                List.of(World.volumeAt("vol-2", "i-old", "attached")),
                "i-new",
                "attaching");
    assertTrue(world.looksAgain());
  }

  @Test
  void oneOfTwoLaunchesGetsTheSlotAndTheOtherWaits() {
    World world =
        new World()
            .server(2)
            .instance("i-b", PENDING_WAIT)
            .instance("i-a", PENDING_WAIT)
            .ec2("i-a", RUNNING)
            .ec2("i-b", RUNNING)
            .slot(2);
    assertEquals(List.of("attach eni-2 to i-a"), world.actions());
    assertEquals(2, world.heartbeats().size());
  }

  @Test
  void aGroupOfSeveralGivesOutTheLowestFreeSlotsOfTheZone() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-a", PENDING_WAIT)
            .instance("i-b", PENDING_WAIT)
            .instance("i-c", PENDING_WAIT, "eu-west-1b")
            .instance("i-in-service", IN_SERVICE)
            .ec2("i-a", RUNNING)
            .ec2("i-b", RUNNING)
            .ec2("i-c", RUNNING)
            .slot(0, "i-in-service")
            .slot(1, "eu-west-1b", List.of())
            .slot(2)
            .slot(3);
    assertEquals(
        List.of("attach eni-2 to i-a", "attach eni-3 to i-b", "attach eni-1 to i-c"),
        world.actions());
  }

  @Test
  void inAGroupOfSeveralALaunchIsSeenToByTheRunThatItsOwnEventWoke() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-a", PENDING_WAIT)
            .instance("i-b", PENDING_WAIT)
            .ec2("i-a", RUNNING)
            .ec2("i-b", RUNNING)
            .slot(0)
            .slot(1);
    assertEquals(
        List.of("attach eni-1 to i-b"), world.wokenBy(new Cause.LaunchHeld("i-b")).actions());
    assertEquals(List.of(), world.wokenBy(new Cause.Launched()).actions());
    assertEquals(
        List.of("attach eni-0 to i-a", "attach eni-1 to i-b"),
        world.onSchedule().actions().subList(0, 2));
  }

  @Test
  void aTerminationSeesToThoseWhoWaitForASlotAndToWhomItGaveOne() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-claimed", PENDING_WAIT)
            .instance("i-served", PENDING_WAIT)
            .instance("i-waits", PENDING_WAIT)
            .ec2("i-claimed", RUNNING)
            .ec2("i-served", RUNNING)
            .ec2("i-waits", RUNNING)
            .slot(0, "i-served")
            .slot(1, "i-claimed")
            .slot(2)
            .claimed("i-claimed")
            .wokenBy(new Cause.TerminationHeld());
    assertEquals(
        List.of(
            "tag i-claimed as tools-1",
            "record 1.tools.example 10.0.0.11",
            "CONTINUE i-claimed",
            "attach eni-2 to i-waits"),
        world.actions());
  }

  @Test
  void aGroupOfSeveralPrefersAFreeSlotToOneThatHasToBeFreed() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-gone", TERMINATED)
            .slot(0, "i-gone")
            .slot(1);
    assertEquals(List.of("attach eni-1 to i-new"), world.actions());
  }

  @Test
  void aGroupOfSeveralLeavesTheSlotsOfGroupsWithAnIndexAlone() {
    World world =
        new World()
            .server(0)
            .group("tools", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(0)
            .slot(1);
    assertEquals(List.of("attach eni-1 to i-new"), world.actions());
  }

  @Test
  void aGroupOfSeveralWithoutASlotInTheZoneAbandons() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(0, "eu-west-1b", List.of());
    assertEquals(List.of("ABANDON i-new"), world.actions());
  }

  @Test
  void anInstanceKeepsTheSlotItHasEvenIfALowerOneIsFree() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(0)
            .slot(3, "i-new");
    assertTrue(world.actions().contains("tag i-new as tools-3"));
  }

  @Test
  void anInstanceInServiceGetsBackItsSlotOnTheSchedule() {
    World world = new World().server(2).instance("i-2", IN_SERVICE).ec2("i-2", RUNNING).slot(2);
    assertEquals(List.of(), world.actions());
    assertEquals(
        List.of("attach eni-2 to i-2", "record 2.tools.example 10.0.0.12"),
        world.onSchedule().actions());
    assertEquals(List.of(), world.heartbeats());
  }

  @Test
  void anInstanceInServiceIsNeverAbandoned() {
    World world =
        new World()
            .server(2)
            .instance("i-2", IN_SERVICE)
            .ec2("i-2", RUNNING)
            .slot(1)
            .onSchedule()
            .records(
                Map.of(
                    "1.tools.example",
                    new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.11"))));
    assertEquals(List.of(), world.actions());
    assertEquals(1, world.decide().remarks().size());
  }

  @Test
  void aNewcomerIsWaitingForNothingWhilePending() {
    for (LifecycleState state : List.of(PENDING, PENDING_PROCEED)) {
      assertEquals(
          List.of(), new World().server(0).instance("i-0", state).slot(0).decide().waits());
    }
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
    return launching().releasing(early).warm("i-warm", state);
  }

  @Test
  void aLaunchThatFindsNoFreeSlotSaysInWhichZoneAndWhoHasThem() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-0", IN_SERVICE)
            .instance("i-1", IN_SERVICE)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(0, "i-0")
            .slot(1, "i-1");
    String reason = world.decide().waits().getFirst().reason();
    assertTrue(
        reason.startsWith("no slot in " + World.ZONE + " is free: server 0: its holder i-0 is"),
        reason);
    assertTrue(reason.contains("; server 1: its holder i-1 is"), reason);
  }

  @Test
  void theEndOfALifecycleActionNamesTheServerItIsAbout() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-new", PENDING_WAIT)
            .instance("i-old", TERMINATING_WAIT)
            .ec2("i-new", RUNNING)
            .slot(3, "i-new")
            .slot(4, "i-old");
    assertEquals(
        List.of(OptionalInt.of(4), OptionalInt.of(3)),
        world.decide().steps().stream()
            .filter(step -> step.action() instanceof IdentityAction.Complete)
            .map(IdentityPlan.Step::server)
            .toList());
  }
}
