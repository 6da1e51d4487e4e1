package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING_PROCEED;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static io.servergroup.identity.InstanceFacts.State.SHUTTING_DOWN;
import static io.servergroup.identity.InstanceFacts.State.TERMINATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes follow the interface, and are never forced. */
class StorageTest {
  @Test
  void volumesFollowTheInterface() {
    World world =
        World.launching().slot(2, World.ZONE, List.of(World.volume("vol-2", "available")));
    assertEquals(List.of("attach eni-2 to i-new", "attach vol-2 to i-new"), world.actions());
  }

  @Test
  void aVolumeThatIsNotAttachedYetHoldsUpTheContinue() {
    World world =
        World.launching()
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-new", "attaching")), "i-new");
    assertEquals(List.of(), world.actions());
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

  @Test
  void whatIsWrongWithTheVolumesIsReadBeforeALaunchIsRefusedForItsInterface() {
    World world =
        World.launching()
            .slot(2)
            .finding(SlotFinding.blocking("eni-2", OptionalInt.of(2), "no DNS record"))
            .without(new Need.Volumes());
    assertEquals(Set.of(new Need.Volumes()), world.decide().needs());
  }

  @Test
  void aVolumeInErrorAbandons() {
    World world =
        World.launching().slot(2, World.ZONE, List.of(World.volume("vol-2", "error")), "i-new");
    assertEquals(List.of("ABANDON i-new"), world.actions());
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

  @Test
  void aLaunchDoesNotTakeAVolumeThatTheServerOfATerminatingHolderHasMounted() {
    Volume attached = World.volumeAt("vol-2", "i-old", "attached");
    assertEquals(List.of("detach vol-2 from i-old", "CONTINUE i-old"), replaced(attached, RUNNING));
    Volume mounted = World.mounted(attached, "i-old");
    assertEquals(List.of("CONTINUE i-old"), replaced(mounted, RUNNING));
    assertEquals(List.of("CONTINUE i-old"), replaced(mounted, SHUTTING_DOWN));
    assertTrue(replaced(mounted, TERMINATED).contains("detach vol-2 from i-old"));
  }

  private static List<String> replaced(Volume volume, InstanceFacts.State old) {
    return new World()
        .releasing(EarlyRelease.EVERYTHING)
        .server(2)
        .instance("i-old", TERMINATING_WAIT)
        .instance("i-new", PENDING_WAIT)
        .ec2("i-new", RUNNING)
        .ec2("i-old", old)
        .slot(2, World.ZONE, List.of(volume), "i-new")
        .actions();
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
  void anInterfaceThatIsThereInSecondsIsNotLookedForAsLongAsAVolumeTakesLonger() {
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
    assertFalse(world.looksAgain());
    assertTrue(world.onSchedule().looksAgain(), "nothing else wakes for the volume");
  }

  private static World several() {
    return new World()
        .group("tools", OptionalInt.empty())
        .instance("i-new", PENDING_WAIT)
        .wokenBy(new Cause.LaunchHeld("i-new"));
  }

  @Test
  void aVolumeThatIsThereUnderAnotherNameThanItsTagSaysAbandons() {
    World world =
        World.launching().slot(2, World.ZONE, List.of(attachedAs("/dev/sdz", false)), "i-new");

    assertEquals(List.of("ABANDON i-new"), world.actions());
    assertEquals(
        "volume vol-2 is attached to i-new as /dev/sdz, but its tag says /dev/sdf; detach it there,"
            + " or correct the tag",
        world.decide().steps().getFirst().reason());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVolumeThatWouldBeDeletedWithItsInstanceIsTold(boolean deleted) {
    World world =
        World.launching().slot(2, World.ZONE, List.of(attachedAs("/dev/sdf", deleted)), "i-new");

    assertEquals("CONTINUE i-new", world.actions().getLast());
    assertEquals(
        deleted
            ? List.of(
                "EC2 deletes it together with instance i-new; set DeleteOnTermination of /dev/sdf"
                    + " to false with ModifyInstanceAttribute")
            : List.of(),
        world.decide().remarks().stream().map(IdentityPlan.Remark::reason).toList());
  }

  @Test
  void anAttachmentUnderWayIsToldInItsOwnWord() {
    World world =
        World.launching()
            .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-new", "busy")), "i-new");

    assertEquals("volume vol-2 is busy", world.decide().waits().getFirst().reason());
  }

  private static Volume attachedAs(String device, boolean deleted) {
    return new Volume(
        "vol-2",
        World.ZONE,
        "/dev/sdf",
        "in-use",
        Optional.of(new Volume.Attachment("i-new", device, "attached", deleted)),
        Optional.empty());
  }
}
