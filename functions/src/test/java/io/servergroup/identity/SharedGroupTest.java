package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.TERMINATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Several servers in one Auto Scaling group. */
class SharedGroupTest {
  private static final String ZONE = "eu-west-1a";

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
  void anInterfaceThatSomethingElseThanAnInstanceHasIsNotGivenOut() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-a", PENDING_WAIT)
            .ec2("i-a", RUNNING)
            .usedOtherwise(0);
    assertEquals(List.of(), world.actions());
    assertEquals(
        "no slot in eu-west-1a is free: server 0: its interface eni-0 is in-use, but by no instance; free it, or give its tags to another interface",
        world.decide().waits().getFirst().reason());
    assertEquals(Map.of(ZONE, 0), world.standing().freeSlots());
    assertEquals(List.of("attach eni-1 to i-a"), world.slot(1).actions());
    assertEquals(Map.of(ZONE, 1), world.standing().freeSlots());
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
  void aSlotThatIsWrongIsGivenToNobody() {
    assertEquals(
        List.of("attach eni-1 to i-new"),
        newcomer()
            .slot(0)
            .slot(1)
            .finding(SlotFinding.blocking("eni-0", OptionalInt.of(0), "two volumes"))
            .actions());
  }

  @Test
  void whereNoSlotIsFreeOneOfAHolderThatIsGoneIsFreed() {
    World world = newcomer().ec2("i-gone", TERMINATED).slot(0, "i-stranger").slot(1, "i-gone");

    assertEquals(List.of("detach eni-1 from i-gone"), world.actions());
    assertEquals(OptionalInt.of(1), world.decide().waits().getFirst().server());
  }

  @Test
  void aGroupThatCannotHaveASlotSaysWhatToCreateOrToCorrect() {
    World world = newcomer().slot(0, "eu-west-1b", List.of());

    assertEquals(
        "server group tools has no usable network interface in eu-west-1a for instance i-new;"
            + " create one there with the tags ServerGroupName and ServerGroupIndex",
        world.decide().steps().getFirst().reason());
    assertTrue(
        world
            .finding(SlotFinding.blocking("eni-7", OptionalInt.empty(), "its index is 'x'"))
            .finding(SlotFinding.minor("eni-0", OptionalInt.of(0), "no name"))
            .decide()
            .steps()
            .getFirst()
            .reason()
            .endsWith("ServerGroupIndex, or correct: eni-7: its index is 'x'"));
    assertEquals(
        "eni-2: two volumes",
        World.launching()
            .slot(2)
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "two volumes"))
            .decide()
            .steps()
            .getFirst()
            .reason());
  }

  @Test
  void whoeverMayHaveOneOfSeveralSlotsIsNotYetAnyServer() {
    World world = newcomer().slot(0, "i-0").slot(1, "i-1");

    assertEquals(OptionalInt.empty(), world.decide().waits().getFirst().server());
    assertEquals(OptionalInt.of(0), newcomer().slot(0, "i-0").decide().waits().getFirst().server());
  }

  @Test
  void aSlotWhoseVolumeAnInstanceInServiceHasIsNotFreeForOthers() {
    assertEquals(
        List.of("attach eni-1 to i-new"),
        newcomer()
            .instance("i-old", IN_SERVICE)
            .slot(0, ZONE, volumeOf("i-old"))
            .slot(1)
            .actions());
  }

  @Test
  void aLaunchForWhichOnlySuchASlotIsLeftWaitsAndSaysForWhom() {
    World world = newcomer().instance("i-old", IN_SERVICE).slot(0, ZONE, volumeOf("i-old"));

    assertEquals(List.of(), world.actions());
    assertEquals(
        "no slot in eu-west-1a is free: server 0: it goes back to i-old, which has its volume",
        world.decide().waits().getFirst().reason());
  }

  @Test
  void soDoesALaunchWhoseOwnServersSlotItIs() {
    World world = World.launching().instance("i-old", IN_SERVICE).slot(2, ZONE, volumeOf("i-old"));

    assertEquals(List.of(), world.actions());
    assertEquals(
        "server 2: it goes back to i-old, which has its volume",
        world.decide().waits().getFirst().reason());
  }

  @Test
  void whoEndsStillLaunchesOrIsUnknownKeepsNoSlotByAVolume() {
    for (World world :
        List.of(
            newcomer().instance("i-old", IN_SERVICE).ec2("i-old", TERMINATED),
            newcomer().instance("i-old", PENDING_WAIT, "eu-west-1b").ec2("i-old", RUNNING),
            newcomer().ec2("i-old", RUNNING))) {
      assertTrue(
          world.slot(0, ZONE, volumeOf("i-old")).actions().contains("attach eni-0 to i-new"),
          () -> world.actions().toString());
    }
  }

  @Test
  void whatALaunchHasOfAServerDecidesWhichSlotItTakes() {
    assertEquals(
        List.of("attach eni-1 to i-new"),
        newcomer().slot(0).slot(1, ZONE, volumeOf("i-new")).actions());
  }

  @Test
  void anInstanceInServiceGetsTheInterfaceBackWhoseVolumeItHasThoughALowerOneIsFree() {
    World world =
        new World()
            .group("tools", OptionalInt.empty())
            .instance("i-old", IN_SERVICE)
            .ec2("i-old", RUNNING)
            .slot(0)
            .slot(1, ZONE, volumeOf("i-old"))
            .onSchedule();

    assertTrue(world.actions().contains("attach eni-1 to i-old"), () -> world.actions().toString());
  }

  private static List<Volume> volumeOf(String holder) {
    return List.of(World.volumeAt("vol-of-" + holder, holder, "attached"));
  }

  private static World newcomer() {
    return new World()
        .group("tools", OptionalInt.empty())
        .instance("i-new", PENDING_WAIT)
        .ec2("i-new", RUNNING);
  }
}
