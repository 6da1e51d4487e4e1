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
    Optional<String> key = inputs.properties().given(ClusterInputs.KEY);
    refuse(
        ClusterInputs.KEY,
        volume -> key.isPresent() && !volume.key().equals(key.get()),
        "another key encrypts the volumes that there are: ",
        "keep their key; a volume cannot get another one");
    return findings;
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
