package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.DnsName;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

class SlotRecordsTest {
  private static Tag[] tags(String... keysAndValues) {
    Tag[] tags = new Tag[keysAndValues.length / 2];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = Tag.builder().key(keysAndValues[2 * i]).value(keysAndValues[2 * i + 1]).build();
    }
    return tags;
  }

  private static NetworkInterface.Builder eni(String id, String... tags) {
    return NetworkInterface.builder()
        .networkInterfaceId(id)
        .vpcId("vpc-1")
        .subnetId("subnet-1")
        .availabilityZone("eu-west-1a")
        .privateIpAddress("10.0.0.10")
        .status("available")
        .tagSet(tags(tags));
  }

  private static software.amazon.awssdk.services.ec2.model.Volume.Builder volume(
      String id, String... tags) {
    return software.amazon.awssdk.services.ec2.model.Volume.builder()
        .volumeId(id)
        .availabilityZone("eu-west-1a")
        .state("available")
        .tags(tags(tags));
  }

  private static SlotRecords slots(NetworkInterface.Builder... interfaces) {
    return slots(
        List.of(interfaces).stream().map(NetworkInterface.Builder::build).toList(), List.of());
  }

  private static SlotRecords slots(
      List<NetworkInterface> interfaces,
      List<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
    return SlotRecords.of(
        interfaces.stream().map(InterfaceRecord::of).toList(),
        volumes.stream().map(VolumeRecord::of).toList());
  }

  @Test
  void anIndexWithABlankIsNoneBecauseALookForOneServerWouldNotFindIt() {
    SlotRecords read =
        slots(
            List.of(eni("eni-2", "ServerGroupIndex", "2 ").build()),
            List.of(
                volume("vol-2", "ServerGroupIndex", " 2", "ServerGroupDevice", "/dev/sdf")
                    .build()));
    assertEquals(List.of(), read.slots());
    assertEquals(
        List.of(
            "eni-2: the network interface's tag ServerGroupIndex is '2 '; it should be the server's number from 0, such as 2: correct the tag",
            "vol-2: the volume's tag ServerGroupIndex is ' 2'; it should be the server's number from 0, such as 2: correct the tag"),
        read.findings().stream().map(SlotFinding::toString).toList());
  }

  @ParameterizedTest
  @CsvSource({"in-use, true", "associated, true", "available, false", "pending, false"})
  void anInterfaceThatAServiceOfAwsHasIsNotFree(String status, boolean used) {
    Slot slot =
        slots(
                eni("eni-2", "ServerGroupIndex", "2")
                    .status(status)
                    .attachment(
                        attachment ->
                            attachment
                                .attachmentId("ela-attach-1")
                                .instanceOwnerId("amazon-aws")
                                .status("attached")))
            .slots()
            .getFirst();
    assertEquals(Optional.empty(), slot.networkInterface().holder());
    assertEquals(used, slot.networkInterface().isUsedOtherwise());
  }

  @Test
  void slotsAreOrderedByIndexAsNumbers() {
    SlotRecords read =
        slots(eni("eni-10", "ServerGroupIndex", "10"), eni("eni-2", "ServerGroupIndex", "2"));
    assertEquals(List.of(2, 10), read.slots().stream().map(Slot::index).toList());
    assertEquals(List.of(), read.findings());
  }

  @Test
  void aSlotHasEverythingItsTagsAndAttachmentSay() {
    SlotRecords read =
        slots(
            List.of(
                eni(
                        "eni-2",
                        "ServerGroupIndex",
                        "2",
                        "ServerGroupDnsName",
                        "2.Tools.Example.",
                        "ServerGroupHostedZoneId",
                        "Z1",
                        "ServerGroupDnsTtl",
                        "300")
                    .association(a -> a.publicIp("203.0.113.7").allocationId("eipalloc-1"))
                    .attachment(
                        a ->
                            a.attachmentId("eni-attach-1")
                                .instanceId("i-1")
                                .deviceIndex(1)
                                .status("attached")
                                .deleteOnTermination(true))
                    .build()),
            List.of(
                volume(
                        "vol-2",
                        "ServerGroupIndex",
                        "2",
                        "ServerGroupDevice",
                        "/dev/sdf",
                        "ServerGroupMounted",
                        "i-1")
                    .attachments(
                        VolumeAttachment.builder()
                            .instanceId("i-1")
                            .device("/dev/sdf")
                            .state("attached")
                            .deleteOnTermination(false)
                            .build())
                    .build()));
    Slot slot = read.slots().getFirst();
    assertEquals(
        Optional.of(new DnsName("Z1", "2.tools.example", Duration.ofMinutes(5))), slot.dnsName());
    assertTrue(slot.networkInterface().isAttachedTo("i-1"));
    assertTrue(slot.networkInterface().attachment().orElseThrow().deleteOnTermination());
    assertEquals(Optional.of("203.0.113.7"), slot.networkInterface().elasticAddress());
    assertTrue(slot.volumes().getFirst().isAttachedTo("i-1"));
    assertTrue(slot.volumes().getFirst().isMountedBy("i-1"));
    assertFalse(slot.volumes().getFirst().isMountedBy("i-2"));
    assertEquals(List.of(), read.findings());
  }

  @Test
  void anAddressThatIsOnlyLentIsNotElastic() {
    SlotRecords read =
        slots(
            eni("eni-0", "ServerGroupIndex", "0")
                .association(association -> association.publicIp("203.0.113.7")));
    assertEquals(Optional.empty(), read.slots().getFirst().networkInterface().elasticAddress());
  }

  @Test
  void twoInterfacesOfOneIndexMakeNoSlotButABlockingFinding() {
    SlotRecords read =
        slots(eni("eni-a", "ServerGroupIndex", "2"), eni("eni-b", "ServerGroupIndex", "2"));
    assertEquals(List.of(), read.slots());
    SlotFinding finding = read.findings().getFirst();
    assertTrue(finding.blocking());
    assertEquals(2, finding.index().orElseThrow());
    assertEquals("eni-a, eni-b", finding.resource());
  }

  @Test
  void anIndexThatIsMissingOrMalformedIsNamed() {
    SlotRecords read =
        slots(
            eni("eni-a"),
            eni("eni-b", "ServerGroupIndex", "02"),
            eni("eni-c", "ServerGroupIndex", "-1"));
    assertEquals(List.of(), read.slots());
    assertEquals(
        List.of("eni-a", "eni-b", "eni-c"),
        read.findings().stream().map(SlotFinding::resource).toList());
    assertTrue(read.findings().get(1).message().contains("'02'"));
  }

  @Test
  void aServerWhoseDnsTagsMakeNoRecordDoesNotStartWithoutItsName() {
    SlotRecords read =
        slots(eni("eni-0", "ServerGroupIndex", "0", "ServerGroupDnsName", "0.tools.example"));
    assertEquals(Optional.empty(), read.slots().getFirst().dnsName());
    assertTrue(read.findings().getFirst().blocking());
  }

  @Test
  void anInterfaceWithoutAnIpv4AddressCannotHaveAnARecord() {
    SlotRecords read = slots(named("eni-0", 0, "a.example").privateIpAddress(null));
    assertEquals("", read.slots().getFirst().networkInterface().privateAddress());
    assertEquals(Optional.empty(), read.slots().getFirst().dnsName());
    assertTrue(read.findings().getFirst().message().contains("IPv4"));
    assertTrue(read.findings().getFirst().blocking());
  }

  @Test
  void aZoneIdMayBeWrittenWithItsPath() {
    NetworkInterface.Builder eni =
        eni(
            "eni-0",
            "ServerGroupIndex",
            "0",
            "ServerGroupDnsName",
            "a.example",
            "ServerGroupHostedZoneId",
            "/hostedzone/Z1",
            "ServerGroupDnsTtl",
            "60");
    assertEquals("Z1", slots(eni).slots().getFirst().dnsName().orElseThrow().hostedZoneId());
  }

  @Test
  void twoServersWithOneNameBothGetAFindingThatNamesTheOther() {
    SlotRecords read =
        slots(
            named("eni-0", 0, "a.example"),
            named("eni-1", 1, "A.Example."),
            named("eni-2", 2, "b"));
    assertEquals(List.of(0, 1), read.findings().stream().map(f -> f.index().getAsInt()).toList());
    assertTrue(read.findings().stream().allMatch(SlotFinding::blocking));
    assertTrue(read.findings().getFirst().message().contains("server 1"));
  }

  @Test
  void anInterfaceInAnotherVpcThanTheRestIsABlockingFinding() {
    SlotRecords read =
        slots(
            eni("eni-0", "ServerGroupIndex", "0").vpcId("vpc-9"),
            eni("eni-1", "ServerGroupIndex", "1"),
            eni("eni-2", "ServerGroupIndex", "2"));
    SlotFinding finding = read.findings().getFirst();
    assertEquals("eni-0", finding.resource());
    assertTrue(finding.blocking() && finding.message().contains("vpc-9"), finding.message());
  }

  private static NetworkInterface.Builder named(String id, int index, String name) {
    return eni(
        id,
        "ServerGroupIndex",
        Integer.toString(index),
        "ServerGroupDnsName",
        name,
        "ServerGroupHostedZoneId",
        "Z1",
        "ServerGroupDnsTtl",
        "60");
  }

  @Test
  void volumesThatCannotBeAttachedAreBlockingFindingsAndNoPartOfTheSlot() {
    SlotRecords read =
        slots(
            List.of(eni("eni-0", "ServerGroupIndex", "0").build()),
            List.of(
                volume("vol-no-device", "ServerGroupIndex", "0").build(),
                volume("vol-1", "ServerGroupIndex", "0", "ServerGroupDevice", "/dev/sdf").build(),
                volume("vol-2", "ServerGroupIndex", "0", "ServerGroupDevice", "/dev/sdf").build(),
                volume("vol-far", "ServerGroupIndex", "0", "ServerGroupDevice", "/dev/sdg")
                    .availabilityZone("eu-west-1b")
                    .build(),
                volume("vol-orphan", "ServerGroupIndex", "7", "ServerGroupDevice", "/dev/sdf")
                    .build()));
    assertEquals(
        List.of("vol-1"), read.slots().getFirst().volumes().stream().map(Volume::id).toList());
    assertEquals(
        List.of("vol-2", "vol-far", "vol-no-device", "vol-orphan"),
        read.findings().stream().map(SlotFinding::resource).sorted().toList());
    assertTrue(read.findings().stream().allMatch(SlotFinding::blocking));
  }
}
