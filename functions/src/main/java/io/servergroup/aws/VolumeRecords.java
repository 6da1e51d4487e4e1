package io.servergroup.aws;

import io.servergroup.group.NetworkInterface;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the EC2 API says about volumes, as records of the slots they belong to. */
final class VolumeRecords {
  private VolumeRecords() {}

  static SortedMap<Integer, List<VolumeRecord>> byIndex(
      List<VolumeRecord> volumes, List<SlotFinding> findings) {
    SortedMap<Integer, List<VolumeRecord>> byIndex = new TreeMap<>();
    for (VolumeRecord each : volumes) {
      if (each.index().isEmpty()) {
        findings.add(
            SlotFinding.minor(
                each.id(), each.index(), InterfaceRecord.badIndex("volume", each.tags())));
      } else {
        byIndex.computeIfAbsent(each.index().getAsInt(), i -> new ArrayList<>()).add(each);
      }
    }
    return byIndex;
  }

  /** The volumes of one slot, ordered by device; those that cannot be attached become findings. */
  static List<Volume> of(
      int index,
      NetworkInterface networkInterface,
      List<VolumeRecord> volumes,
      List<SlotFinding> findings) {
    if (volumes.isEmpty()) {
      return List.of();
    }
    TreeMap<String, Volume> byDevice = new TreeMap<>();
    inOrder(volumes)
        .forEach(
            each -> {
              if (each.volume().isEmpty()) {
                findings.add(
                    SlotFinding.blocking(
                        each.id(),
                        OptionalInt.of(index),
                        "the volume has no tag %s; it should name a device such as /dev/sdf: add the tag"
                            .formatted(TagKeys.DEVICE)));
                return;
              }
              Volume volume = each.volume().get();
              if (!volume.zone().equals(networkInterface.zone())) {
                findings.add(
                    SlotFinding.blocking(
                        each.id(),
                        OptionalInt.of(index),
                        "the volume is in %s, its server's network interface %s in %s; both should be in one zone: move the volume by a snapshot"
                            .formatted(
                                volume.zone(), networkInterface.id(), networkInterface.zone())));
                return;
              }
              Volume first = byDevice.putIfAbsent(volume.device(), volume);
              if (first != null) {
                findings.add(
                    SlotFinding.duplicate(
                        each.id(),
                        OptionalInt.of(index),
                        "the volume's device %s is also that of %s; give every volume of a server a device of its own"
                            .formatted(volume.device(), first.id())));
              }
            });
    return List.copyOf(byDevice.values());
  }

  /** Most servers have one. */
  private static List<VolumeRecord> inOrder(List<VolumeRecord> volumes) {
    return volumes.size() == 1
        ? volumes
        : volumes.stream().sorted(Comparator.comparing(VolumeRecord::id)).toList();
  }
}
