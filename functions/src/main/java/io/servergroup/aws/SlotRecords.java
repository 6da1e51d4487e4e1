package io.servergroup.aws;

import io.servergroup.group.DnsName;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the EC2 API says about network interfaces and volumes, as slots and findings.
 *
 * @param slots ordered by index; an index appears once
 */
record SlotRecords(List<Slot> slots, List<SlotFinding> findings) {
  /**
   * Puts slots together by their tags.
   *
   * @param interfaces all network interfaces of the server group, or of the servers read
   * @param volumes all volumes of the same servers
   */
  static SlotRecords of(
      List<software.amazon.awssdk.services.ec2.model.NetworkInterface> interfaces,
      List<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
    List<SlotFinding> findings = new ArrayList<>();
    var byIndex = byIndex(interfaces, findings);
    var volumesByIndex = VolumeRecords.byIndex(volumes, findings);
    List<Slot> slots = new ArrayList<>();
    byIndex.forEach(
        (index, candidates) -> {
          var own = volumesByIndex.getOrDefault(index, List.of());
          volumesByIndex.remove(index);
          if (candidates.size() == 1) {
            slots.add(slot(index, candidates.getFirst(), own, findings));
          } else {
            findings.add(duplicate(index, candidates));
          }
        });
    volumesByIndex.forEach(
        (index, orphans) ->
            orphans.forEach(
                orphan ->
                    findings.add(
                        SlotFinding.missing(
                            orphan.id(),
                            OptionalInt.of(index),
                            "the volume is tagged for server %d, but no network interface is; create the interface or correct the volume's tag %s"
                                .formatted(index, TagKeys.INDEX)))));
    findings.addAll(SlotComparison.findings(slots));
    return new SlotRecords(List.copyOf(slots), List.copyOf(findings));
  }

  /** A network interface as described, and its tags. */
  private record Tagged(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni, TagValues tags) {}

  private static TreeMap<Integer, List<Tagged>> byIndex(
      List<software.amazon.awssdk.services.ec2.model.NetworkInterface> interfaces,
      List<SlotFinding> findings) {
    var byIndex = new TreeMap<Integer, List<Tagged>>();
    for (var eni : interfaces) {
      TagValues tags = TagValues.ofEc2(eni.tagSet());
      OptionalInt index = tags.count(TagKeys.INDEX);
      if (index.isEmpty()) {
        findings.add(
            SlotFinding.minor(
                eni.networkInterfaceId(), index, badIndex("network interface", tags)));
      } else {
        byIndex
            .computeIfAbsent(index.getAsInt(), i -> new ArrayList<>())
            .add(new Tagged(eni, tags));
      }
    }
    return byIndex;
  }

  static String badIndex(String kind, TagValues tags) {
    return "the %s's tag %s is %s; it should be the server's number from 0, such as 2: correct the tag"
        .formatted(
            kind,
            TagKeys.INDEX,
            tags.raw(TagKeys.INDEX).map(value -> "'" + value + "'").orElse("missing"));
  }

  private static SlotFinding duplicate(int index, List<Tagged> candidates) {
    String ids =
        candidates.stream()
            .map(tagged -> tagged.eni().networkInterfaceId())
            .sorted()
            .collect(Collectors.joining(", "));
    return SlotFinding.duplicate(
        ids,
        OptionalInt.of(index),
        "%d network interfaces are tagged for server %d; there should be one: remove the tag %s from the others"
            .formatted(candidates.size(), index, TagKeys.INDEX));
  }

  private static Slot slot(
      int index, Tagged tagged, List<VolumeRecords.Tagged> volumes, List<SlotFinding> findings) {
    NetworkInterface networkInterface = networkInterface(tagged.eni());
    return new Slot(
        index,
        networkInterface,
        VolumeRecords.of(index, networkInterface, volumes, findings),
        dnsName(index, networkInterface, tagged.tags(), findings));
  }

  static NetworkInterface networkInterface(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    return new NetworkInterface(
        eni.networkInterfaceId(),
        eni.vpcId(),
        eni.subnetId(),
        eni.availabilityZone(),
        // An interface with IPv6 addresses alone has none.
        Objects.requireNonNullElse(eni.privateIpAddress(), ""),
        // An address that AWS lends at launch has no allocation; only an Elastic IP has one.
        Optional.ofNullable(eni.association())
            .filter(association -> association.allocationId() != null)
            .map(association -> association.publicIp()),
        Objects.requireNonNullElse(eni.statusAsString(), "unknown"),
        Optional.ofNullable(eni.attachment())
            .filter(attachment -> attachment.instanceId() != null)
            .map(
                attachment ->
                    new NetworkInterface.Attachment(
                        attachment.attachmentId(),
                        attachment.instanceId(),
                        attachment.deviceIndex(),
                        attachment.statusAsString(),
                        Boolean.TRUE.equals(attachment.deleteOnTermination()))));
  }

  private static Optional<DnsName> dnsName(
      int index, NetworkInterface eni, TagValues tags, List<SlotFinding> findings) {
    boolean wanted = tags.has(TagKeys.DNS_NAME) || tags.has(TagKeys.HOSTED_ZONE);
    if (!wanted) {
      return Optional.empty();
    }
    Optional<String> name = tags.text(TagKeys.DNS_NAME);
    Optional<String> zone = tags.text(TagKeys.HOSTED_ZONE).map(DnsName::zoneId);
    OptionalInt ttl = tags.count(TagKeys.DNS_TTL);
    if (eni.privateAddress().isEmpty()) {
      findings.add(
          SlotFinding.blocking(
              eni.id(),
              OptionalInt.of(index),
              "the network interface has no private IPv4 address for the A record that its tags ask for; give it one, or remove the DNS tags"));
      return Optional.empty();
    }
    if (name.isPresent() && zone.isPresent() && ttl.isPresent()) {
      return Optional.of(
          new DnsName(zone.get(), DnsName.plain(name.get()), Duration.ofSeconds(ttl.getAsInt())));
    }
    findings.add(
        SlotFinding.blocking(
            eni.id(),
            OptionalInt.of(index),
            "the network interface's tags %s='%s', %s='%s', %s='%s' do not make a DNS record; set a name, a hosted zone id and seconds, or remove all three"
                .formatted(
                    TagKeys.DNS_NAME, name.orElse(""),
                    TagKeys.HOSTED_ZONE, zone.orElse(""),
                    TagKeys.DNS_TTL, tags.text(TagKeys.DNS_TTL).orElse(""))));
    return Optional.empty();
  }
}
