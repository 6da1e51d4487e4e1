package io.servergroup.simulator.aws.ec2;

import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** The facts about network interfaces that the functions rely on. */
class InterfacesTest {
  private final TestWorld world = new TestWorld();

  @BeforeEach
  void oneCodeForInUse() {
    world.account.setTimings(
        world
            .account
            .timings()
            .with(Odds.IN_USE_AS_INVALID_PARAMETER, 0)
            .with(Step.INTERFACE_ATTACH, 2)
            .with(Step.INTERFACE_DETACH, 5)
            .with(Step.INTERFACE_LINGER, 1)
            .with(Step.INSTANCE_SHUTDOWN, 30));
  }

  @Test
  void anAttachTakesTimeAndShowsOnInterfaceAndInstance() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    String attachment = attach(eni, instance);
    assertEquals("attaching", shown(eni).attachment().statusAsString());
    assertFalse(shown(eni).attachment().deleteOnTermination());
    world.pass(2);
    assertEquals("attached", shown(eni).attachment().statusAsString());
    assertEquals(attachment, shown(eni).attachment().attachmentId());
    assertEquals("in-use", shown(eni).statusAsString());
    var interfaces =
        world
            .ec2
            .describeInstances(d -> d.instanceIds(instance.id()))
            .reservations()
            .getFirst()
            .instances()
            .getFirst()
            .networkInterfaces();
    assertEquals(
        List.of(0, 1), interfaces.stream().map(i -> i.attachment().deviceIndex()).toList());
    assertEquals("attached", interfaces.getLast().attachment().statusAsString());
  }

  @Test
  void anInterfaceInUseIsRefusedUntilItsLastAttachmentHasVanished() {
    Instance old = world.running(world.subnetA);
    Instance next = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    String attachment = attach(eni, old);
    world.pass(2);
    refused("InvalidNetworkInterface.InUse", () -> attach(eni, next));
    detach(attachment);
    assertEquals("detaching", shown(eni).attachment().statusAsString());
    refused("InvalidNetworkInterface.InUse", () -> attach(eni, next));
    world.pass(5.5);
    assertEquals("available", shown(eni).statusAsString());
    assertEquals("detached", shown(eni).attachment().statusAsString());
    refused("InvalidNetworkInterface.InUse", () -> attach(eni, next));
    world.pass(1);
    assertNull(shown(eni).attachment());
    attach(eni, next);
    assertEquals(next, eni.holder());
  }

  @Test
  void inUseMayComeAsInvalidParameterValue() {
    world.account.setTimings(world.account.timings().with(Odds.IN_USE_AS_INVALID_PARAMETER, 1));
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    attach(eni, instance);
    refused("InvalidParameterValue", () -> attach(eni, instance));
  }

  @Test
  void aStaleDetachCannotTouchTheNextHoldersAttachment() {
    Instance old = world.running(world.subnetA);
    Instance next = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    String stale = attach(eni, old);
    world.pass(2);
    detach(stale);
    world.pass(10);
    attach(eni, next);
    refused("InvalidAttachmentID.NotFound", () -> detach(stale));
    world.pass(60);
    assertEquals(next, eni.holder());
  }

  @Test
  void twoAttachesOfOneInterfaceHaveOneWinner() {
    Instance first = world.running(world.subnetA);
    Instance second = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    attach(eni, first);
    refused("InvalidNetworkInterface.InUse", () -> attach(eni, second));
    assertEquals(first, eni.holder());
  }

  @Test
  void anInterfaceOfAnotherZoneIsRefusedButOneOfAnotherSubnetIsNot() {
    Instance instance = world.running(world.subnetA);
    assertTrue(
        refused("InvalidParameterCombination", () -> attach(world.eni(world.subnetB), instance))
            .awsErrorDetails()
            .errorMessage()
            .startsWith("You may not attach a network interface to an instance if they are not"));
    attach(world.eni(world.ec2World.createSubnet("vpc-1", "eu-west-1a", "10.0.9.0/24")), instance);
  }

  @Test
  void anInstanceThatDoesNotRunYetOrAnyMoreIsRefused() {
    Instance instance = world.launch(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    refused("IncorrectState", () -> attach(eni, instance));
    world.pass(60);
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    refused("IncorrectInstanceState", () -> attach(eni, instance));
    world.pass(60);
    refused("IncorrectInstanceState", () -> attach(eni, instance));
    world.pass(4_000);
    refused("InvalidInstanceID.NotFound", () -> attach(eni, instance));
  }

  @Test
  void aStoppedInstanceTakesAnInterfaceToo() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    world.ec2.stopInstances(s -> s.instanceIds(instance.id()));
    refused("IncorrectState", () -> attach(eni, instance));
    world.pass(60);
    assertEquals(InstanceState.STOPPED, instance.state());
    attach(eni, instance);
    assertEquals(instance, eni.holder());
  }

  @Test
  void anOccupiedDeviceIndexAndOneInterfaceTooManyAreRefused() {
    Instance instance = world.running(world.subnetA);
    attach(world.eni(world.subnetA), instance);
    assertTrue(
        refused("InvalidParameterValue", () -> attach(world.eni(world.subnetA), instance))
            .awsErrorDetails()
            .errorMessage()
            .contains("already has an interface attached at device index '1'"));
    attach(world.eni(world.subnetA), instance, 2);
    assertEquals(
        "Interface count 4 exceeds the limit for t3.medium",
        refused("AttachmentLimitExceeded", () -> attach(world.eni(world.subnetA), instance, 3))
            .awsErrorDetails()
            .errorMessage());
  }

  @Test
  void unknownIdsAreNotFound() {
    Instance instance = world.running(world.subnetA);
    refused(
        "InvalidNetworkInterfaceID.NotFound",
        () ->
            world.ec2.attachNetworkInterface(
                a -> a.networkInterfaceId("eni-x").instanceId(instance.id()).deviceIndex(1)));
    refused(
        "InvalidNetworkInterfaceID.NotFound",
        () -> world.ec2.describeNetworkInterfaces(d -> d.networkInterfaceIds("eni-x")));
    refused("InvalidAttachmentID.NotFound", () -> detach("eni-attach-x"));
    refused(
        "InvalidInstanceID.NotFound", () -> world.ec2.describeInstances(d -> d.instanceIds("i-x")));
  }

  @Test
  void thePrimaryInterfaceCannotBeDetachedAndDiesWithItsInstance() {
    Instance instance = world.running(world.subnetA);
    Eni primary = instance.interfaces().get(0);
    refused("OperationNotPermitted", () -> detach(primary.attachment().id()));
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(60);
    assertNull(world.ec2World.interfaces().catalog().get(primary.id()));
  }

  @Test
  void aSecondInterfaceIsFreeOnlyOnceItsInstanceIsReallyTerminated() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    attach(eni, instance);
    world.pass(2);
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(29);
    assertEquals(instance, eni.holder());
    world.pass(1);
    assertNull(eni.holder());
    assertEquals("available", shown(eni).statusAsString());
  }

  @Test
  void deleteOnTerminationBelongsToTheAttachment() {
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    String attachment = attach(eni, instance);
    refused(
        "InvalidAttachmentID.NotFound", () -> setDeleteOnTermination(eni, "eni-attach-x", true));
    setDeleteOnTermination(eni, attachment, true);
    assertTrue(shown(eni).attachment().deleteOnTermination());
    detach(attachment);
    world.pass(10);
    setDeleteOnTermination(eni, attach(eni, instance), true);
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(60);
    refused("InvalidNetworkInterfaceID.NotFound", () -> shown(eni));
  }

  @Test
  void aDetachThatHangsEndsWithItsInstance() {
    world.ec2World.interfaces().setDelays((id, from) -> Duration.ofHours(1));
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    detach(attach(eni, instance));
    world.pass(600);
    assertEquals(instance, eni.holder());
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(31.5);
    Instance next = world.running(world.subnetA);
    attach(eni, next);
    world.pass(7_200);
    assertEquals(next, eni.holder(), "the old detach must not end the new attachment");
  }

  @Test
  void anAttachThatHangsStaysAttachingAndMayBeDetachedMeanwhile() {
    world.ec2World.interfaces().setAttachDelays((id, to) -> Duration.ofMinutes(5));
    Instance instance = world.running(world.subnetA);
    Eni hanging = world.eni(world.subnetA);
    Eni givenUp = world.eni(world.subnetA);
    attach(hanging, instance);
    String attachment = attach(givenUp, instance, 2);
    world.pass(301);
    assertEquals("attaching", shown(hanging).attachment().statusAsString());
    detach(attachment);
    world.pass(10);
    assertEquals("attached", shown(hanging).attachment().statusAsString());
    assertNull(givenUp.holder());
    assertEquals(
        "attached",
        world.running(world.subnetA).interfaces().get(0).attachment().state().toString(),
        "an instance has its first interface from the start");
  }

  @Test
  void anAttachThatHangsEndsWithItsInstance() {
    world.ec2World.interfaces().setAttachDelays((id, to) -> Duration.ofHours(1));
    Instance instance = world.running(world.subnetA);
    Eni eni = world.eni(world.subnetA);
    attach(eni, instance);
    world.ec2.terminateInstances(t -> t.instanceIds(instance.id()));
    world.pass(60);
    assertNull(eni.holder());
    world.pass(7_200);
    assertNull(eni.holder());
  }

  @Test
  void anElasticIpStaysWithItsInterface() {
    Eni eni = world.eni(world.subnetA);
    ElasticIp ip = world.ec2World.allocateAddress(eni);
    assertEquals(ip.publicAddress(), shown(eni).association().publicIp());
    assertEquals(
        eni.privateAddress(),
        world
            .ec2
            .describeAddresses(
                d ->
                    d.filters(
                        Filter.builder().name("network-interface-id").values(eni.id()).build()))
            .addresses()
            .getFirst()
            .privateIpAddress());
    Instance instance = world.running(world.subnetA);
    detach(attach(eni, instance));
    world.pass(10);
    assertNotNull(shown(eni).association());
  }

  @Test
  void interfacesAreFoundByEveryFilterPageByPage() {
    Instance instance = world.running(world.subnetA);
    for (int i = 0; i < 25; i++) {
      world.eni(world.subnetB);
    }
    Eni eni = world.eni(world.subnetA);
    attach(eni, instance);
    world.ec2.createTags(
        c ->
            c.resources(eni.id())
                .tags(
                    software.amazon.awssdk.services.ec2.model.Tag.builder()
                        .key("ServerGroupIndex")
                        .value("7")
                        .build()));
    assertEquals(26L, count(filter("tag:ServerGroupName", "tools")));
    assertEquals(26L, count(filter("tag-key", "ServerGroupName")));
    assertEquals(26L, count(filter("tag:ServerGroupName", "to?l*")));
    assertEquals(25L, count(filter("status", "available")));
    assertEquals(25L, count(filter("availability-zone", "eu-west-1b")));
    assertEquals(2L, count(filter("subnet-id", world.subnetA.id())));
    assertEquals(27L, count(filter("vpc-id", "vpc-1")));
    assertEquals(2L, count(filter("attachment.instance-id", instance.id())));
    assertEquals(
        1L, count(filter("tag:ServerGroupIndex", "7"), filter("tag:ServerGroupName", "tools")));
    assertEquals(0L, count(filter("tag:ServerGroupIndex", "7"), filter("status", "available")));
    assertThrows(UnsupportedOperationException.class, () -> count(filter("no-such-filter", "x")));
    assertThrows(UnsupportedOperationException.class, () -> world.ec2.describeVpcs());
  }

  private long count(Filter... filters) {
    return world
        .ec2
        .describeNetworkInterfacesPaginator(d -> d.maxResults(10).filters(filters))
        .networkInterfaces()
        .stream()
        .count();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  private String attach(Eni eni, Instance instance) {
    return attach(eni, instance, 1);
  }

  private String attach(Eni eni, Instance instance, int index) {
    return world
        .ec2
        .attachNetworkInterface(
            a -> a.networkInterfaceId(eni.id()).instanceId(instance.id()).deviceIndex(index))
        .attachmentId();
  }

  private void detach(String attachmentId) {
    world.ec2.detachNetworkInterface(d -> d.attachmentId(attachmentId));
  }

  private void setDeleteOnTermination(Eni eni, String attachmentId, boolean delete) {
    world.ec2.modifyNetworkInterfaceAttribute(
        m ->
            m.networkInterfaceId(eni.id())
                .attachment(a -> a.attachmentId(attachmentId).deleteOnTermination(delete)));
  }

  private NetworkInterface shown(Eni eni) {
    return world
        .ec2
        .describeNetworkInterfaces(d -> d.networkInterfaceIds(eni.id()))
        .networkInterfaces()
        .getFirst();
  }
}
