package io.servergroup.aws;

import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
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
    List<InterfaceRecord> ordered = ordered(interfaces, findings);
    Map<Integer, List<VolumeRecord>> volumesByIndex = VolumeRecords.byIndex(volumes, findings);
    List<Slot> slots = new ArrayList<>(ordered.size());
    for (int first = 0, end; first < ordered.size(); first = end) {
      int index = ordered.get(first).index().getAsInt();
      for (end = first + 1; end < ordered.size(); end++) {
        if (ordered.get(end).index().getAsInt() != index) {
          break;
        }
      }
      List<VolumeRecord> own = Objects.requireNonNullElse(volumesByIndex.remove(index), List.of());
      if (end == first + 1) {
        slots.add(slot(index, ordered.get(first), own, findings));
      } else {
        findings.add(duplicate(index, ordered.subList(first, end)));
      }
    }
    new TreeMap<>(volumesByIndex)
        .forEach(
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

  /** Those that are tagged for a server, by its index. */
  private static List<InterfaceRecord> ordered(
      List<InterfaceRecord> interfaces, List<SlotFinding> findings) {
    List<InterfaceRecord> ordered = new ArrayList<>(interfaces.size());
    for (InterfaceRecord each : interfaces) {
      if (each.index().isEmpty()) {
        findings.addAll(each.findings());
      } else {
        ordered.add(each);
      }
    }
    ordered.sort(Comparator.comparingInt(each -> each.index().getAsInt()));
    return ordered;
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
