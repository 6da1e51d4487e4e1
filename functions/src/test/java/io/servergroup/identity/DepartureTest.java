package io.servergroup.identity;

import io.servergroup.group.EarlyRelease;
import static io.servergroup.group.LifecycleState.REPLACING_ROOT_VOLUME;
import static io.servergroup.group.LifecycleState.REPLACING_ROOT_VOLUME_WAIT;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DepartureTest {
  private static World leaving() {
    return new World().server(2).instance("i-old", TERMINATING_WAIT);
  }

  @Test
  void aTerminatingInstanceGivesBackItsInterfaceAndGoesOn() {
    assertEquals(
        List.of("detach eni-2 from i-old", "CONTINUE i-old"), leaving().slot(2, "i-old").actions());
  }

  @Test
  void anInterfaceThatBelongsToAnotherInstanceByNowIsNotDetached() {
    assertEquals(List.of("CONTINUE i-old"), leaving().slot(2, "i-new").actions());
  }

  @Test
  void anInstanceWhoseRootVolumeIsReplacedKeepsItsSlotAndGoesOn() {
    List<Volume> volumes = List.of(World.volumeAt("vol-2", "i-same", "attached"));
    World world =
        new World()
            .server(2)
            .instance("i-same", REPLACING_ROOT_VOLUME_WAIT)
            .releasing(EarlyRelease.EVERYTHING)
            .slot(2, World.ZONE, volumes, "i-same");
    // Whichever of the two hooks holds it.
    List<String> goesOn = List.of("CONTINUE i-same", "CONTINUE i-same");
    assertEquals(goesOn, world.wokenBy(new Cause.TerminationHeld()).actions());
    assertEquals(goesOn, world.wokenBy(new Cause.LaunchHeld("i-same")).actions());
    assertEquals(goesOn, world.records(right()).onSchedule().actions());
  }

  @ParameterizedTest
  @MethodSource("holds")
  void anInstanceWhoseRootVolumeIsAboutToBeReplacedIsLookedAtAgainWhenItsHookHoldsIt(Cause cause) {
    World world = new World().server(2).instance("i-same", REPLACING_ROOT_VOLUME).slot(2, "i-same");
    assertFalse(world.looksAgain());
    assertTrue(world.wokenBy(cause).looksAgain());
  }

  static List<Cause> holds() {
    return List.of(new Cause.TerminationHeld(), new Cause.LaunchHeld("i-same"));
  }

  private static Map<String, AddressRecord> right() {
    return Map.of(
        World.name(2).name(), new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.12")));
  }

  @Test
  void aRecordIsNotTouched() {
    assertEquals(List.of("CONTINUE i-old"), leaving().slot(2).actions());
  }

  @Test
  void volumesAreDetachedOnlyWhenTheGroupReleasesThemEarly() {
    List<Volume> volumes = List.of(World.volumeAt("vol-2", "i-old", "attached"));
    assertEquals(
        List.of("detach eni-2 from i-old", "CONTINUE i-old"),
        leaving().slot(2, World.ZONE, volumes, "i-old").actions());
    assertEquals(
        List.of("detach eni-2 from i-old", "detach vol-2 from i-old", "CONTINUE i-old"),
        leaving()
            .releasing(EarlyRelease.EVERYTHING)
            .slot(2, World.ZONE, volumes, "i-old")
            .actions());
    assertEquals(
        List.of("CONTINUE i-old"),
        leaving().releasing(EarlyRelease.NOTHING).slot(2, World.ZONE, volumes, "i-old").actions());
  }

  @Test
  void aVolumeThatItsServerHasMountedIsNotDetachedEarly() {
    World world = leaving().releasing(EarlyRelease.EVERYTHING);
    Volume mounted = World.mounted(World.volumeAt("vol-2", "i-old", "attached"), "i-old");
    assertEquals(
        List.of("detach eni-2 from i-old", "CONTINUE i-old"),
        world.slot(2, World.ZONE, List.of(mounted), "i-old").actions());
    // What an earlier server said, which is gone, says nothing of this one.
    Volume before = World.mounted(World.volumeAt("vol-2", "i-old", "attached"), "i-older");
    assertEquals(
        List.of("detach eni-2 from i-old", "detach vol-2 from i-old", "CONTINUE i-old"),
        leaving()
            .releasing(EarlyRelease.EVERYTHING)
            .slot(2, World.ZONE, List.of(before), "i-old")
            .actions());
  }

  @Test
  void nothingIsDeletedWithTheInstanceEvenWithoutEarlyRelease() {
    assertEquals(
        List.of("keep eni-2", "detach vol-2 from i-old", "CONTINUE i-old"), doomed().actions());
  }

  @Test
  void whatMayNotBeKeptIsDetachedBeforeItIsDeletedWithItsInstance() {
    World world = doomed().refused("i-old", "UnauthorizedOperation");

    assertEquals(
        List.of("detach eni-2 from i-old", "detach vol-2 from i-old", "CONTINUE i-old"),
        world.actions());
    assertEquals("it would be deleted with the instance", reasons(world).getFirst());
  }

  /** Somebody has set its interface and its volume to be deleted with the instance. */
  private static World doomed() {
    Volume doomed =
        new Volume(
            "vol-2",
            World.ZONE,
            "/dev/sdf",
            "in-use",
            Optional.of(new Volume.Attachment("i-old", "/dev/sdf", "attached", true)),
            Optional.empty());
    return leaving()
        .releasing(EarlyRelease.NOTHING)
        .slot(
            2,
            World.ZONE,
            List.of(doomed),
            Optional.of(
                new NetworkInterface.Attachment("eni-attach-1", "i-old", 1, "attached", true)));
  }

  @Test
  void anInstanceGoesOnEvenWhenAwsRefusesWhatComesBefore() {
    assertEquals(
        List.of("CONTINUE i-old"),
        leaving().slot(2, "i-old").refused("i-old", "UnauthorizedOperation").actions());
  }

  @Test
  void aDetachThatIsUnderWayIsNotAskedForAgain() {
    assertEquals(List.of("CONTINUE i-old"), leaving().slot(2, "i-old", "detaching").actions());
  }

  @Test
  void aFailedDetachDoesNotHoldUpTheContinue() {
    var steps = leaving().slot(2, "i-old").decide().steps();
    assertEquals(List.of(false, false), steps.stream().map(step -> step.holdsUp()).toList());
  }

  @Test
  void whyAnythingIsGivenBackIsSaid() {
    Volume doomed =
        new Volume(
            "vol-1",
            World.ZONE,
            "/dev/sdg",
            "in-use",
            Optional.of(new Volume.Attachment("i-old", "/dev/sdg", "attached", true)),
            Optional.empty());
    World world =
        leaving()
            .releasing(EarlyRelease.EVERYTHING)
            .slot(
                2,
                World.ZONE,
                List.of(doomed, World.volumeAt("vol-2", "i-old", "attached")),
                "i-old");

    assertEquals(
        List.of(
            "the instance is drained and terminating",
            "it would be deleted with the instance",
            "the instance is drained and terminating",
            "what its server needs is given back, or comes free when it is shut down"),
        reasons(world));
    assertEquals(
        List.of("terminating in any case, although: UnauthorizedOperation"),
        reasons(leaving().slot(2, "i-old").refused("i-old", "UnauthorizedOperation")));
  }

  private static List<String> reasons(World world) {
    return world.decide().steps().stream().map(IdentityPlan.Step::reason).toList();
  }

  @Test
  void whatIsDetachedAlreadyIsLeftAsItIs() {
    assertEquals(
        List.of("CONTINUE i-old"),
        leaving()
            .slot(
                2,
                World.ZONE,
                List.of(),
                Optional.of(
                    new NetworkInterface.Attachment("eni-attach-1", "i-old", 1, "detached", true)))
            .actions());
  }
}
