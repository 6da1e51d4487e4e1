package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the volumes of servers that exist can be as the parameters want them: EBS lets a volume
 * grow, but neither shrink nor get another key, for which CloudFormation would make an empty one.
 *
 * <p>What an update leaves as it was is right, whatever the volumes are by now: somebody may have
 * made one larger by hand, and CloudFormation does not touch it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html">Requirements
 *     for EBS volume modifications</a>
 */
final class VolumeChecks {
  private final ClusterInputs inputs;
  private final List<ClusterReadings.OwnedVolume> volumes;
  private final List<Finding> findings = new ArrayList<>();

  VolumeChecks(ClusterInputs inputs, List<ClusterReadings.OwnedVolume> volumes) {
    this.inputs = inputs;
    this.volumes = volumes;
  }

  List<Finding> check() {
    int size = inputs.properties().count(ClusterInputs.VOLUME_SIZE).orElse(0);
    if (size == 0) {
      return List.of();
    }
    refuse(
        ClusterInputs.VOLUME_SIZE,
        volume -> volume.size() > size,
        "found %d GiB, which is less than there is: ".formatted(size),
        "give at least as much; a volume cannot shrink");
    checkKey();
    checkType(size);
    return findings;
  }

  /** CloudFormation has no way to add the property to a volume that there is, nor to take it. */
  private void checkKey() {
    String key = inputs.properties().text(ClusterInputs.KEY);
    Optional<String> former = inputs.former().map(before -> before.text(ClusterInputs.KEY));
    refuse(
        ClusterInputs.KEY,
        volume -> former.isPresent() || !(key.isEmpty() || volume.key().equals(key)),
        "it would be another for the volumes that there are: ",
        "keep %s; a volume cannot get another one"
            .formatted(former.map(text -> text.isEmpty() ? "it empty" : text).orElse("their key")));
  }

  /**
   * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">The
   *     sizes that each type of volume can have</a>
   */
  private void checkType(int size) {
    String type = inputs.properties().text(ClusterInputs.VOLUME_TYPE);
    int least = type.equals("st1") || type.equals("sc1") ? 125 : 1;
    int most = type.equals("standard") ? 1_024 : 16_384;
    if (size < least || size > most) {
      findings.add(
          new Finding(
              ClusterInputs.VOLUME_SIZE,
              "found %d GiB, which a volume of type %s cannot have".formatted(size, type),
              "give %d to %d, or another EbsVolumeType".formatted(least, most)));
    }
  }

  private void refuse(
      String parameter, Predicate<ClusterReadings.OwnedVolume> unfit, String found, String wanted) {
    if (!inputs.changes(parameter)) {
      return;
    }
    List<String> unfits =
        volumes.stream()
            .filter(volume -> volume.server() < inputs.size().orElse(0))
            .filter(unfit)
            .map(volume -> "%s of server %d".formatted(volume.id(), volume.server()))
            .toList();
    if (!unfits.isEmpty()) {
      findings.add(new Finding(parameter, found + Listing.of(unfits), wanted));
    }
  }
}
