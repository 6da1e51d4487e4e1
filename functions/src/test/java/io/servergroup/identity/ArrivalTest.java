package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING;
import static io.servergroup.group.LifecycleState.PENDING_PROCEED;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.SHUTTING_DOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.SlotFinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance that comes and the slot it gets. */
class ArrivalTest {
  @Test
  void aLaunchingInstanceGetsTheInterfaceOfItsGroupsIndex() {
    World world = World.launching().slot(1).slot(2);
    assertEquals(List.of("attach eni-2 to i-new"), world.actions());
    assertTrue(world.looksAgain(), "the attachment is to be confirmed");
  }

  @Test
  void aCompleteSlotIsTaggedNamedInDnsAndOnlyThenContinued() {
    assertEquals(
        List.of("tag i-new as tools-2", "record 2.tools.example 10.0.0.12", "CONTINUE i-new"),
        World.launching().slot(2, "i-new").actions());
  }

  @Test
  void tagsThatAreThereAreNotWrittenAgain() {
    World world =
        World.launching()
            .slot(2, "i-new")
            .tagged(
                "i-new",
                Map.of("ServerGroupName", "tools", "ServerGroupIndex", "2", "Name", "tools-2"));
    assertEquals(List.of("record 2.tools.example 10.0.0.12", "CONTINUE i-new"), world.actions());
  }

  @Test
  void anInterfaceThatWouldBeDeletedWithTheInstanceIsKept() {
    World world =
        World.launching()
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
    World world = World.launching().slot(2, "i-new", "attaching");
    assertEquals(List.of(), world.actions());
    assertTrue(world.looksAgain());
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
  void aSlotThatIsWrongDoesNotContinueEvenAttachedAndWithoutAName() {
    World world =
        World.launching()
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
    World world = World.launching().slot(1);
    assertEquals(List.of("ABANDON i-new"), world.actions());
    String reason = world.decide().steps().getFirst().reason();
    assertTrue(reason.contains("ServerGroupIndex=2"), reason);
  }

  @Test
  void anInterfaceInAnotherZoneAbandonsWithBothZones() {
    World world = World.launching().slot(2, "eu-west-1b", List.of());
    assertEquals(List.of("ABANDON i-new"), world.actions());
    String reason = world.decide().steps().getFirst().reason();
    assertTrue(reason.contains("eu-west-1b") && reason.contains(World.ZONE), reason);
  }

  @Test
  void aBlockingFindingAbandonsAndAMinorOneDoesNot() {
    SlotFinding duplicate =
        SlotFinding.blocking("eni-2, eni-9", OptionalInt.of(2), "two network interfaces");
    SlotFinding dns = SlotFinding.minor("eni-2", OptionalInt.of(2), "no DNS record");
    assertEquals(List.of("ABANDON i-new"), World.launching().slot(2).finding(duplicate).actions());
    assertEquals(
        List.of("attach eni-2 to i-new"), World.launching().slot(2).finding(dns).actions());
  }

  @Test
  void aRecordThatSaysAnotherIsNotWrittenBeforeTheWholeGroupShowsThatNobodyElseWantsTheName() {
    Map<String, AddressRecord> ofAnother =
        Map.of("2.tools.example", new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.10")));
    World partly = World.launching().slot(2, "i-new").records(ofAnother).partly();
    assertEquals(Set.of(new Need.WholeGroup()), partly.decide().needs());
    World whole =
        World.launching()
            .slot(2, "i-new")
            .records(ofAnother)
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "also of server 0"));
    assertFalse(whole.actions().stream().anyMatch(a -> a.startsWith("record")), whole::toString);
    assertTrue(whole.actions().contains("ABANDON i-new"), whole.actions()::toString);
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
    World world = World.launching().slot(2).refused("i-new", "AttachmentLimitExceeded");
    assertEquals(List.of("ABANDON i-new"), world.actions());
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
