package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Slot;
import io.servergroup.identity.ServerIdentity.RecordState;
import io.servergroup.identity.Situation.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts servers together from groups, instances and slots. */
final class Roster {
  private static final Comparator<ServerIdentity> ORDER =
      Comparator.<ServerIdentity>comparingInt(server -> server.index().orElse(Integer.MAX_VALUE))
          .thenComparing(server -> server.autoScalingGroup().orElse(""))
          .thenComparing(server -> server.instance().map(instance -> instance.id()).orElse(""));

  private final Situation situation;
  private final Occupancy occupancy;
  private final List<ServerIdentity> servers = new ArrayList<>();
  private final Set<Integer> shown = new HashSet<>();

  Roster(Situation situation, Occupancy occupancy) {
    this.situation = situation;
    this.occupancy = occupancy;
  }

  List<ServerIdentity> servers() {
    situation.members().stream()
        .filter(member -> rightful(member).isPresent())
        .forEach(member -> add(member, rightful(member)));
    situation.members().stream()
        .filter(member -> rightful(member).isEmpty())
        // Who stays stands for the server before who leaves.
        .sorted(Comparator.comparing(member -> !occupancy.isSettled(member)))
        .forEach(member -> add(member, free(member.group())));
    situation.group().autoScalingGroups().stream()
        .filter(group -> group.index().isPresent() && group.instances().isEmpty())
        .forEach(group -> add(group.index(), Optional.of(group), Optional.empty(), free(group)));
    situation.group().slots().stream()
        .filter(slot -> !shown.contains(slot.index()))
        .forEach(
            slot ->
                add(
                    OptionalInt.of(slot.index()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(slot)));
    servers.sort(ORDER);
    return servers;
  }

  private Optional<Slot> rightful(Member member) {
    return occupancy.slotOf(member).filter(slot -> Occupancy.mayHave(member, slot));
  }

  /** The slot of a group's only server, unless it is shown with another instance. */
  private Optional<Slot> free(AutoScalingGroup group) {
    return situation.group().slots().stream()
        .filter(slot -> group.index().orElse(-1) == slot.index())
        .filter(slot -> !shown.contains(slot.index()))
        .findFirst();
  }

  private void add(Member member, Optional<Slot> slot) {
    OptionalInt index =
        slot.map(found -> OptionalInt.of(found.index())).orElse(member.group().index());
    add(index, Optional.of(member.group()), Optional.of(member), slot);
  }

  private void add(
      OptionalInt index,
      Optional<AutoScalingGroup> group,
      Optional<Member> member,
      Optional<Slot> slot) {
    slot.ifPresent(found -> shown.add(found.index()));
    Optional<AddressRecord> record =
        slot.flatMap(Slot::dnsName).flatMap(name -> situation.recordOf(name));
    servers.add(
        new ServerIdentity(
            index,
            group.map(AutoScalingGroup::name),
            member.map(Member::instance),
            member
                .flatMap(found -> situation.factsOf(found.instance().id()))
                .map(InstanceFacts::state),
            slot,
            record,
            slot.map(found -> state(found, record)).orElse(RecordState.NOT_WANTED),
            member.map(found -> !occupancy.isSettled(found)).orElse(false)));
  }

  private static RecordState state(Slot slot, Optional<AddressRecord> record) {
    if (slot.dnsName().isEmpty()) {
      return RecordState.NOT_WANTED;
    }
    if (record.isEmpty()) {
      return RecordState.MISSING;
    }
    if (record.get().isSpecial()) {
      return RecordState.SPECIAL;
    }
    return record.get().says(slot.networkInterface().privateAddress(), slot.dnsName().get().ttl())
        ? RecordState.RIGHT
        : RecordState.DIFFERS;
  }
}
