package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.servergroup.rollout.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubnetZonesTest {
  private static final Map<String, Lookup<ClusterReadings.Subnet>> READINGS =
      Map.of(
          "subnet-a", new Lookup.Found<>(new ClusterReadings.Subnet("vpc-1", "eu-west-1a")),
          "subnet-b", new Lookup.Found<>(new ClusterReadings.Subnet("vpc-1", "eu-west-1b")),
          "subnet-x", new Lookup.Missing<>());

  @Test
  void zonesComeInTheOrderOfTheSubnetsAndAsOftenAsThey() {
    assertEquals(
        new SubnetZones.Known(List.of("eu-west-1b", "eu-west-1a", "eu-west-1b")),
        SubnetZones.of(List.of("subnet-b", "subnet-a", "subnet-b"), READINGS));
  }

  @Test
  void subnetsThatDoNotExistAreAllNamed() {
    SubnetZones.Unknown unknown =
        assertInstanceOf(
            SubnetZones.Unknown.class,
            SubnetZones.of(List.of("subnet-x", "subnet-a", "subnet-y"), READINGS));

    assertEquals(
        List.of(
            "SubnetIds: not in this account and region: subnet-x; subnet-y; name subnets that exist"),
        unknown.findings().stream().map(Finding::sentence).toList());
  }

  @Test
  void withoutSubnetsThereIsNothingToSay() {
    assertInstanceOf(SubnetZones.Unknown.class, SubnetZones.of(List.of(), READINGS));
  }
}
