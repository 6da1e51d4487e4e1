package io.servergroup.aws;

import io.servergroup.group.DnsName;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the EC2 API says about one network interface.
 *
 * @param index the server's that it is tagged for; empty when it is tagged for none
 * @param dnsName the record that its tags ask for
 * @param findings what is wrong with its tags
 */
record InterfaceRecord(
    NetworkInterface networkInterface,
    TagValues tags,
    OptionalInt index,
    Optional<DnsName> dnsName,
    List<SlotFinding> findings) {

  /** Reads one network interface. */
  static InterfaceRecord of(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    TagValues tags = TagValues.ofEc2(eni.tagSet());
    OptionalInt index = tags.exactCount(TagKeys.INDEX);
    NetworkInterface read = networkInterface(eni);
    List<SlotFinding> findings = new ArrayList<>();
    Optional<DnsName> dnsName = Optional.empty();
    if (index.isPresent()) {
      dnsName = dnsName(index.getAsInt(), read, tags, findings);
    } else {
      findings.add(SlotFinding.minor(read.id(), index, badIndex("network interface", tags)));
    }
    return new InterfaceRecord(read, tags, index, dnsName, List.copyOf(findings));
  }

  static String badIndex(String kind, TagValues tags) {
    return "the %s's tag %s is %s; it should be the server's number from 0, such as 2: correct the tag"
        .formatted(
            kind,
            TagKeys.INDEX,
            tags.raw(TagKeys.INDEX).map(value -> "'" + value + "'").orElse("missing"));
  }

  private static NetworkInterface networkInterface(
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
