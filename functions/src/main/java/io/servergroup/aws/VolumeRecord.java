package io.servergroup.aws;

import io.servergroup.group.TagKeys;
import io.servergroup.group.Volume;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * What the EC2 API says about one volume.
 *
 * @param index the server's that it is tagged for; empty when it is tagged for none
 * @param volume empty when no tag says as which device it is to be attached
 */
record VolumeRecord(
    software.amazon.awssdk.services.ec2.model.Volume described,
    TagValues tags,
    OptionalInt index,
    Optional<Volume> volume) {

  /** Reads one volume. */
  static VolumeRecord of(software.amazon.awssdk.services.ec2.model.Volume described) {
    TagValues tags = TagValues.ofEc2(described.tags());
    return new VolumeRecord(
        described,
        tags,
        tags.exactCount(TagKeys.INDEX),
        tags.text(TagKeys.DEVICE).map(device -> volume(described, tags, device)));
  }

  String id() {
    return described.volumeId();
  }

  private static Volume volume(
      software.amazon.awssdk.services.ec2.model.Volume volume, TagValues tags, String device) {
    return new Volume(
        volume.volumeId(),
        volume.availabilityZone(),
        device,
        Objects.requireNonNullElse(volume.stateAsString(), "unknown"),
        attachment(volume),
        tags.text(TagKeys.MOUNTED));
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
