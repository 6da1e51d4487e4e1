package io.servergroup.simulator.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What a describe call tells of an instance and of the interfaces of a large account. */
class DescribeFactsTest {
  private final TestWorld world = new TestWorld();

  @Test
  void anInstanceShowsWhenAndWhereItWasLaunchedAndItsTags() {
    Instant before = world.account.now();
    Instance instance =
        world.ec2World.launch(
            new LaunchOrder(world.version1, null, world.subnetB, Map.of("Name", "tools-1")));
    world.pass(60);
    var shown = shown(instance);
    assertEquals(before, shown.launchTime());
    assertEquals("vpc-1", shown.vpcId());
    assertEquals(world.subnetB.id(), shown.subnetId());
    assertEquals("eu-west-1b", shown.placement().availabilityZone());
    assertEquals(List.of(Tag.builder().key("Name").value("tools-1").build()), shown.tags());
    tag(instance, "ServerGroupIndex", "1");
    assertEquals(
        List.of("Name", "ServerGroupIndex"),
        shown(instance).tags().stream().map(Tag::key).toList());
  }

  @Test
  void anInstanceThatWasStoppedShowsWhenItWasStartedLast() {
    Instance instance = world.running(world.subnetA);
    Instant attached = shown(instance).networkInterfaces().getFirst().attachment().attachTime();
    world.ec2World.instances().stop(instance);
    world.until(() -> instance.state() == InstanceState.STOPPED);
    world.pass(3600);
    Instant again = world.account.now();

    world.ec2World.instances().restart(instance);

    assertEquals(again, shown(instance).launchTime());
    assertEquals(
        attached, shown(instance).networkInterfaces().getFirst().attachment().attachTime());
  }

  @Test
  void aRequestTakesTwoHundredFilterValuesAndNoMore() {
    Instance instance = world.running(world.subnetA);
    List<String> values = new ArrayList<>(Collections.nCopies(199, "i-gone"));
    values.add(instance.id());
    Filter ids = Filter.builder().name("instance-id").values(values).build();
    Filter state = Filter.builder().name("instance-state-name").values("running").build();

    assertEquals(1, world.ec2.describeInstances(d -> d.filters(ids)).reservations().size());
    TestWorld.refused(
        "FilterLimitExceeded", () -> world.ec2.describeInstances(d -> d.filters(ids, state)));
  }

  @Test
  void subnetsThatDoNotExistFailARequestForThemAndAreLeftOutByAFilter() {
    String subnet = world.subnetA.id();

    assertEquals(
        "The subnet ID 'subnet-x' does not exist",
        TestWorld.refused(
                "InvalidSubnetID.NotFound",
                () -> world.ec2.describeSubnets(d -> d.subnetIds(subnet, "subnet-x")))
            .awsErrorDetails()
            .errorMessage());
    assertEquals(
        "The subnet IDs 'subnet-x, subnet-y' do not exist",
        TestWorld.refused(
                "InvalidSubnetID.NotFound",
                () -> world.ec2.describeSubnets(d -> d.subnetIds("subnet-x", subnet, "subnet-y")))
            .awsErrorDetails()
            .errorMessage());
    Filter ids = Filter.builder().name("subnet-id").values("subnet-x", subnet).build();
    assertEquals(
        List.of(subnet + " vpc-1 eu-west-1a"),
        world.ec2.describeSubnets(d -> d.filters(ids)).subnets().stream()
            .map(s -> s.subnetId() + " " + s.vpcId() + " " + s.availabilityZone())
            .toList());
  }

  @Test
  void anInterfaceOfAnInstanceShowsItsAttachmentThroughEveryState() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    String attachment =
        world
            .ec2
            .attachNetworkInterface(
                a -> a.networkInterfaceId(eni.id()).instanceId(instance.id()).deviceIndex(1))
            .attachmentId();
    InstanceNetworkInterface attaching = shown(instance).networkInterfaces().getLast();
    assertEquals(eni.id(), attaching.networkInterfaceId());
    assertEquals(attachment, attaching.attachment().attachmentId());
    assertEquals(1, attaching.attachment().deviceIndex());
    assertEquals(0, attaching.attachment().networkCardIndex());
    assertEquals("attaching", attaching.attachment().statusAsString());
    world.pass(10);
    assertEquals("attached", status(shown(instance).networkInterfaces().getLast()));
    world.ec2.detachNetworkInterface(d -> d.attachmentId(attachment));
    assertEquals("detaching", status(shown(instance).networkInterfaces().getLast()));
    world.pass(10);
    assertEquals(
        List.of(0),
        shown(instance).networkInterfaces().stream()
            .map(shown -> shown.attachment().deviceIndex())
            .toList());
  }

  @Test
  void aVolumeOfAnInstanceShowsItsAttachmentThroughEveryState() {
    Instance instance = world.running(world.subnetA);
    EbsVolume volume = world.ec2World.volumes().create("eu-west-1a", 10, "gp3", Map.of());
    world.ec2.attachVolume(
        a -> a.volumeId(volume.id()).instanceId(instance.id()).device("/dev/sdf"));
    var mapping = shown(instance).blockDeviceMappings().getFirst();
    assertEquals("/dev/sdf", mapping.deviceName());
    assertEquals(volume.id(), mapping.ebs().volumeId());
    assertEquals("attaching", mapping.ebs().statusAsString());
    world.pass(10);
    assertEquals("attached", volumeStatus(instance));
    world.ec2World.volumes().setMounted(volume, true);
    world.ec2.detachVolume(d -> d.volumeId(volume.id()));
    assertEquals("detaching", volumeStatus(instance), "an instance knows no busy volume");
    world.ec2World.volumes().setMounted(volume, false);
    assertEquals("detaching", volumeStatus(instance));
    world.pass(20);
    assertEquals(List.of(), shown(instance).blockDeviceMappings());
  }

  @Test
  void aTerminatedInstanceIsInNoSubnetAndHasNoInterfaces() {
    Instance instance = world.running(world.subnetA);
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(70);
    var shown = shown(instance);
    assertEquals("terminated", shown.state().nameAsString());
    assertNull(shown.subnetId());
    assertNull(shown.vpcId());
    assertEquals(List.of(), shown.networkInterfaces());
  }

  @Test
  void moreThanAThousandInterfacesComeInPagesAndThoseOfAnotherVpcDoNot() {
    Subnet large = world.ec2World.createSubnet("vpc-1", "eu-west-1a", "10.0.16.0/20");
    Subnet foreign = world.ec2World.createSubnet("vpc-2", "eu-west-1a", "10.1.0.0/24");
    for (int i = 0; i < 1_003; i++) {
      world.eni(large);
    }
    Eni other = world.eni(foreign);
    Filter inVpc = Filter.builder().name("vpc-id").values("vpc-1").build();
    var pages = world.ec2.describeNetworkInterfacesPaginator(d -> d.filters(inVpc));
    assertEquals(
        List.of(1_000, 3), pages.stream().map(page -> page.networkInterfaces().size()).toList());
    assertEquals(
        1_003L,
        pages.networkInterfaces().stream()
            .map(NetworkInterface::networkInterfaceId)
            .distinct()
            .count());
    assertTrue(pages.networkInterfaces().stream().allMatch(shown -> shown.vpcId().equals("vpc-1")));
    assertEquals(
        List.of(other.id()),
        world
            .ec2
            .describeNetworkInterfaces(
                d -> d.filters(Filter.builder().name("vpc-id").values("vpc-2").build()))
            .networkInterfaces()
            .stream()
            .map(NetworkInterface::networkInterfaceId)
            .toList());
  }

  @Test
  void anInterfaceIsCreatedInTheVpcOfItsSubnet() {
    Subnet foreign = world.ec2World.createSubnet("vpc-2", "eu-west-1b", "10.1.0.0/24");
    NetworkInterface created =
        world.ec2.createNetworkInterface(c -> c.subnetId(foreign.id())).networkInterface();
    assertEquals("vpc-2", created.vpcId());
    assertEquals("eu-west-1b", created.availabilityZone());
  }

  private software.amazon.awssdk.services.ec2.model.Instance shown(Instance instance) {
    return world
        .ec2
        .describeInstances(d -> d.instanceIds(instance.id()))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  private String volumeStatus(Instance instance) {
    return shown(instance).blockDeviceMappings().getFirst().ebs().statusAsString();
  }

  private static String status(InstanceNetworkInterface shown) {
    return shown.attachment().statusAsString();
  }

  private void tag(Instance instance, String key, String value) {
    world.ec2.createTags(
        c -> c.resources(instance.id()).tags(Tag.builder().key(key).value(value).build()));
  }
}
