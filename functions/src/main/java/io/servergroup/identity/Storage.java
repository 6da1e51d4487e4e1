package io.servergroup.identity;

import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.identity.Attaching.Progress;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.DetachVolume;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings the volumes of a slot to the instance that has its network interface; never by force. */
final class Storage {
  private final Situation situation;
  private final Slot slot;
  private final String instance;
  private final Draft draft;

  Storage(Situation situation, Slot slot, String instance, Draft draft) {
    this.situation = situation;
    this.slot = slot;
    this.instance = instance;
    this.draft = draft;
  }

  Progress follow(Volume volume) {
    if (volume.isAttachedTo(instance) || isAttached(volume)) {
      warnOfDeletion(volume);
      return elsewhere(volume)
          .<Progress>map(Progress.Impossible::new)
          .orElseGet(Progress.Complete::new);
    }
    Optional<String> holder = volume.holder();
    if (holder.isPresent()) {
      return holder.get().equals(instance)
          ? Progress.Under.shortly(
              new Need.Facts(instance),
              "volume %s is %s"
                  .formatted(volume.id(), volume.attachment().map(a -> a.state()).orElseThrow()))
          : relieve(volume, holder.get());
    }
    return switch (volume.state()) {
      case "available" -> {
        draft.step(
            new AttachVolume(slot.index(), volume.id(), volume.device(), instance),
            "it belongs to server %d".formatted(slot.index()));
        yield Progress.Under.shortly(
            new Need.Facts(instance), "volume %s is being attached".formatted(volume.id()));
      }
      case "deleting", "deleted", "error" ->
          new Progress.Impossible(
              "volume %s of server %d is in the state '%s'; restore it from a snapshot and tag the new volume"
                  .formatted(volume.id(), slot.index(), volume.state()));
      default ->
          Progress.Under.shortly(
              new Need.Volumes(),
              "volume %s is in the state '%s'".formatted(volume.id(), volume.state()));
    };
  }

  private boolean isAttached(Volume volume) {
    return volume.holder().isEmpty()
        && situation.factsOf(instance).map(facts -> facts.hasVolume(volume.id())).orElse(false);
  }

  /** Its server mounts the volume by the device that the tag names. */
  private Optional<String> elsewhere(Volume volume) {
    return volume
        .attachment()
        .map(Volume.Attachment::device)
        .filter(device -> !device.equals(volume.device()))
        .map(
            device ->
                "volume %s is attached to %s as %s, but its tag says %s; detach it there, or correct the tag"
                    .formatted(volume.id(), instance, device, volume.device()));
  }

  private Progress relieve(Volume volume, String holder) {
    HolderRelease release = HolderRelease.ofVolume(situation, volume, holder, draft);
    if (release instanceof HolderRelease.Free && volume.isAttachedTo(holder)) {
      draft.attempt(
          new DetachVolume(slot.index(), volume.id(), holder),
          release.reason() + ", and " + instance + " waits for it");
    }
    return Attaching.waitFor(
        release, holder, new Need.Volumes(), "volume %s: ".formatted(volume.id()));
  }

  private void warnOfDeletion(Volume volume) {
    if (volume.attachment().map(Volume.Attachment::deleteOnTermination).orElse(false)) {
      draft.remark(
          volume.id(),
          OptionalInt.of(slot.index()),
          "EC2 deletes it together with instance %s; set DeleteOnTermination of %s to false with ModifyInstanceAttribute"
              .formatted(instance, volume.device()));
    }
  }
}
