package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.SHUTTING_DOWN;
import static io.servergroup.identity.InstanceFacts.State.TERMINATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.NetworkInterface.Attachment;
import io.servergroup.group.SlotFinding;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.IdentityPlan.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An attachment under way: what is looked at next, and when. */
class AttachingTest {
  private static final Need NEWCOMER = new Need.Facts("i-new");
  private static final Need RECORD = new Need.NameRecord(World.name(2));
  private static final Need INTERFACES = new Need.Interfaces();

  @ParameterizedTest
  @EnumSource(
      value = InstanceFacts.State.class,
      names = {"PENDING", "STOPPING", "STOPPED", "UNKNOWN"})
  void onlyAnInstanceThatStartsIsWorthAnotherLookWithinSeconds(InstanceFacts.State state) {
    World world = new World().server(2).instance("i-new", PENDING_WAIT).ec2("i-new", state).slot(2);
    boolean starts = state == InstanceFacts.State.PENDING;

    assertEquals(
        starts ? List.of(Until.SECONDS, Set.of(NEWCOMER)) : List.of(Until.LATER, Set.of()),
        when(world));
    assertEquals(
        "EC2 says instance i-new is " + state + "; its server starts when it runs",
        wait(world).reason());
  }

  @ParameterizedTest
  @CsvSource({"attaching, true", "detaching, false"})
  void anAttachmentIsConfirmedByTheInstanceAndItsEndByTheInterface(
      String status, boolean byInstance) {
    World world = World.launching().slot(2, "i-new", status);

    assertEquals(List.of(Until.SECONDS, Set.of(byInstance ? NEWCOMER : INTERFACES)), when(world));
    assertEquals("interface eni-2 is " + status, wait(world).reason());
    assertEquals(
        List.of(), world.onSchedule().actions().stream().filter(AttachingTest::goesOn).toList());
  }

  @Test
  void anAttachmentThatNeverVanishesIsTriedInSpiteOfItByTheSchedule() {
    World world = World.launching().slot(2, "i-old", "detached");

    assertEquals(List.of(), world.actions());
    assertEquals(List.of(Until.SECONDS, Set.of(INTERFACES)), when(world));
    assertTrue(world.onSchedule().actions().contains("attach eni-2 to i-new"));
  }

  @Test
  void anInstanceIsAttachedToWithoutALookAtIt() {
    World world = blind().slot(2, World.ZONE, List.of(World.volume("vol-2", "available")));

    assertEquals(List.of("attach eni-2 to i-new", "attach vol-2 to i-new"), world.actions());
    assertEquals(List.of(Until.SECONDS, Set.of(NEWCOMER)), when(world));
  }

  @Test
  void theRecordIsReadTogetherWithWhatConfirmsTheAttachment() {
    World free = blind().slot(2).without(NEWCOMER, RECORD);
    World attaching = blind().slot(2, "i-new", "attaching").without(NEWCOMER, RECORD);

    for (World world : List.of(free, attaching)) {
      assertEquals(List.of(Until.SECONDS, Set.of(NEWCOMER, RECORD)), when(world));
      assertEquals(Set.of(NEWCOMER), wait(world).signs(), "it is read once");
    }
  }

  @Test
  void aVolumeThatComesLaterLeavesNothingToLookAtNow() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", "attached")))
            .without(NEWCOMER, RECORD);

    assertTrue(world.actions().contains("attach eni-2 to i-new"), world.actions()::toString);
    assertEquals(List.of(Until.LATER, Set.of()), when(world));
  }

  @Test
  void theInstanceIsAskedOnlyWhenEverythingHasBeenAskedFor() {
    World world =
        blind()
            .slot(
                2,
                World.ZONE,
                List.of(World.volume("vol-1", "creating"), World.volume("vol-2", "available")))
            .without(NEWCOMER, RECORD);

    assertEquals(List.of("attach eni-2 to i-new", "attach vol-2 to i-new"), world.actions());
    assertEquals(List.of(Until.SECONDS, Set.of(new Need.Volumes())), when(world));
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceFacts.State.class,
      names = {"PENDING", "STOPPING", "STOPPED", "UNKNOWN"})
  void aServerDoesNotStartOnAnInstanceThatDoesNotRunThoughItHasItsSlot(InstanceFacts.State state) {
    World world =
        new World().server(2).instance("i-new", PENDING_WAIT).ec2("i-new", state).slot(2, "i-new");
    boolean starts = state == InstanceFacts.State.PENDING;

    assertEquals(List.of("tag i-new as tools-2"), world.actions());
    assertEquals(
        starts ? List.of(Until.SECONDS, Set.of(NEWCOMER)) : List.of(Until.LATER, Set.of()),
        when(world));
    assertEquals(
        "EC2 says instance i-new is " + state + "; its server starts when it runs",
        wait(world).reason());
  }

  @Test
  void anInstanceInServiceKeepsItsSlotWhateverItsState() {
    World world =
        new World()
            .server(2)
            .instance("i-2", IN_SERVICE)
            .ec2("i-2", InstanceFacts.State.STOPPED)
            .slot(2, "i-2")
            .onSchedule();

    assertEquals("tag i-2 as tools-2", world.actions().getFirst());
    assertEquals(List.of(), world.decide().waits());
    assertEquals(List.of(), world.decide().remarks());
  }

  /** A launch whose instance EC2 was not asked about. */
  private static World blind() {
    return new World().server(2).instance("i-new", PENDING_WAIT).without(NEWCOMER);
  }

  @Test
  void anInterfaceOfAnotherVpcThatWasAttachedUnseenAbandonsToo() {
    World world = World.launching().inVpc("i-new", "vpc-9").slot(2, "i-new");

    assertEquals(List.of("tag i-new as tools-2", "ABANDON i-new"), world.actions());
    assertTrue(
        world.decide().steps().getLast().reason().startsWith("interface eni-2 is in vpc-1, but"));
  }

  @Test
  void anInterfaceInAnotherVpcAbandonsWithBoth() {
    World world = World.launching().inVpc("i-new", "vpc-9").slot(2);

    assertEquals(List.of("ABANDON i-new"), world.actions());
    assertEquals(
        "interface eni-2 is in vpc-1, but instance i-new was launched in vpc-9; create the"
            + " interface in a subnet of vpc-9",
        world.decide().steps().getFirst().reason());
    assertEquals(
        List.of("attach eni-2 to i-new"),
        World.launching().inVpc("i-new", "").slot(2).actions(),
        "EC2 does not tell the VPC of every instance");
  }

  @Test
  void aDetachThatIsUnderWayIsNotAskedForAgain() {
    World world = World.launching().ec2("i-old", TERMINATED).slot(2, "i-old", "detaching");

    assertEquals(List.of(), world.actions());
    assertEquals(List.of(Until.SECONDS, Set.of(INTERFACES)), when(world));
  }

  @Test
  void volumesFollowAnInterfaceThatOnlyTheInstanceTellsOf() {
    World world =
        World.launching()
            .ec2("i-new", RUNNING, Map.of(1, "eni-2"))
            .slot(2, World.ZONE, List.of(World.volume("vol-2", "available")));

    assertEquals(List.of("attach vol-2 to i-new"), world.actions());
  }

  @Test
  void whatAHolderGivesBackAtItsEndIsToldByItWithinAMinuteToTheScheduleAlone() {
    World world =
        new World()
            .server(2)
            .instance("i-old", TERMINATING_WAIT)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", RUNNING)
            .ec2("i-old", SHUTTING_DOWN)
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", "attached")), "i-new");

    assertEquals(List.of(Until.LATER, Set.of()), when(world));
    assertEquals(
        List.of(Until.A_MINUTE, Set.of(new Need.Facts("i-old"), new Need.Volumes())),
        when(world.onSchedule()));
    assertEquals("volume vol-2: its holder i-old is shutting down", wait(world).reason());
  }

  @Test
  void anInterfaceThatOnlyTheInstanceTellsOfIsKeptFromItsDeletion() {
    World world = World.launching().attachedForDeletion("i-new", "eni-2").slot(2);

    assertEquals("keep eni-2", world.actions().getFirst());
  }

  @Test
  void whatIsLeftOfThePredecessorsAttachmentIsNotKept() {
    World world =
        World.launching()
            .ec2("i-new", RUNNING, Map.of(1, "eni-2"))
            .slot(
                2,
                World.ZONE,
                List.of(),
                Optional.of(new Attachment("a-old", "i-old", 1, "detached", true)));

    assertEquals("tag i-new as tools-2", world.actions().getFirst());
  }

  private static boolean goesOn(String action) {
    return action.startsWith("attach") || action.startsWith("CONTINUE");
  }

  private static List<Object> when(World world) {
    return List.of(wait(world).until(), wait(world).lookAt());
  }

  private static Waiting wait(World world) {
    return world.decide().waits().getFirst();
  }

  @Test
  void anAttachmentUnderWayIsWaitedForWhateverBecomesOfTheInstanceMeanwhile() {
    World world =
        new World()
            .server(2)
            .instance("i-new", PENDING_WAIT)
            .ec2("i-new", InstanceFacts.State.STOPPING)
            .slot(2, "i-new", "attaching");

    assertEquals("interface eni-2 is attaching", wait(world).reason());
  }

  @Test
  void aTagOfTheGroupThatIsOnlyNotHeededKeepsNobodyFromItsSlot() {
    assertEquals(
        List.of("attach eni-2 to i-new"),
        World.launching()
            .slot(2)
            .finding(SlotFinding.minor("tools-2", OptionalInt.empty(), "is not heeded"))
            .actions());
  }

  @Test
  void anEventThatIsOlderThanWhatAutoScalingSaysIsNotLookedAtAgain() {
    World served =
        new World()
            .server(2)
            .instance("i-new", IN_SERVICE)
            .slot(2, "i-new")
            .wokenBy(new Cause.LaunchHeld("i-new"));
    World held =
        new World()
            .server(1)
            .instance("i-1", TERMINATING)
            .server(2)
            .instance("i-2", TERMINATING_WAIT)
            .slot(1)
            .slot(2, "i-2")
            .wokenBy(new Cause.TerminationHeld());

    assertEquals(List.of(), served.decide().waits());
    assertEquals(List.of(), held.decide().waits());
    assertEquals(List.of("detach eni-2 from i-2", "CONTINUE i-2"), held.actions());
  }
}
