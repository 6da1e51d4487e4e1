package io.servergroup.aws;

import io.servergroup.group.NetworkInterface;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** What the EC2 API says about volumes, as records of the slots they belong to. */
final class VolumeRecords {
  private VolumeRecords() {}

  /** A volume as described, and its tags. */
  record Tagged(software.amazon.awssdk.services.ec2.model.Volume volume, TagValues tags) {
    String id() {
      return volume.volumeId();
    }
  }

  static SortedMap<Integer, List<Tagged>> byIndex(
      List<software.amazon.awssdk.services.ec2.model.Volume> volumes, List<SlotFinding> findings) {
    SortedMap<Integer, List<Tagged>> byIndex = new TreeMap<>();
    for (var volume : volumes) {
      Tagged tagged = new Tagged(volume, TagValues.ofEc2(volume.tags()));
      OptionalInt index = tagged.tags().count(TagKeys.INDEX);
      if (index.isEmpty()) {
        findings.add(
            SlotFinding.minor(tagged.id(), index, SlotRecords.badIndex("volume", tagged.tags())));
      } else {
        byIndex.computeIfAbsent(index.getAsInt(), i -> new ArrayList<>()).add(tagged);
      }
    }
    return byIndex;
  }

  /** The volumes of one slot, ordered by device; those that cannot be attached become findings. */
  static List<Volume> of(
      int index,
      NetworkInterface networkInterface,
      List<Tagged> volumes,
      List<SlotFinding> findings) {
    if (volumes.isEmpty()) {
      return List.of();
    }
    TreeMap<String, Volume> byDevice = new TreeMap<>();
    inOrder(volumes)
        .forEach(
            tagged -> {
              Optional<String> device = tagged.tags().text(TagKeys.DEVICE);
              if (device.isEmpty()) {
                findings.add(
                    SlotFinding.blocking(
                        tagged.id(),
                        OptionalInt.of(index),
                        "the volume has no tag %s; it should name a device such as /dev/sdf: add the tag"
                            .formatted(TagKeys.DEVICE)));
                return;
              }
              Volume volume = volume(tagged, device.get());
              if (!volume.zone().equals(networkInterface.zone())) {
                findings.add(
                    SlotFinding.blocking(
                        tagged.id(),
                        OptionalInt.of(index),
                        "the volume is in %s, its server's network interface %s in %s; both should be in one zone: move the volume by a snapshot"
                            .formatted(
                                volume.zone(), networkInterface.id(), networkInterface.zone())));
                return;
              }
              Volume first = byDevice.putIfAbsent(device.get(), volume);
              if (first != null) {
                findings.add(
                    SlotFinding.duplicate(
                        tagged.id(),
                        OptionalInt.of(index),
                        "the volume's device %s is also that of %s; give every volume of a server a device of its own"
                            .formatted(device.get(), first.id())));
              }
            });
    return List.copyOf(byDevice.values());
  }

  /** Most servers have one. */
  private static List<Tagged> inOrder(List<Tagged> volumes) {
    return volumes.size() == 1
        ? volumes
        : volumes.stream().sorted(Comparator.comparing(Tagged::id)).toList();
  }

  private static Volume volume(Tagged tagged, String device) {
    software.amazon.awssdk.services.ec2.model.Volume volume = tagged.volume();
    return new Volume(
        volume.volumeId(),
        volume.availabilityZone(),
        device,
        Objects.requireNonNullElse(volume.stateAsString(), "unknown"),
        attachment(volume),
        tagged.tags().text(TagKeys.MOUNTED));
  }

  private static Optional<Volume.Attachment> attachment(
      software.amazon.awssdk.services.ec2.model.Volume volume) {
    for (VolumeAttachment attachment : volume.attachments()) {
      if (attachment.instanceId() != null) {
        return Optional.of(
            new Volume.Attachment(
                attachment.instanceId(),
                attachment.device(),
                attachment.stateAsString(),
                Boolean.TRUE.equals(attachment.deleteOnTermination())));
      }
    }
    return Optional.empty();
  }
}
