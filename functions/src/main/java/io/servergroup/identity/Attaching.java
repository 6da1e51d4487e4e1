package io.servergroup.identity;

import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.DetachInterface;
import io.servergroup.identity.IdentityPlan.Until;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a slot to the instance that has a claim to it: the network interface, whose attachment
 * alone decides who has the slot, and then the volumes.
 */
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
    record Under(Until until, Set<Need> lookAt, String reason) implements Progress {
      static Under shortly(Need lookAt, String reason) {
        return new Under(Until.SECONDS, Set.of(lookAt), reason);
      }

      static Under later(String reason) {
        return new Under(Until.LATER, Set.of(), reason);
      }
    }

    /** It cannot become complete. */
    record Impossible(String reason) implements Progress {}
  }

  /** What is done for it next; empty when something has to be read first. */
  Optional<Progress> advance() {
    NetworkInterface eni = slot.networkInterface();
    Optional<String> holder = eni.holder().filter(other -> !other.equals(instance));
    if (holder.isPresent()) {
      return Optional.of(relieve(eni, holder.get()));
    }
    if (!situation.readings().volumes()) {
      draft.need(new Need.Volumes());
      return Optional.empty();
    }
    Progress progress = isAttached(eni) ? new Progress.Complete() : claim(eni);
    return Optional.of(
        progress instanceof Progress.Impossible || !isClaimed(eni)
            ? progress
            : withVolumes(progress));
  }

  /** Whether the instance has the interface or asks for it: volumes never go before it. */
  private boolean isClaimed(NetworkInterface eni) {
    return eni.holder().isPresent()
        || draft.plans(new AttachInterface(slot.index(), eni.id(), instance))
        || situation.factsOf(instance).stream()
            .flatMap(facts -> facts.interfaces().values().stream())
            .anyMatch(card -> card.interfaceId().equals(eni.id()));
  }

  private boolean isAttached(NetworkInterface eni) {
    return eni.isAttachedTo(instance)
        || situation.factsOf(instance).flatMap(facts -> facts.attached(eni.id())).isPresent();
  }

  private Progress relieve(NetworkInterface eni, String holder) {
    HolderRelease release = HolderRelease.ofInterface(situation, holder, draft);
    eni.attachment()
        .filter(attachment -> release instanceof HolderRelease.Free)
        .filter(attachment -> attachment.status().equals("attached"))
        .ifPresent(
            attachment ->
                draft.attempt(
                    new DetachInterface(slot.index(), eni.id(), attachment.id(), holder),
                    release.reason() + ", and " + instance + " waits for it"));
    return waitFor(release, holder, new Need.Interfaces(), "interface %s: ".formatted(eni.id()));
  }

  /** What is left to do until a holder has given back what {@code lookAt} tells of. */
  static Progress waitFor(HolderRelease release, String holder, Need lookAt, String what) {
    return switch (release) {
      case HolderRelease.Free(String reason) -> Progress.Under.shortly(lookAt, what + reason);
      case HolderRelease.Soon(Until until, String reason) ->
          until == Until.LATER
              ? Progress.Under.later(what + reason)
              : new Progress.Under(until, ordered(new Need.Facts(holder), lookAt), what + reason);
      case HolderRelease.Never(String reason) -> Progress.Under.later(what + reason);
    };
  }

  private static Set<Need> ordered(Need... needs) {
    return new LinkedHashSet<>(List.of(needs));
  }

  /**
   * EC2 is asked to attach without a look at the instance: it refuses when the instance cannot take
   * the interface, and most can. What was read of the instance all the same, after a refusal or by
   * the schedule, is heeded.
   */
  private Progress claim(NetworkInterface eni) {
    Optional<Progress> unfit = eni.holder().isEmpty() ? unfit() : Optional.empty();
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Need facts = new Need.Facts(instance);
    if (eni.attachment().isPresent()) {
      // Until the last attachment has vanished EC2 refuses the next one. Should it never vanish,
      // the thorough run tries in spite of it.
      String status = eni.attachment().get().status();
      if (eni.holder().isPresent() || !situation.scope().thorough()) {
        return Progress.Under.shortly(
            status.equals("attaching") ? facts : new Need.Interfaces(),
            "interface %s is %s".formatted(eni.id(), status));
      }
    }
    Optional<InstanceFacts.Card> present =
        situation.factsOf(instance).map(f -> f.interfaces().get(AttachInterface.DEVICE_INDEX));
    if (present.isPresent()) {
      // EC2 was asked about the instance after the slots were read: another run may have been
      // faster.
      String other = present.get().interfaceId();
      return isOfGroup(other)
          ? Progress.Under.shortly(facts, "interface %s is being attached".formatted(other))
          : new Progress.Impossible(foreign(other));
    }
    draft.step(
        new AttachInterface(slot.index(), eni.id(), instance),
        "server %d's interface is free".formatted(slot.index()));
    return Progress.Under.shortly(facts, "interface %s is being attached".formatted(eni.id()));
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

  /**
   * Why a server cannot start on the instance, with its slot or without, as far as EC2 was asked:
   * an instance may be announced before EC2 runs it, and may be stopped while it is held; and EC2
   * attaches interfaces of other VPCs too.
   */
  Optional<Progress> unfit() {
    if (!situation.asked(instance)) {
      return Optional.empty();
    }
    Optional<InstanceFacts.State> state = situation.factsOf(instance).map(InstanceFacts::state);
    if (state.isEmpty() || state.get() != InstanceFacts.State.RUNNING) {
      String reason =
          "EC2 says instance %s is %s; its server starts when it runs"
              .formatted(instance, state.map(Enum::name).orElse("not there yet"));
      boolean starting = state.isEmpty() || state.get() == InstanceFacts.State.PENDING;
      return Optional.of(
          starting
              ? Progress.Under.shortly(new Need.Facts(instance), reason)
              : Progress.Under.later(reason));
    }
    NetworkInterface eni = slot.networkInterface();
    return situation
        .factsOf(instance)
        .map(InstanceFacts::vpcId)
        .filter(vpc -> !vpc.isEmpty() && !vpc.equals(eni.vpcId()))
        .map(
            vpc ->
                new Progress.Impossible(
                    "interface %s is in %s, but instance %s was launched in %s; create the interface in a subnet of %s"
                        .formatted(eni.id(), eni.vpcId(), instance, vpc, vpc)));
  }

  private Progress withVolumes(Progress progress) {
    List<Progress> parts = new ArrayList<>(List.of(progress));
    Storage storage = new Storage(situation, slot, instance, draft);
    slot.volumes().forEach(volume -> parts.add(storage.follow(volume)));
    return together(parts);
  }

  /** The last of the parts tells when it is worth a look: before it, the launch does not go on. */
  private Progress together(List<Progress> parts) {
    List<String> reasons = new ArrayList<>();
    Set<Need> lookAt = new LinkedHashSet<>();
    Until until = Until.SECONDS;
    for (Progress part : parts) {
      switch (part) {
        case Progress.Complete complete -> {}
        case Progress.Impossible impossible -> {
          return impossible;
        }
        case Progress.Under under -> {
          reasons.add(under.reason());
          lookAt.addAll(under.lookAt());
          until = under.until().compareTo(until) > 0 ? under.until() : until;
        }
      }
    }
    if (reasons.isEmpty()) {
      return new Progress.Complete();
    }
    if (until == Until.SECONDS) {
      lookAt = next(lookAt);
    }
    return new Progress.Under(
        until, until == Until.LATER ? Set.of() : lookAt, String.join("; ", reasons));
  }

  /**
   * What is attached is confirmed by the instance when everything has been asked for, together with
   * what is decided upon next.
   */
  private Set<Need> next(Set<Need> lookAt) {
    Set<Need> next = new LinkedHashSet<>(lookAt);
    if (lookAt.stream().allMatch(Need::isSmall)) {
      slot.dnsName()
          .filter(name -> !situation.asked(name))
          .ifPresent(name -> next.add(new Need.NameRecord(name)));
    } else {
      next.removeIf(Need::isSmall);
    }
    return next;
  }
}
