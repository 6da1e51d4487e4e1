package io.servergroup.simulator.aws.ec2;

import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The facts about EBS volumes that the functions rely on. */
class VolumesTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aVolumeIsAttachedAndDetachedInTime() {
    Instance instance = world.running(world.subnetA);
    EbsVolume volume = volume("eu-west-1a");
    attach(volume, instance, "/dev/sdf");
    assertEquals("attaching", shown(volume).attachments().getFirst().stateAsString());
    world.pass(10);
    assertEquals("attached", shown(volume).attachments().getFirst().stateAsString());
    assertEquals("in-use", shown(volume).stateAsString());
    world.ec2.detachVolume(d -> d.volumeId(volume.id()).instanceId(instance.id()));
    assertEquals("detaching", shown(volume).attachments().getFirst().stateAsString());
    world.pass(20);
    assertEquals("available", shown(volume).stateAsString());
    refused("IncorrectState", () -> world.ec2.detachVolume(d -> d.volumeId(volume.id())));
  }

  @Test
  void everyReasonNotToAttachHasItsCode() {
    Instance instance = world.launch(world.subnetA);
    EbsVolume volume = volume("eu-west-1a");
    assertEquals(
        "Instance '" + instance.id() + "' is not 'running'.",
        refused("IncorrectState", () -> attach(volume, instance, "/dev/sdf"))
            .awsErrorDetails()
            .errorMessage());
    world.pass(60);
    refused("InvalidVolume.ZoneMismatch", () -> attach(volume("eu-west-1b"), instance, "/dev/sdf"));
    attach(volume, instance, "/dev/sdf");
    refused("VolumeInUse", () -> attach(volume, instance, "/dev/sdg"));
    refused("InvalidDevice.InUse", () -> attach(volume("eu-west-1a"), instance, "/dev/sdf"));
    refused(
        "InvalidVolume.NotFound",
        () ->
            world.ec2.attachVolume(
                a -> a.volumeId("vol-x").instanceId(instance.id()).device("/dev/sdh")));
    refused(
        "InvalidAttachment.NotFound",
        () -> world.ec2.detachVolume(d -> d.volumeId(volume.id()).instanceId("i-other")));
  }

  @Test
  void aMountedVolumeStaysBusyUntilItIsUnmountedOrItsInstanceIsGone() {
    Instance instance = world.running(world.subnetA);
    EbsVolume first = volume("eu-west-1a");
    EbsVolume second = volume("eu-west-1a");
    attach(first, instance, "/dev/sdf");
    attach(second, instance, "/dev/sdg");
    world.pass(10);
    for (EbsVolume volume : new EbsVolume[] {first, second}) {
      world.ec2World.volumes().setMounted(volume, true);
      world.ec2.detachVolume(d -> d.volumeId(volume.id()));
    }
    world.pass(3_600);
    assertEquals("busy", shown(first).attachments().getFirst().stateAsString());
    world.ec2World.volumes().setMounted(first, false);
    world.pass(20);
    assertNull(first.holder());
    assertEquals(instance, second.holder());
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(61);
    assertNull(second.holder());
  }

  @Test
  void anAttachThatHangsStaysAttaching() {
    world.ec2World.volumes().setAttachDelays((id, to) -> Duration.ofMinutes(5));
    Instance instance = world.running(world.subnetA);
    EbsVolume volume = volume("eu-west-1a");
    attach(volume, instance, "/dev/sdf");
    world.pass(300);
    assertEquals("attaching", state(volume));
    world.pass(10);
    assertEquals("attached", state(volume));
  }

  @Test
  void aDetachThatHangsIsBusyThenDetachesOrEndsWithItsInstance() {
    world.ec2World.volumes().setDelays((id, from) -> Duration.ofMinutes(5));
    Instance instance = world.running(world.subnetA);
    EbsVolume first = volume("eu-west-1a");
    EbsVolume second = volume("eu-west-1a");
    attach(first, instance, "/dev/sdf");
    attach(second, instance, "/dev/sdg");
    world.pass(10);
    world.ec2.detachVolume(d -> d.volumeId(first.id()));
    world.pass(299);
    assertEquals("busy", state(first));
    world.pass(2);
    assertEquals("detaching", state(first));
    world.pass(10);
    assertNull(first.holder());
    world.ec2.detachVolume(d -> d.volumeId(second.id()));
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(61);
    assertNull(second.holder());
    attach(second, world.running(world.subnetA), "/dev/sdf");
    world.pass(600);
    assertEquals("attached", state(second), "the old detach must not end the new attachment");
  }

  @Test
  void aMountedVolumeWhoseDetachHangsStaysBusyAfterItIsUnmounted() {
    world.ec2World.volumes().setDelays((id, from) -> Duration.ofMinutes(5));
    Instance instance = world.running(world.subnetA);
    EbsVolume volume = volume("eu-west-1a");
    attach(volume, instance, "/dev/sdf");
    world.pass(10);
    world.ec2World.volumes().setMounted(volume, true);
    world.ec2.detachVolume(d -> d.volumeId(volume.id()));
    world.pass(3_600);
    world.ec2World.volumes().setMounted(volume, false);
    world.pass(299);
    assertEquals("busy", state(volume));
    world.pass(12);
    assertNull(volume.holder());
  }

  private String state(EbsVolume volume) {
    return shown(volume).attachments().getFirst().stateAsString();
  }

  private EbsVolume volume(String zone) {
    return world.ec2World.volumes().create(zone, 10, "gp3", Map.of());
  }

  private void attach(EbsVolume volume, Instance instance, String device) {
    world.ec2.attachVolume(a -> a.volumeId(volume.id()).instanceId(instance.id()).device(device));
  }

  private Volume shown(EbsVolume volume) {
    return world.ec2.describeVolumes(d -> d.volumeIds(volume.id())).volumes().getFirst();
  }
}
