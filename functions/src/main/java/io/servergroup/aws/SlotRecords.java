package io.servergroup.aws;

import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the EC2 API says about network interfaces and volumes, as slots and findings.
 *
 * @param slots ordered by index; an index appears once
 */
record SlotRecords(List<Slot> slots, List<SlotFinding> findings) {
  /**
   * Puts slots together by their tags.
   *
   * @param interfaces all network interfaces of the server group, or of the servers read
   * @param volumes all volumes of the same servers
   */
  static SlotRecords of(List<InterfaceRecord> interfaces, List<VolumeRecord> volumes) {
    List<SlotFinding> findings = new ArrayList<>();
    var byIndex = byIndex(interfaces, findings);
    var volumesByIndex = VolumeRecords.byIndex(volumes, findings);
    List<Slot> slots = new ArrayList<>();
    byIndex.forEach(
        (index, candidates) -> {
          var own = volumesByIndex.getOrDefault(index, List.of());
          volumesByIndex.remove(index);
          if (candidates.size() == 1) {
            slots.add(slot(index, candidates.getFirst(), own, findings));
          } else {
            findings.add(duplicate(index, candidates));
          }
        });
    volumesByIndex.forEach(
        (index, orphans) ->
            orphans.forEach(
                orphan ->
                    findings.add(
                        SlotFinding.missing(
                            orphan.id(),
                            OptionalInt.of(index),
                            "the volume is tagged for server %d, but no network interface is; create the interface or correct the volume's tag %s"
                                .formatted(index, TagKeys.INDEX)))));
    findings.addAll(SlotComparison.findings(slots));
    return new SlotRecords(List.copyOf(slots), List.copyOf(findings));
  }

  private static SortedMap<Integer, List<InterfaceRecord>> byIndex(
      List<InterfaceRecord> interfaces, List<SlotFinding> findings) {
    SortedMap<Integer, List<InterfaceRecord>> byIndex = new TreeMap<>();
    for (InterfaceRecord each : interfaces) {
      if (each.index().isEmpty()) {
        findings.addAll(each.findings());
      } else {
        byIndex.computeIfAbsent(each.index().getAsInt(), i -> new ArrayList<>()).add(each);
      }
    }
    return byIndex;
  }

  private static SlotFinding duplicate(int index, List<InterfaceRecord> candidates) {
    String ids =
        candidates.stream()
            .map(each -> each.networkInterface().id())
            .sorted()
            .collect(Collectors.joining(", "));
    return SlotFinding.duplicate(
        ids,
        OptionalInt.of(index),
        "%d network interfaces are tagged for server %d; there should be one: remove the tag %s from the others"
            .formatted(candidates.size(), index, TagKeys.INDEX));
  }

  private static Slot slot(
      int index, InterfaceRecord own, List<VolumeRecord> volumes, List<SlotFinding> findings) {
    List<Volume> attachable = VolumeRecords.of(index, own.networkInterface(), volumes, findings);
    findings.addAll(own.findings());
    return new Slot(index, own.networkInterface(), attachable, own.dnsName());
  }
}
