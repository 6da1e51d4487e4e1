package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.identity.Situation.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has, and who should have, the slots of a snapshot. */
final class Occupancy {
  private final Situation situation;
  private final List<Member> members;
  private final Map<String, Member> byInstance = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Slot> slotsByHolder = new HashMap<>();
  private final Set<Integer> explained = new HashSet<>();

  Occupancy(Situation situation) {
    this.situation = situation;
    this.members = situation.members();
    members.forEach(member -> byInstance.put(member.instance().id(), member));
    for (Slot slot : situation.group().slots()) {
      holderOf(slot.networkInterface())
          .ifPresent(
              holder -> {
                holders.put(slot.networkInterface().id(), holder);
                slotsByHolder.putIfAbsent(holder, slot);
              });
    }
    situation.group().findings().stream()
        .filter(finding -> finding.blocking() && finding.index().isPresent())
        .forEach(finding -> explained.add(finding.index().getAsInt()));
  }

  /** EC2 tells of an attachment in two places, of which either may lag. */
  private Optional<String> holderOf(NetworkInterface eni) {
    return eni.holder()
        .or(
            () ->
                members.stream()
                    .map(member -> member.instance().id())
                    .filter(
                        id -> situation.factsOf(id).flatMap(f -> f.attached(eni.id())).isPresent())
                    .findFirst());
  }

  Optional<Member> member(String instanceId) {
    return Optional.ofNullable(byInstance.get(instanceId));
  }

  /** The instance that has the network interface of a slot. */
  Optional<String> holder(Slot slot) {
    return Optional.ofNullable(holders.get(slot.networkInterface().id()));
  }

  /** The member that has the slot and may have it. */
  Optional<Member> rightfulHolder(Slot slot) {
    return holder(slot).flatMap(this::member).filter(member -> mayHave(member, slot));
  }

  /** The slot an instance has, be it the right one or not. */
  Optional<Slot> slotOf(Member member) {
    return Optional.ofNullable(slotsByHolder.get(member.instance().id()));
  }

  /** Servers with an index have a slot of their own; all others may have any. */
  static boolean mayHave(Member member, Slot slot) {
    return member.group().index().isEmpty() || member.group().index().getAsInt() == slot.index();
  }

  /** The group whose only server has this slot; empty when groups of several servers share it. */
  Optional<AutoScalingGroup> groupOf(Slot slot) {
    return situation.group().autoScalingGroups().stream()
        .filter(group -> group.index().orElse(-1) == slot.index())
        .findFirst();
  }

  /** Whether some group holds several servers, which choose among all slots. */
  boolean isShared() {
    return situation.group().autoScalingGroups().stream()
        .anyMatch(group -> group.index().isEmpty());
  }

  /**
   * The instance that is to have the slot now and for some time: the settled one that has it, or
   * the first settled one of its own group.
   */
  Optional<Member> tenant(Slot slot) {
    Optional<Member> holder = rightfulHolder(slot);
    return holder.isPresent()
        ? holder.filter(this::isSettled)
        : members.stream()
            .filter(member -> member.group().index().orElse(-1) == slot.index())
            .filter(this::isSettled)
            .findFirst();
  }

  /** Whether an instance is coming that will take the slot. */
  boolean isAwaited(Slot slot) {
    return members.stream()
        .filter(
            member ->
                member.group().index().isPresent()
                    ? mayHave(member, slot)
                    : holder(slot).filter(id -> id.equals(member.instance().id())).isPresent())
        .anyMatch(member -> !isSettled(member) && !isLeaving(member));
  }

  /** In service, and not about to end: what it lacks is missing. */
  boolean isSettled(Member member) {
    return member.instance().state() == LifecycleState.IN_SERVICE
        && !isEnding(member.instance().id());
  }

  boolean isLeaving(Member member) {
    return member.instance().state().isLeaving() || isEnding(member.instance().id());
  }

  boolean isEnding(String instanceId) {
    return situation.factsOf(instanceId).map(InstanceFacts::isEnding).orElse(false);
  }

  /** Whether something that blocks this server is told already, so that its effects need not be. */
  boolean isExplained(int index) {
    return explained.contains(index);
  }

  /** Whether something that blocks this group is told already. */
  boolean isExplained(AutoScalingGroup group) {
    return situation.blocking(group).findAny().isPresent()
        || (group.index().isPresent() && isExplained(group.index().getAsInt()));
  }
}
