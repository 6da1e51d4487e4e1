package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.rollout.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an update may not take from servers that exist. */
class KeptServersTest extends ClusterInputsFixture {
  @Test
  void aServerThatExistsKeepsItsSubnet() {
    homes.put(0, "subnet-a");
    homes.put(1, "subnet-b");
    homes.put(2, "subnet-a");

    assertEquals(List.of(), check());
  }

  @Test
  void anotherSubnetInTheListMovesNoServer() {
    homes.put(0, "subnet-a");
    homes.put(1, "subnet-b");
    homes.put(2, "subnet-a");
    subnets.put("subnet-c", subnet("vpc-1"));
    with("SubnetIds", List.of("subnet-a", "subnet-b", "subnet-c"));

    assertRefused(
        "SubnetIds",
        "server 2 from subnet-a to subnet-c",
        "keeps its own",
        "addresses would change");
  }

  @Test
  void aServerThatGoesMayHaveBeenAnywhere() {
    homes.put(3, "subnet-z");

    assertEquals(List.of(), check());
  }

  @Test
  void aVolumeDoesNotShrink() {
    with("EbsVolumeSize", "10");
    volumes.add(new ClusterReadings.OwnedVolume("vol-1", 1, 20, "key"));
    volumes.add(new ClusterReadings.OwnedVolume("vol-2", 2, 10, "key"));

    assertRefused("EbsVolumeSize", "10 GiB", "vol-1 of server 1", "cannot shrink");
  }

  @Test
  void aVolumeKeepsItsKey() {
    with("EbsVolumeSize", "10");
    with("KmsKeyId", "arn:key/new");
    volumes.add(new ClusterReadings.OwnedVolume("vol-0", 0, 10, "arn:key/old"));
    volumes.add(new ClusterReadings.OwnedVolume("vol-9", 9, 10, "arn:key/old"));

    assertRefused("KmsKeyId", "vol-0 of server 0", "keep their key");
  }

  @Test
  void theKeyOfAVolumeIsNeitherNamedLaterNorLeftOut() {
    with("EbsVolumeSize", "10");
    volumes.add(new ClusterReadings.OwnedVolume("vol-0", 0, 10, "arn:key/of-the-account"));
    former = Optional.of(new StackProperties(new LinkedHashMap<>(properties)));
    with("KmsKeyId", "arn:key/of-the-account");

    assertRefused("KmsKeyId", "vol-0 of server 0", "keep it empty");

    former = Optional.of(new StackProperties(new LinkedHashMap<>(properties)));
    with("KmsKeyId", "");

    assertRefused("KmsKeyId", "vol-0 of server 0", "keep arn:key/of-the-account");

    volumes.clear();
    assertEquals(List.of(), check());
  }

  @Test
  void aVolumeHasASizeThatItsTypeCanHave() {
    with("EbsVolumeSize", "50");
    with("EbsVolumeType", "st1");
    assertRefused("EbsVolumeSize", "50 GiB", "type st1", "125 to 16384");

    with("EbsVolumeSize", "1025");
    with("EbsVolumeType", "standard");
    assertRefused("EbsVolumeSize", "1025 GiB", "type standard", "1 to 1024");

    with("EbsVolumeType", "gp3");
    assertEquals(List.of(), check());
    with("EbsVolumeSize", "0");
    with("EbsVolumeType", "sc1");
    assertEquals(List.of(), check());
  }

  @Test
  void whereNoKeyIsNamedAVolumeMayHaveAny() {
    with("EbsVolumeSize", "10");
    volumes.add(new ClusterReadings.OwnedVolume("vol-0", 0, 10, "arn:key/of-the-account"));

    assertEquals(List.of(), check());
  }

  @Test
  void aVolumeMayBeWhatAnUpdateDoesNotChange() {
    with("EbsVolumeSize", "10");
    with("KmsKeyId", "arn:key/named");
    volumes.add(new ClusterReadings.OwnedVolume("vol-1", 1, 20, "arn:key/by-hand"));
    former = Optional.of(new StackProperties(new LinkedHashMap<>(properties)));

    assertEquals(List.of(), check());

    former = Optional.empty();
    assertEquals(
        List.of("EbsVolumeSize", "KmsKeyId"), check().stream().map(Finding::where).toList());
  }

  @Test
  void ofAVolumeOnlyWhatAnUpdateChangesIsCompared() {
    with("EbsVolumeSize", "30");
    with("KmsKeyId", "arn:key/named");
    volumes.add(new ClusterReadings.OwnedVolume("vol-1", 1, 20, "arn:key/by-hand"));
    former = Optional.of(new StackProperties(new LinkedHashMap<>(properties)));
    with("EbsVolumeSize", "10");

    assertRefused("EbsVolumeSize", "vol-1 of server 1");
  }

  @Test
  void serversThatWouldMoveAreNotToldBesideSubnetsThatAreWrongButBesideAllElse() {
    homes.put(0, "subnet-b");
    subnets.put("subnet-b", new Lookup.Missing<>());
    assertRefused("SubnetIds", "not in this account and region: subnet-b");

    subnets.put("subnet-b", subnet("vpc-1"));
    targetGroups.put(ARN, new Lookup.Missing<>());
    assertEquals(
        List.of("TargetGroupArns", "SubnetIds"), check().stream().map(Finding::where).toList());
  }

  @Test
  void volumesOfServersThatGoMayBeOfAnySizeAndKey() {
    with("EbsVolumeSize", "10");
    with("KmsKeyId", "arn:key/new");
    volumes.add(new ClusterReadings.OwnedVolume("vol-3", 3, 20, "arn:key/old"));

    assertEquals(List.of(), check());
  }
}
