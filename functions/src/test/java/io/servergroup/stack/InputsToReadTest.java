package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of the things that inputs name are looked at in AWS. */
class InputsToReadTest extends ClusterInputsFixture {
  @Test
  void ofWhatAwsHasAnUpdateLooksOnlyAtWhatItChanges() {
    StackProperties former = new StackProperties(new LinkedHashMap<>(properties));
    with("ElbNames", List.of("web"));
    with("ClusterSize", "4");
    ClusterInputs update = new ClusterInputs(new StackProperties(properties), Optional.of(former));

    assertEquals(Optional.empty(), update.zoneToRead());
    assertEquals(List.of(), update.subnetsToRead());
    assertEquals(List.of(), update.targetGroupsToRead());
    assertEquals(List.of("web"), update.classicToRead());
  }

  @Test
  void anotherNameIsLookedForInTheZone() {
    StackProperties former = new StackProperties(new LinkedHashMap<>(properties));
    with("DnsNameCommonPortion", "elsewhere.example.com");

    assertEquals(
        Optional.of("Z1"),
        new ClusterInputs(new StackProperties(properties), Optional.of(former)).zoneToRead());
  }

  @Test
  void ofANewClusterAllThatIsNamedIsLookedAt() {
    with("ElbNames", List.of("web"));
    with("DnsNameCommonPortion", "");
    with("DnsNames", List.of("a.example.com"));
    ClusterInputs created = new ClusterInputs(new StackProperties(properties));

    assertEquals(Optional.of("Z1"), created.zoneToRead());
    assertEquals(List.of("subnet-a", "subnet-b"), created.subnetsToRead());
    assertEquals(List.of(ARN), created.targetGroupsToRead());
    assertEquals(List.of("web"), created.classicToRead());
  }

  @Test
  void whatNobodyChangesIsNotLookedAt() {
    with("ElbNames", List.of("web"));
    ClusterInputs same =
        new ClusterInputs(
            new StackProperties(properties), Optional.of(new StackProperties(properties)));

    assertEquals(List.of(), same.classicToRead());
  }

  @Test
  void volumesAreLookedAtWhenTheirSizeOrTheirKeyChanges() {
    with("EbsVolumeSize", "10");
    StackProperties former = new StackProperties(new LinkedHashMap<>(properties));
    assertTrue(new ClusterInputs(former).readsVolumes());
    assertFalse(new ClusterInputs(former, Optional.of(former)).readsVolumes());

    with("KmsKeyId", "arn:key/new");
    assertTrue(updateOf(former).readsVolumes());

    with("KmsKeyId", "");
    with("EbsVolumeSize", "20");
    assertTrue(updateOf(former).readsVolumes());

    with("EbsVolumeSize", "0");
    assertFalse(updateOf(former).readsVolumes(), "there are to be none");
  }

  private ClusterInputs updateOf(StackProperties former) {
    return new ClusterInputs(new StackProperties(properties), Optional.of(former));
  }
}
