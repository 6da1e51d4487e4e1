package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.FindingKind;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.group.WarmPool;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a slot is where it belongs, as it should be, and known under its name. */
final class SlotInspection {
  /** What becomes of a finding that needs nobody. */
  static final String CORRECTED =
      "the reconcile function corrects this on its schedule; if it stays, read the function's log";

  private final Situation situation;
  private final Occupancy occupancy;
  private final Slot slot;
  private final NetworkInterface eni;
  private final List<IdentityFinding> findings;

  SlotInspection(
      Situation situation, Occupancy occupancy, Slot slot, List<IdentityFinding> findings) {
    this.situation = situation;
    this.occupancy = occupancy;
    this.slot = slot;
    this.eni = slot.networkInterface();
    this.findings = findings;
  }

  void inspect() {
    if (occupancy.groupOf(slot).isEmpty() && !occupancy.isShared()) {
      withoutGroup();
    }
    occupancy.holder(slot).ifPresentOrElse(this::held, this::free);
    VolumeInspection volumes = new VolumeInspection(slot, occupancy.tenant(slot), findings);
    slot.volumes().forEach(volume -> volumes.inspect(volume, isAttached(volume)));
    if (!occupancy.isExplained(slot.index())) {
      slot.dnsName().ifPresent(this::record);
    }
  }

  private void withoutGroup() {
    if (!occupancy.isExplained(slot.index())) {
      add(
          FindingKind.MISSING,
          "no Auto Scaling group of %s has the index %d, so nothing launches the instance of this network interface; create the group, or remove the tags of the interface"
              .formatted(situation.group().name(), slot.index()));
    }
  }

  private void held(String holder) {
    Optional<Member> member = occupancy.member(holder);
    boolean leaving = member.map(occupancy::isLeaving).orElseGet(() -> occupancy.isEnding(holder));
    if (leaving) {
      return;
    }
    if (occupancy.rightfulHolder(slot).isEmpty()) {
      add(
          FindingKind.DRIFTED,
          "the network interface is %s to %s, %s; %s: detach it there"
              .formatted(status(), holder, whose(holder, member), rightHolder()));
    } else if (member.filter(occupancy::isSettled).isPresent()) {
      eni.attachment().ifPresent(this::attachment);
    }
  }

  private String status() {
    return eni.attachment().map(NetworkInterface.Attachment::status).orElse("attached");
  }

  private String whose(String holder, Optional<Member> member) {
    if (member.isPresent()) {
      return "an instance of group " + member.get().group().name();
    }
    Optional<String> pool =
        situation.group().warmPools().stream()
            .filter(warm -> warm.instances().stream().anyMatch(i -> i.id().equals(holder)))
            .map(WarmPool::autoScalingGroupName)
            .findFirst();
    if (pool.isPresent()) {
      return "which waits in the warm pool of group " + pool.get();
    }
    return situation.factsOf(holder).isPresent()
        ? "an instance of no group of " + situation.group().name()
        : "an instance that EC2 does not know";
  }

  private String rightHolder() {
    return occupancy
        .tenant(slot)
        .map(right -> "it should be attached to " + right.instance().id())
        .or(
            () ->
                occupancy
                    .groupOf(slot)
                    .map(group -> "it should wait for an instance of group " + group.name()))
        .orElse("it should be attached to an instance of the server group");
  }

  private void attachment(NetworkInterface.Attachment attachment) {
    switch (attachment.status()) {
      case "attached" -> {
        if (attachment.deviceIndex() != AttachInterface.DEVICE_INDEX) {
          add(
              FindingKind.DRIFTED,
              "the network interface is attached to %s at device index %d; it should be at %d: detach it, and the reconcile function attaches it there"
                  .formatted(
                      attachment.instanceId(),
                      attachment.deviceIndex(),
                      AttachInterface.DEVICE_INDEX));
        }
        if (attachment.deleteOnTermination()) {
          add(
              FindingKind.DRIFTED,
              "the network interface would be deleted together with instance %s; its DeleteOnTermination should be false: %s"
                  .formatted(attachment.instanceId(), CORRECTED));
        }
      }
      // On its way to the right instance.
      case "attaching" -> {}
      default ->
          add(
              FindingKind.MISSING,
              "the network interface is %s from %s, which is in service; it should stay attached: %s"
                  .formatted(attachment.status(), attachment.instanceId(), CORRECTED));
    }
  }

  private void free() {
    if (eni.isUsedOtherwise()) {
      add(
          FindingKind.DRIFTED,
          "the network interface is %s, but by no instance; %s: free it, or give its tags to another interface"
              .formatted(eni.status(), rightHolder()));
      return;
    }
    Optional<Member> tenant = occupancy.tenant(slot);
    if (tenant.isEmpty() || occupancy.isExplained(slot.index()) || isInOtherZone(tenant.get())) {
      return;
    }
    String instance = tenant.get().instance().id();
    Optional<InstanceFacts> facts = situation.factsOf(instance);
    if (facts.isEmpty()) {
      // Told of the instance.
      return;
    }
    String vpc = facts.get().vpcId();
    Optional<InstanceFacts.Card> other =
        Optional.ofNullable(facts.get().interfaces().get(AttachInterface.DEVICE_INDEX));
    if (!vpc.isEmpty() && !vpc.equals(eni.vpcId())) {
      add(
          FindingKind.DRIFTED,
          "the network interface is in %s, but instance %s is in %s; both should be in one VPC: create the interface in a subnet of %s"
              .formatted(eni.vpcId(), instance, vpc, vpc));
    } else if (other.isPresent()) {
      add(
          FindingKind.MISSING,
          "the network interface is attached to nothing, because instance %s has %s at device index %d; let the launch template define no interface at that index, and replace the instance"
              .formatted(instance, other.get().interfaceId(), AttachInterface.DEVICE_INDEX));
    } else {
      add(
          FindingKind.MISSING,
          "the network interface is attached to nothing; it should be attached to %s: %s"
              .formatted(instance, CORRECTED));
    }
  }

  /** Tells of a tenant that the interface cannot be attached to, unless its group tells already. */
  private boolean isInOtherZone(Member tenant) {
    String zone = tenant.instance().zone();
    if (zone.equals(eni.zone())) {
      return false;
    }
    AutoScalingGroup group = tenant.group();
    if (group.zones().isEmpty() || group.zones().contains(eni.zone())) {
      add(
          FindingKind.DRIFTED,
          "the network interface is in %s, but instance %s is in %s; both should be in one zone: let group %s launch into %s alone, and replace the instance"
              .formatted(eni.zone(), tenant.instance().id(), zone, group.name(), eni.zone()));
    }
    return true;
  }

  private boolean isAttached(Volume volume) {
    return volume.holder().isEmpty()
        && occupancy
            .tenant(slot)
            .flatMap(tenant -> situation.factsOf(tenant.instance().id()))
            .map(facts -> facts.hasVolume(volume.id()))
            .orElse(false);
  }

  private void record(DnsName name) {
    Optional<AddressRecord> found = situation.recordOf(name);
    String address = eni.privateAddress();
    if (found.isEmpty()) {
      if (!occupancy.isAwaited(slot)) {
        add(
            FindingKind.MISSING,
            name.name(),
            "hosted zone %s has no A record of this name; it should say %s for %d seconds: %s"
                .formatted(name.hostedZoneId(), address, name.ttl().toSeconds(), CORRECTED));
      }
    } else if (found.get().isSpecial()) {
      add(FindingKind.DRIFTED, name.name(), Names.foreign(slot, name, found.get()));
    } else if (!found.get().says(address, name.ttl())) {
      add(
          FindingKind.DRIFTED,
          name.name(),
          "the A record in hosted zone %s says %s for %d seconds; it should say %s for %d: %s"
              .formatted(
                  name.hostedZoneId(),
                  String.join(", ", found.get().addresses()),
                  found.get().ttl().toSeconds(),
                  address,
                  name.ttl().toSeconds(),
                  CORRECTED));
    }
  }

  private void add(FindingKind kind, String message) {
    add(kind, eni.id(), message);
  }

  private void add(FindingKind kind, String resource, String message) {
    findings.add(new IdentityFinding(kind, resource, OptionalInt.of(slot.index()), message));
  }
}
