package io.servergroup.identity;

import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityAction.DetachVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings a slot to the instance that has a claim to it. */
final class Attaching {
  private final Situation situation;
  private final Slot slot;
  private final String instance;
  private final Draft draft;

  Attaching(Situation situation, Slot slot, String instance, Draft draft) {
    this.situation = situation;
    this.slot = slot;
    this.instance = instance;
    this.draft = draft;
  }

  /** How far the slot is. */
  sealed interface Progress {
    /** Everything is attached to this instance. */
    record Complete() implements Progress {}

    /** Something is still to be attached, or to be confirmed by a fresh reading. */
    record Under(boolean brief, String reason) implements Progress {}

    /** It cannot become complete. */
    record Impossible(String reason) implements Progress {}
  }

  Progress advance() {
    NetworkInterface eni = slot.networkInterface();
    Progress progress = eni.isAttachedTo(instance) ? new Progress.Complete() : claim(eni);
    boolean claimed = eni.holder().filter(instance::equals).isPresent() || eni.holder().isEmpty();
    return progress instanceof Progress.Impossible || !claimed || waitsForInstance()
        ? progress
        : withVolumes(progress);
  }

  /** Volumes follow the network interface, whose attachment alone decides who has the slot. */
  private Progress withVolumes(Progress progress) {
    List<String> missing = new ArrayList<>();
    boolean brief = true;
    if (progress instanceof Progress.Under(boolean shortly, String reason)) {
      missing.add(reason);
      brief = shortly;
    }
    for (Volume volume : slot.volumes()) {
      switch (follow(volume)) {
        case Progress.Complete complete -> {}
        case Progress.Impossible impossible -> {
          return impossible;
        }
        case Progress.Under(boolean shortly, String reason) -> {
          missing.add(reason);
          brief &= shortly;
        }
      }
    }
    return missing.isEmpty()
        ? new Progress.Complete()
        : new Progress.Under(brief, String.join("; ", missing));
  }

  private Progress claim(NetworkInterface eni) {
    Optional<NetworkInterface.Attachment> attachment =
        eni.attachment().filter(a -> !a.status().equals("detached"));
    if (attachment.isEmpty()) {
      return attach(eni);
    }
    String holder = attachment.get().instanceId();
    if (holder.equals(instance)) {
      return new Progress.Under(
          true, "interface %s is %s".formatted(eni.id(), attachment.get().status()));
    }
    HolderRelease release =
        HolderRelease.of(situation, holder, situation.earlyRelease() != EarlyRelease.NOTHING);
    if (release instanceof HolderRelease.Free && attachment.get().status().equals("attached")) {
      draft.attempt(
          new DetachInterface(slot.index(), eni.id(), attachment.get().id(), holder),
          release.reason() + ", and " + instance + " waits for it");
    }
    return new Progress.Under(
        release instanceof HolderRelease.Free,
        "interface %s: %s".formatted(eni.id(), release.reason()));
  }

  private Progress attach(NetworkInterface eni) {
    if (waitsForInstance()) {
      return new Progress.Under(
          true,
          "EC2 says instance %s is %s; interfaces are attached when it runs"
              .formatted(
                  instance,
                  situation.factsOf(instance).map(f -> f.state().name()).orElse("not there yet")));
    }
    Optional<String> present =
        situation
            .factsOf(instance)
            .map(facts -> facts.interfaces().get(AttachInterface.DEVICE_INDEX));
    if (present.isPresent()) {
      // EC2 was asked about the instance after the slots were read: another run may have been
      // faster.
      return isOfGroup(present.get())
          ? new Progress.Under(true, "interface %s is being attached".formatted(present.get()))
          : new Progress.Impossible(foreign(present.get()));
    }
    draft.step(
        new AttachInterface(slot.index(), eni.id(), instance),
        "server %d's interface is free".formatted(slot.index()));
    return new Progress.Under(true, "interface %s is being attached".formatted(eni.id()));
  }

  private boolean isOfGroup(String interfaceId) {
    return situation.group().slots().stream()
        .anyMatch(other -> other.networkInterface().id().equals(interfaceId));
  }

  private String foreign(String interfaceId) {
    return "instance %s already has %s at device index %d, where its server's interface %s belongs; let the launch template define no interface at that index"
        .formatted(
            instance, interfaceId, AttachInterface.DEVICE_INDEX, slot.networkInterface().id());
  }

  /** An instance may be announced before EC2 runs it. */
  private boolean waitsForInstance() {
    return slot.networkInterface().holder().isEmpty()
        && situation
            .factsOf(instance)
            .map(facts -> facts.state() != InstanceFacts.State.RUNNING)
            .orElse(true);
  }

  private Progress follow(Volume volume) {
    if (volume.isAttachedTo(instance)) {
      warnOfDeletion(volume);
      return new Progress.Complete();
    }
    Optional<String> holder = volume.holder();
    if (holder.isPresent()) {
      return holder.get().equals(instance)
          ? new Progress.Under(
              true,
              "volume %s is %s"
                  .formatted(volume.id(), volume.attachment().map(a -> a.state()).orElseThrow()))
          : relieve(volume, holder.get());
    }
    return switch (volume.state()) {
      case "available" -> {
        draft.step(
            new AttachVolume(slot.index(), volume.id(), volume.device(), instance),
            "it belongs to server %d".formatted(slot.index()));
        yield new Progress.Under(true, "volume %s is being attached".formatted(volume.id()));
      }
      case "deleting", "deleted", "error" ->
          new Progress.Impossible(
              "volume %s of server %d is in the state '%s'; restore it from a snapshot and tag the new volume"
                  .formatted(volume.id(), slot.index(), volume.state()));
      default ->
          new Progress.Under(
              true, "volume %s is in the state '%s'".formatted(volume.id(), volume.state()));
    };
  }

  private Progress relieve(Volume volume, String holder) {
    HolderRelease release =
        HolderRelease.of(situation, holder, situation.earlyRelease() == EarlyRelease.EVERYTHING);
    boolean free = release instanceof HolderRelease.Free;
    if (free && volume.isAttachedTo(holder)) {
      draft.attempt(
          new DetachVolume(slot.index(), volume.id(), holder),
          release.reason() + ", and " + instance + " waits for it");
    }
    return new Progress.Under(free, "volume %s: %s".formatted(volume.id(), release.reason()));
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
