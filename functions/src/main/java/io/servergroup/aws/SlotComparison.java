package io.servergroup.aws;

import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong with slots that are in order one by one, but not together. */
final class SlotComparison {
  private SlotComparison() {}

  static List<SlotFinding> findings(List<Slot> slots) {
    List<SlotFinding> findings = new ArrayList<>(sharedNames(slots));
    findings.addAll(otherNetworks(slots));
    return findings;
  }

  private static List<SlotFinding> sharedNames(List<Slot> slots) {
    Set<String> names = new HashSet<>();
    if (slots.stream()
        .flatMap(slot -> slot.dnsName().stream())
        .allMatch(d -> names.add(d.name()))) {
      return List.of();
    }
    TreeMap<String, List<Slot>> byName =
        slots.stream()
            .filter(slot -> slot.dnsName().isPresent())
            .collect(
                Collectors.groupingBy(
                    slot ->
                        slot.dnsName().get().name() + " in " + slot.dnsName().get().hostedZoneId(),
                    TreeMap::new,
                    Collectors.toList()));
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(slot -> sharedName(entry.getKey(), slot, entry.getValue())))
        .toList();
  }

  private static SlotFinding sharedName(String name, Slot slot, List<Slot> all) {
    String others =
        all.stream()
            .filter(other -> other.index() != slot.index())
            .map(other -> "server " + other.index())
            .collect(Collectors.joining(", "));
    return SlotFinding.duplicate(
        slot.networkInterface().id(),
        OptionalInt.of(slot.index()),
        "%s is the DNS name of server %d and also of %s; give every server a name of its own with the tag %s"
            .formatted(name, slot.index(), others, TagKeys.DNS_NAME));
  }

  /** The network most interfaces are in is the group's; of two equals, the first by id. */
  private static List<SlotFinding> otherNetworks(List<Slot> slots) {
    if (slots.stream()
        .allMatch(
            slot ->
                slot.networkInterface()
                    .vpcId()
                    .equals(slots.getFirst().networkInterface().vpcId()))) {
      return List.of();
    }
    TreeMap<String, Long> byVpc =
        slots.stream()
            .map(slot -> slot.networkInterface().vpcId())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    String own =
        byVpc.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .orElseThrow()
            .getKey();
    return slots.stream()
        .filter(slot -> !slot.networkInterface().vpcId().equals(own))
        .map(
            slot ->
                SlotFinding.blocking(
                    slot.networkInterface().id(),
                    OptionalInt.of(slot.index()),
                    "the network interface is in %s, most others of the group are in %s; create it in a subnet of the group's VPC"
                        .formatted(slot.networkInterface().vpcId(), own)))
        .toList();
  }
}
