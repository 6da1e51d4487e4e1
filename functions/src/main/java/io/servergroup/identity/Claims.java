package io.servergroup.identity;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.SlotIndex;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.Situation.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives out the slots of one snapshot, each at most once; asks for what it has to know about those
 * who hold one.
 */
final class Claims {
  private final Situation situation;
  private final Draft draft;
  private final SlotIndex slots;
  private final Map<Integer, String> claimants = new TreeMap<>();

  Claims(Situation situation, Draft draft) {
    this.situation = situation;
    this.draft = draft;
    this.slots = new SlotIndex(situation.group());
  }

  /** Whether the network interface of some slot is, or is being, attached to an instance. */
  boolean has(Member member) {
    return slots.heldBy(member.instance().id()).isPresent();
  }

  /** Which slot an instance has or may have. */
  Claim of(Member member) {
    Optional<Slot> own = slots.heldBy(member.instance().id());
    if (own.isPresent()) {
      return grant(own.get(), member);
    }
    List<SlotFinding> wrong = situation.blocking(member.group()).toList();
    if (!wrong.isEmpty()) {
      return new Claim.Refused(member.group().index(), text(wrong));
    }
    return member.group().index().isPresent()
        ? ofServer(member.group().index().getAsInt(), member)
        : ofSeveral(member);
  }

  private Claim ofServer(int index, Member member) {
    OptionalInt server = OptionalInt.of(index);
    List<SlotFinding> wrong = situation.blocking(index).toList();
    if (!wrong.isEmpty()) {
      if (!situation.readings().volumes()) {
        // Who corrects the interface is to know of the volumes, too.
        draft.need(new Need.Volumes());
      }
      return new Claim.Refused(server, text(wrong));
    }
    Optional<Slot> slot = slots.numbered(index);
    if (slot.isEmpty()) {
      return new Claim.Refused(
          server,
          "no network interface is tagged %s=%s and %s=%d; create one in %s or correct the tags"
              .formatted(
                  TagKeys.GROUP,
                  situation.group().name(),
                  TagKeys.INDEX,
                  index,
                  member.instance().zone()));
    }
    if (!isInZone(slot.get(), member.instance())) {
      return new Claim.Refused(
          server,
          "the server's network interface %s is in %s, but instance %s was launched in %s; let group %s launch into %s only"
              .formatted(
                  slot.get().networkInterface().id(),
                  slot.get().networkInterface().zone(),
                  member.instance().id(),
                  member.instance().zone(),
                  member.group().name(),
                  slot.get().networkInterface().zone()));
    }
    return available(slot.get(), member).orElseGet(() -> later("", List.of(slot.get()), member));
  }

  private Claim ofSeveral(Member member) {
    Set<Integer> reserved =
        situation.group().autoScalingGroups().stream()
            .flatMap(group -> group.index().stream().boxed())
            .collect(Collectors.toSet());
    List<Slot> candidates =
        situation.group().slots().stream()
            .filter(slot -> isInZone(slot, member.instance()))
            .filter(slot -> !reserved.contains(slot.index()))
            .filter(slot -> situation.blocking(slot.index()).findAny().isEmpty())
            .toList();
    if (candidates.isEmpty()) {
      return new Claim.Refused(OptionalInt.empty(), noneInZone(member.instance()));
    }
    // The slot whose volume it has; free slots, lowest index first; then those a terminating holder
    // can be relieved of.
    return candidates.stream()
        .filter(slot -> slot.networkInterface().holder().isEmpty())
        .sorted(Comparator.comparing(slot -> !hasVolumeOf(member.instance().id(), slot)))
        .flatMap(slot -> available(slot, member).stream())
        .findFirst()
        .or(() -> candidates.stream().flatMap(slot -> available(slot, member).stream()).findFirst())
        .orElseGet(
            () ->
                later("no slot in " + member.instance().zone() + " is free: ", candidates, member));
  }

  private String noneInZone(Instance instance) {
    String wrong =
        text(situation.group().findings().stream().filter(SlotFinding::blocking).toList());
    return "server group %s has no usable network interface in %s for instance %s; create one there with the tags %s and %s%s"
        .formatted(
            situation.group().name(),
            instance.zone(),
            instance.id(),
            TagKeys.GROUP,
            TagKeys.INDEX,
            wrong.isEmpty() ? "" : ", or correct: " + wrong);
  }

  private Optional<Claim> available(Slot slot, Member member) {
    if (claimants.containsKey(slot.index())
        || slot.networkInterface().isUsedOtherwise()
        || keeper(slot, member).isPresent()) {
      return Optional.empty();
    }
    return slot.networkInterface()
            .holder()
            .map(holder -> release(holder) instanceof HolderRelease.Free)
            .orElse(true)
        ? Optional.of(grant(slot, member))
        : Optional.empty();
  }

  /**
   * Another instance in service that has a volume of the slot. It never gives the volume up, so
   * whoever took the interface would wait for good: the interface was detached by hand, and goes
   * back to where the volume is.
   */
  private Optional<String> keeper(Slot slot, Member member) {
    return slot.networkInterface().holder().isPresent()
        ? Optional.empty()
        : slot.volumes().stream()
            .flatMap(volume -> volume.holder().stream())
            .filter(holder -> !holder.equals(member.instance().id()))
            .filter(this::serves)
            .findFirst();
  }

  private boolean serves(String instance) {
    return situation
            .member(instance)
            .filter(member -> member.instance().state() == LifecycleState.IN_SERVICE)
            .isPresent()
        && !situation.factsOf(instance).map(InstanceFacts::isEnding).orElse(false);
  }

  private static boolean hasVolumeOf(String instance, Slot slot) {
    return slot.volumes().stream()
        .anyMatch(volume -> volume.holder().filter(instance::equals).isPresent());
  }

  private Claim grant(Slot slot, Member member) {
    claimants.put(slot.index(), member.instance().id());
    return new Claim.Granted(slot);
  }

  private Claim later(String what, List<Slot> slots, Member member) {
    boolean shortly = false;
    List<String> reasons = new ArrayList<>();
    for (Slot slot : slots) {
      String claimant = claimants.get(slot.index());
      String reason =
          slot.networkInterface()
              .holder()
              .map(holder -> release(holder).reason())
              .or(() -> otherUse(slot))
              .or(
                  () ->
                      keeper(slot, member)
                          .map(
                              keeper ->
                                  "it goes back to %s, which has its volume".formatted(keeper)))
              .orElseGet(() -> "it goes to " + claimant);
      shortly |=
          claimant == null
              && slot.networkInterface().attachment().stream()
                  .anyMatch(attachment -> attachment.status().equals("detaching"));
      reasons.add("server %d: %s".formatted(slot.index(), reason));
    }
    return new Claim.Later(
        slots.size() == 1 ? OptionalInt.of(slots.getFirst().index()) : OptionalInt.empty(),
        shortly,
        what + String.join("; ", reasons));
  }

  private static Optional<String> otherUse(Slot slot) {
    return Optional.of(slot.networkInterface())
        .filter(NetworkInterface::isUsedOtherwise)
        .map(
            eni ->
                "its interface %s is %s, but by no instance; free it, or give its tags to another interface"
                    .formatted(eni.id(), eni.status()));
  }

  private HolderRelease release(String holder) {
    return HolderRelease.ofInterface(situation, holder, draft);
  }

  private static boolean isInZone(Slot slot, Instance instance) {
    return slot.networkInterface().zone().equals(instance.zone());
  }

  private static String text(List<SlotFinding> findings) {
    return findings.stream().map(SlotFinding::toString).collect(Collectors.joining("; "));
  }
}
