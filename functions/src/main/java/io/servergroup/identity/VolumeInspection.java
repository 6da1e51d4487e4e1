package io.servergroup.identity;

import io.servergroup.group.FindingKind;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the volumes of a slot are attached to the instance that is to have them. */
final class VolumeInspection {
  private final Slot slot;
  private final Optional<String> tenant;
  private final List<IdentityFinding> findings;

  /**
   * @param tenant who is to have the slot; empty while nobody is
   */
  VolumeInspection(Slot slot, Optional<Member> tenant, List<IdentityFinding> findings) {
    this.slot = slot;
    this.tenant = tenant.map(member -> member.instance().id());
    this.findings = findings;
  }

  /**
   * @param attached whether the instance itself tells of the volume, when the volume does not tell
   *     of the instance
   */
  void inspect(Volume volume, boolean attached) {
    switch (volume.state()) {
      case "deleting", "deleted", "error" ->
          add(
              FindingKind.MISSING,
              volume,
              "the volume is in the state '%s'; restore it from a snapshot and tag the new volume"
                  .formatted(volume.state()));
      default -> tenant.filter(id -> !attached).ifPresent(id -> whereabouts(volume, id));
    }
  }

  private void whereabouts(Volume volume, String instance) {
    Optional<Volume.Attachment> attachment =
        volume.attachment().filter(found -> volume.holder().isPresent());
    if (attachment.isEmpty()) {
      add(
          FindingKind.MISSING,
          volume,
          "the volume is attached to nothing and in the state '%s'; it should be attached to %s as %s: %s"
              .formatted(volume.state(), instance, volume.device(), SlotInspection.CORRECTED));
    } else if (!attachment.get().instanceId().equals(instance)) {
      add(
          FindingKind.DRIFTED,
          volume,
          "the volume is %s to %s; it should be attached to %s: detach it there"
              .formatted(attachment.get().state(), attachment.get().instanceId(), instance));
    } else {
      attachment(volume, attachment.get());
    }
  }

  private void attachment(Volume volume, Volume.Attachment attachment) {
    switch (attachment.state()) {
      case "attached" -> {
        if (!attachment.device().equals(volume.device())) {
          add(
              FindingKind.DRIFTED,
              volume,
              "the volume is attached to %s as %s, but its tag says %s; detach it there, or correct the tag"
                  .formatted(attachment.instanceId(), attachment.device(), volume.device()));
        }
        if (attachment.deleteOnTermination()) {
          add(
              FindingKind.DRIFTED,
              volume,
              "the volume would be deleted together with instance %s; set DeleteOnTermination of %s to false with ModifyInstanceAttribute"
                  .formatted(attachment.instanceId(), volume.device()));
        }
      }
      // On its way to the right instance.
      case "attaching" -> {}
      default ->
          add(
              FindingKind.MISSING,
              volume,
              "the volume is %s from %s; it should stay attached: %s"
                  .formatted(
                      attachment.state(), attachment.instanceId(), SlotInspection.CORRECTED));
    }
  }

  private void add(FindingKind kind, Volume volume, String message) {
    findings.add(new IdentityFinding(kind, volume.id(), OptionalInt.of(slot.index()), message));
  }
}
