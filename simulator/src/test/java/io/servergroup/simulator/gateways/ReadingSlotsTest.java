package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.GROUP;
import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static io.servergroup.simulator.gateways.SmallAccount.member;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static io.servergroup.simulator.gateways.SmallAccount.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.InstanceGateway;
import io.servergroup.aws.Outcome;
import io.servergroup.group.DnsName;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the readers make of network interfaces, volumes and instances as EC2 describes them. */
final class ReadingSlotsTest {
  private final SmallAccount account = new SmallAccount();

  @Test
  void everySlotIsReadWhenInterfacesAndVolumesFillSeveralPages() {
    IntStream.range(0, 1_001)
        .forEach(i -> account.eni(account.subnetA, server(Integer.toString(i))));
    IntStream.range(0, 501).forEach(i -> createVolume(Integer.toString(i), "/dev/sdf"));

    ServerGroup read = account.read();

    assertEquals(
        IntStream.range(0, 1_001).boxed().toList(),
        read.slots().stream().map(Slot::index).toList());
    assertEquals(501, read.slots().stream().mapToInt(slot -> slot.volumes().size()).sum());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void theFewSlotsOfAGroupAreFoundAmongMoreThanAThousandInterfacesOfOthers() {
    Map<String, String> ofOthers = with(server("0"), "ServerGroupName", "others");
    IntStream.range(0, 600).forEach(i -> account.eni(account.subnetA, ofOthers));
    IntStream.range(0, 600).forEach(i -> account.eni(account.subnetB, Map.of()));
    List<String> own =
        IntStream.range(0, 3)
            .mapToObj(i -> account.eni(account.subnetA, server(Integer.toString(i))).id())
            .toList();
    IntStream.range(0, 600).forEach(i -> account.eni(account.subnetA, ofOthers));

    ServerGroup read = account.read();

    assertEquals(own, read.slots().stream().map(slot -> slot.networkInterface().id()).toList());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void slotsOfMoreServersThanAFilterTakesAreAskedForInSeveralCalls() {
    List<String> groups = new ArrayList<>();
    IntStream.range(0, 200)
        .forEach(
            i -> {
              account.createGroup("web-" + i, server(Integer.toString(i)));
              groups.add("web-" + i);
              account.eni(account.subnetA, server(Integer.toString(i)));
            });
    account.eni(account.subnetA, server("900"));
    account.aws.calls().resetCounts();

    ServerGroup read = account.asFunction(() -> account.reader.read(GROUP, groups));

    assertEquals(200, read.slots().size());
    assertEquals(2, account.aws.calls().counts().get("ec2:DescribeNetworkInterfaces"));
  }

  @Test
  void twoInterfacesOfOneServerAreNoSlotButABlockingFinding() {
    Eni one = account.eni(account.subnetA, server("3"));
    Eni two = account.eni(account.subnetA, server("3"));

    ServerGroup read = account.read();

    assertEquals(List.of(), read.slots());
    SlotFinding finding = read.findings().getFirst();
    assertTrue(finding.blocking());
    assertEquals(OptionalInt.of(3), finding.index());
    assertTrue(finding.resource().contains(one.id()), finding::toString);
    assertTrue(finding.resource().contains(two.id()), finding::toString);
  }

  @Test
  void anInterfaceWithoutANumberIsToldWithWhatItsTagSays() {
    Eni none = account.eni(account.subnetA, member());
    Eni wrong = account.eni(account.subnetA, server("+1"));

    List<SlotFinding> findings = account.read().findings();

    assertEquals(
        Set.of(none.id(), wrong.id()),
        Set.copyOf(findings.stream().map(SlotFinding::resource).toList()));
    assertTrue(findings.stream().anyMatch(f -> f.message().contains("missing")));
    assertTrue(findings.stream().anyMatch(f -> f.message().contains("'+1'")));
  }

  @Test
  void aVolumeThatCannotBeAttachedBlocksItsServer() {
    account.eni(account.subnetA, server("0"));
    EbsVolume noDevice = account.volume(account.subnetA, server("0"));
    EbsVolume otherZone =
        account.volume(account.subnetB, with(server("0"), "ServerGroupDevice", "/dev/sdg"));
    EbsVolume orphan = createVolume("7", "/dev/sdf");

    List<SlotFinding> findings = account.read().findings();

    assertEquals(
        Set.of(noDevice.id(), otherZone.id(), orphan.id()),
        Set.copyOf(findings.stream().map(SlotFinding::resource).toList()));
    assertTrue(findings.stream().allMatch(SlotFinding::blocking), findings::toString);
  }

  @Test
  void twoVolumesOfOneDeviceBlockTheirServer() {
    account.eni(account.subnetA, server("0"));
    createVolume("0", "/dev/sdf");
    createVolume("0", "/dev/sdf");

    ServerGroup read = account.read();

    assertEquals(1, read.slots().getFirst().volumes().size());
    assertTrue(read.findings().getFirst().blocking());
    assertTrue(read.findings().getFirst().message().contains("/dev/sdf"));
  }

  @Test
  void dnsTagsBecomeTheNameAsRoute53KnowsIt() {
    Map<String, String> tags = new TreeMap<>(server("0"));
    tags.put("ServerGroupDnsName", "Web-0.Example.COM.");
    tags.put("ServerGroupHostedZoneId", "Z1");
    tags.put("ServerGroupDnsTtl", "60");
    account.eni(account.subnetA, tags);

    assertEquals(
        Optional.of(new DnsName("Z1", "web-0.example.com", Duration.ofSeconds(60))),
        account.read().slots().getFirst().dnsName());
  }

  @Test
  void incompleteDnsTagsKeepTheServerFromStartingWithoutItsName() {
    account.eni(account.subnetA, with(server("0"), "ServerGroupDnsName", "web-0.example.com"));

    ServerGroup read = account.read();

    assertEquals(Optional.empty(), read.slots().getFirst().dnsName());
    assertTrue(read.findings().getFirst().blocking());
    assertTrue(read.findings().getFirst().message().contains("ServerGroupDnsTtl"));
  }

  @Test
  void onlyAnElasticIpIsAnElasticAddress() {
    Eni eni = account.eni(account.subnetA, server("0"));
    account.eni(account.subnetA, server("1"));
    String address = account.aws.ec2World().allocateAddress(eni).publicAddress();

    List<Slot> slots = account.read().slots();

    assertEquals(Optional.of(address), slots.getFirst().networkInterface().elasticAddress());
    assertEquals(Optional.empty(), slots.getLast().networkInterface().elasticAddress());
  }

  @Test
  void anInterfaceIsHeldFromTheRequestToAttachItToTheEndOfItsDetachment() {
    Eni eni = account.eni(account.subnetA, server("0"));
    Instance instance = account.running(account.subnetA);
    assertOutcome(
        Outcome.Done.class, account.perform(new AttachInterface(0, eni.id(), instance.id())));

    assertEquals(Optional.of(instance.id()), slot().holder());
    assertFalse(slot().isAttachedTo(instance.id()));

    account.until(() -> slot().isAttachedTo(instance.id()));
    String attachment = slot().attachment().orElseThrow().id();
    account.perform(new DetachInterface(0, eni.id(), attachment, instance.id()));

    assertEquals(Optional.of(instance.id()), slot().holder());
    assertFalse(slot().isAttachedTo(instance.id()));

    account.until(() -> slot().holder().isEmpty());
    assertEquals("detached", slot().attachment().orElseThrow().status());
  }

  @Test
  void aVolumeShowsItsDeviceStateAndHolder() {
    account.eni(account.subnetA, server("0"));
    EbsVolume created = createVolume("0", "/dev/sdf");
    Instance instance = account.running(account.subnetA);
    account.aws.ec2World().volumes().attach(created.id(), instance.id(), "/dev/sdf");
    account.pass(60);

    Volume read = account.read().slots().getFirst().volumes().getFirst();

    assertEquals("/dev/sdf", read.device());
    assertTrue(read.isAttachedTo(instance.id()));
  }

  @Test
  void aTerminatedInstanceIsStillKnownToBeGone() {
    Instance instance = account.running(account.subnetA);
    account.aws.ec2World().instances().terminate(instance);
    InstanceGateway instances = new InstanceGateway(account.aws);

    assertEquals(
        InstanceFacts.State.SHUTTING_DOWN,
        instances.read(Set.of(instance.id())).get(instance.id()).state());
    account.pass(120);
    InstanceFacts gone = instances.read(Set.of(instance.id())).get(instance.id());

    assertEquals(InstanceFacts.State.TERMINATED, gone.state());
    assertTrue(gone.isEnding());
    assertEquals(Map.of(), gone.interfaces());
  }

  @Test
  void anInstanceEc2DoesNotKnowHasNoEntryAndSpoilsNoOthers() {
    Instance instance = account.running(account.subnetA);
    List<String> ids = new ArrayList<>(List.of(instance.id()));
    IntStream.range(0, 400).forEach(i -> ids.add("i-%017x".formatted(i)));
    account.aws.calls().resetCounts();

    Map<String, InstanceFacts> facts =
        account.asFunction(() -> new InstanceGateway(account.aws).read(ids));

    assertEquals(Set.of(instance.id()), facts.keySet());
    assertEquals(3, account.aws.calls().counts().get("ec2:DescribeInstances"));
  }

  @Test
  void anInstanceShowsWhichInterfaceIsAtWhichIndex() {
    Eni eni = account.eni(account.subnetA, server("0"));
    Instance instance = account.running(account.subnetA);
    account.perform(new AttachInterface(0, eni.id(), instance.id()));
    account.pass(30);

    InstanceFacts facts =
        new InstanceGateway(account.aws).read(Set.of(instance.id())).get(instance.id());

    assertEquals(Set.of(0, 1), facts.interfaces().keySet());
    assertTrue(facts.attached(eni.id()).isPresent());
    assertEquals(eni.id(), facts.interfaces().get(AttachInterface.DEVICE_INDEX).interfaceId());
  }

  private NetworkInterface slot() {
    return account.read().slots().getFirst().networkInterface();
  }

  private EbsVolume createVolume(String index, String device) {
    return account
        .aws
        .ec2World()
        .volumes()
        .create(account.subnetA.zone(), 8, "gp3", with(server(index), "ServerGroupDevice", device));
  }
}
