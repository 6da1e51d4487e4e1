package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.Volumes;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server's volume cannot be attached to its new instance, or not yet. */
final class VolumeTroubleTest {
  private static final String DEVICE = "ServerGroupDevice";
  private static final String EARLY_RELEASE = "ServerGroupEarlyRelease";

  @Test
  void aVolumeThatIsStillMountedIsWaitedForUntilItIsUnmounted() {
    Story story = Story.of(2, shutdownOf(900));
    Operator operator = new Operator(story);
    operator.tagGroup(0, EARLY_RELEASE, "everything");
    EbsVolume volume = operator.volume(0);
    volumes(story).setMounted(volume, true);
    Decisions decisions = new Decisions(story);

    Instance held = operator.awaitHeldReplacement(0);
    decisions.await("Wait", held.id(), "volume " + volume.id() + ": its holder");
    assertEquals(AttachmentState.BUSY, volume.attachment().state());
    story.pass(Duration.ofMinutes(5));
    assertEquals(AttachmentState.BUSY, volume.attachment().state());
    assertEquals("Pending:Wait", story.server(0).state());
    volumes(story).setMounted(volume, false);

    story.heals();
    assertEquals(held, volume.holder());
    story.endsWell();
  }

  @Test
  void aDetachThatHangsIsWaitedForUntilTheOldInstanceIsDown() {
    Story story = Story.of(2, shutdownOf(1_300));
    Operator operator = new Operator(story);
    operator.tagGroup(0, EARLY_RELEASE, "everything");
    EbsVolume volume = operator.volume(0);
    volumes(story).setDelays((id, from) -> Duration.ofDays(1));

    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> volume.holder() == null, "the end of the old instance");

    assertEquals(InstanceState.TERMINATED, instance(story, story.before(0).instance()).state());
    story.heals();
    assertEquals(held, volume.holder(), "one replacement is enough");
    story.endsWell();
  }

  @Test
  void aVolumeThatIsStillDetachingIsNotDetachedAgain() {
    Story story =
        Story.of(2, shutdownOf(900).with(Step.VOLUME_DETACH, 120).with(Step.GROUP_LAUNCH, 1));
    Operator operator = new Operator(story);
    operator.tagGroup(0, EARLY_RELEASE, "everything");
    EbsVolume volume = operator.volume(0);
    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> volume.attachment().state() == AttachmentState.DETACHING, "the detach");

    story.heals();

    assertEquals(held, volume.holder());
    assertEquals(
        1, story.calls().stream().filter(c -> c.operation().equals("DetachVolume")).count());
    story.endsWell();
  }

  @Test
  void aVolumeInAnotherZoneIsNeverAttachedAndKeepsItsServerFromStarting() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    EbsVolume elsewhere =
        volumes(story)
            .create(
                story.member(1).zone(),
                8,
                "gp3",
                Map.of(
                    "ServerGroupName",
                    story.stage().cluster().name(),
                    "ServerGroupIndex",
                    "0",
                    DEVICE,
                    "/dev/sdg"));
    decisions.await("Remark", elsewhere.id());
    assertTrue(story.server(0).healthy(), "what serves goes on serving");

    operator.replace(0);
    Decisions.Line abandoned = decisions.await("Complete ABANDON");

    assertTrue(
        abandoned.says(
            elsewhere.id(),
            "the volume is in " + story.member(1).zone(),
            story.member(0).networkInterface() + " in " + story.member(0).zone(),
            "move the volume by a snapshot"),
        abandoned::toString);
    operator.untag(elsewhere.id(), "ServerGroupName");
    story.heals();
    // Nobody tried to attach it: it is not of the cluster, so that would be a violation.
    story.endsWell();
  }

  @Test
  void aDeviceThatTheInstanceUsesForSomethingElseAbandonsTheLaunchWithTheAdviceToFreeIt() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> held.state() == InstanceState.RUNNING, "the start");
    EbsVolume other = volumes(story).create(held.zone(), 8, "gp3", Map.of());
    volumes(story).attach(other.id(), held.id(), "/dev/sdf");

    Decisions.Line abandoned = decisions.await("Complete ABANDON", held.id());

    assertTrue(
        abandoned.says(
            "ec2:AttachVolume", "InvalidDevice.InUse", "leave free the device", "tag names"),
        abandoned::toString);
    story.heals();
    story.endsWell();
  }

  @Test
  void aVolumeThatSomebodyAttachedElsewhereToAHeldInstanceAbandonsTheLaunch() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    EbsVolume volume = operator.volume(0);
    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> volume.holder() == null && held.state() == InstanceState.RUNNING, "both");
    volumes(story).attach(volume.id(), held.id(), "/dev/sdg");

    Decisions.Line abandoned = decisions.await("Complete ABANDON", held.id());

    assertTrue(
        abandoned.says(volume.id(), "as /dev/sdg, but its tag says /dev/sdf", "correct the tag"),
        abandoned::toString);
    story.heals();
    assertEquals("/dev/sdf", volume.attachment().device());
    story.endsWell();
  }

  @Test
  void aVolumeThatServesAtAnotherDeviceIsRemarkedOnAtEachCheckAndLeftWhereItIs() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    EbsVolume volume = operator.volume(0);

    operator.tag(volume.id(), DEVICE, "/dev/sdh");
    story.pass(Duration.ofMinutes(11));

    List<Decisions.Line> remarks =
        decisions.of("Remark").stream()
            .filter(line -> line.says(volume.id(), "as /dev/sdf, but its tag says /dev/sdh"))
            .toList();
    assertEquals(2, remarks.size(), remarks::toString);
    assertEquals(List.of(), story.calls().stream().filter(Story::changesSomething).toList());
    assertTrue(story.server(0).healthy());

    operator.replace(0);
    story.heals();
    assertEquals("/dev/sdh", volume.attachment().device(), "the new instance has it where it says");
    assertNotEquals(story.before(0).instance(), volume.holder().id());
    story.endsWell();
  }

  @Test
  void aVolumeThatAServingInstanceLostIsAttachedAgainAtItsDevice() {
    Story story = Story.of(2);
    EbsVolume volume = new Operator(story).volume(1);
    volumes(story).detach(volume.id(), null);
    story.until(() -> volume.holder() == null, "the loss");

    story.pass(Duration.ofMinutes(6));

    assertEquals(story.before(1).instance(), volume.holder().id());
    assertEquals("/dev/sdf", volume.attachment().device());
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void aCheckThatWaitsForAHolderAsksAboutTheHolderAloneUntilItHasChanged() {
    Story story = Story.of(2, shutdownOf(900));
    Operator operator = new Operator(story);
    operator.awaitHeldReplacement(0);
    Instance old = instance(story, story.before(0).instance());
    story.until(() -> old.state() == InstanceState.SHUTTING_DOWN, "the shutdown");
    endOfCheck(story);
    int before = story.calls().size();
    endOfCheck(story);

    List<ApiCall> check = story.calls().subList(before, story.calls().size());
    assertEquals(1, check.stream().map(ApiCall::caller).distinct().count(), "one check");
    List<String> asked = check.stream().map(ApiCall::action).toList();
    assertEquals(1, Collections.frequency(asked, "ec2:DescribeVolumes"), asked::toString);
    assertEquals(1, Collections.frequency(asked, "ec2:DescribeNetworkInterfaces"));
    List<String> waiting =
        asked.subList(asked.indexOf("route53:ListResourceRecordSets") + 1, asked.size() - 1);
    assertTrue(waiting.size() >= 10, asked::toString);
    assertEquals(Set.of("ec2:DescribeInstances"), Set.copyOf(waiting));
    assertEquals("autoscaling:RecordLifecycleActionHeartbeat", asked.getLast());
    story.heals();
    story.endsWell();
  }

  /** Lets a check come to its end that leaves a launch waiting. */
  private static void endOfCheck(Story story) {
    int from = story.calls().size();
    story.until(
        () ->
            story.calls().subList(from, story.calls().size()).stream()
                .anyMatch(call -> call.operation().equals("RecordLifecycleActionHeartbeat")),
        "a heartbeat");
  }

  private static Instance instance(Story story, String id) {
    return story.aws().ec2World().instances().require(id);
  }

  private static Volumes volumes(Story story) {
    return story.aws().ec2World().volumes();
  }

  private static WorldTimings shutdownOf(int seconds) {
    return WorldTimings.usual().with(Step.INSTANCE_SHUTDOWN, seconds);
  }
}
