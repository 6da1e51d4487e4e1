package io.servergroup.identity;

import io.servergroup.group.FindingKind;
import io.servergroup.group.Slot;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.Situation.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether an instance that is neither coming nor going has a slot and carries its tags. */
final class InstanceInspection {
  private final Situation situation;
  private final Occupancy occupancy;
  private final Member member;
  private final String instance;
  private final List<IdentityFinding> findings;

  InstanceInspection(
      Situation situation, Occupancy occupancy, Member member, List<IdentityFinding> findings) {
    this.situation = situation;
    this.occupancy = occupancy;
    this.member = member;
    this.instance = member.instance().id();
    this.findings = findings;
  }

  void inspect() {
    if (!occupancy.isSettled(member)) {
      return;
    }
    Optional<InstanceFacts> facts = situation.factsOf(instance);
    if (facts.isEmpty()) {
      add(
          FindingKind.MISSING,
          member.group().index(),
          "group %s has the instance %s, but EC2 does not know it; Auto Scaling should replace it: set its health to Unhealthy if that does not happen"
              .formatted(member.group().name(), member.instance().state().text()));
      return;
    }
    occupancy.slotOf(member).ifPresentOrElse(slot -> tags(slot, facts.get()), this::withoutSlot);
  }

  private void tags(Slot slot, InstanceFacts facts) {
    Map<String, String> right = new TreeMap<>(Arrival.tags(situation.group(), slot));
    if (!Occupancy.mayHave(member, slot) || facts.carries(right)) {
      return;
    }
    add(
        FindingKind.DRIFTED,
        OptionalInt.of(slot.index()),
        "the instance's %s; %s"
            .formatted(
                right.entrySet().stream()
                    .filter(tag -> !tag.getValue().equals(facts.tags().get(tag.getKey())))
                    .map(
                        tag ->
                            differs(tag.getKey(), facts.tags().get(tag.getKey()), tag.getValue()))
                    .collect(Collectors.joining(", ")),
                SlotInspection.CORRECTED));
  }

  private static String differs(String key, String found, String right) {
    return "tag %s is %s and should be '%s'"
        .formatted(key, found == null ? "missing" : "'" + found + "'", right);
  }

  private void withoutSlot() {
    OptionalInt index = member.group().index();
    if (!situation.wantsIdentities() || occupancy.isExplained(member.group())) {
      return;
    }
    if (index.isEmpty()) {
      add(
          FindingKind.MISSING,
          index,
          "instance %s of group %s is %s in %s without a network interface of the server group; let one be free in its zone, tagged %s and %s"
              .formatted(
                  instance,
                  member.group().name(),
                  member.instance().state().text(),
                  member.instance().zone(),
                  TagKeys.GROUP,
                  TagKeys.INDEX));
      return;
    }
    // When the slot is free, or held by a stranger, that is told of the slot; when there is none,
    // of the group.
    slotNumbered(index.getAsInt())
        .flatMap(occupancy::rightfulHolder)
        .ifPresent(
            holder ->
                add(
                    FindingKind.MISSING,
                    index,
                    "instance %s of group %s is %s without its network interface, which instance %s has; there should be one instance: set the group's desired capacity to 1"
                        .formatted(
                            instance,
                            member.group().name(),
                            member.instance().state().text(),
                            holder.instance().id())));
  }

  private Optional<Slot> slotNumbered(int index) {
    return situation.group().slots().stream().filter(slot -> slot.index() == index).findFirst();
  }

  private void add(FindingKind kind, OptionalInt server, String message) {
    findings.add(new IdentityFinding(kind, instance, server, message));
  }
}
