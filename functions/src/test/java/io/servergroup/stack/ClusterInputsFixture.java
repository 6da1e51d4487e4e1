package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of three servers whose inputs are in order, until a story makes one of them wrong. */
abstract class ClusterInputsFixture {
  static final String ARN = "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/t/1";

  final Map<String, Object> properties = new LinkedHashMap<>();
  final Map<String, Lookup<ClusterReadings.Subnet>> subnets = new LinkedHashMap<>();
  final Map<String, Lookup<ClusterReadings.TargetGroup>> targetGroups = new LinkedHashMap<>();
  final Map<String, Lookup<String>> classic = new LinkedHashMap<>();
  Optional<Lookup<ClusterReadings.HostedZone>> zone =
      Optional.of(new Lookup.Found<>(new ClusterReadings.HostedZone("example.com")));
  final Map<Integer, String> homes = new LinkedHashMap<>();
  final List<ClusterReadings.OwnedVolume> volumes = new ArrayList<>();
  RolloutOptions options = new RolloutOptions.Fields(Map.of());

  /** Empty for a cluster that is being created. */
  Optional<StackProperties> former = Optional.empty();

  ClusterInputsFixture() {
    with("ClusterName", "tools");
    with("ClusterSize", "3");
    with("VpcId", "vpc-1");
    with("SubnetIds", List.of("subnet-a", "subnet-b"));
    with("DnsNames", List.of(""));
    with("DnsNameCommonPortion", "tools.example.com");
    with("Route53HostedZoneId", "Z1");
    with("DeploymentBatchSize", "1");
    with("RolloutOptions", "");
    with("AttachEni", "true");
    with("EnableElasticIps", "false");
    with("EbsVolumeSize", "0");
    with("HealthCheckType", "EC2");
    with("ElbNames", List.of(""));
    with("TargetGroupArns", List.of(ARN));
    with("WaitForCapacityTimeoutMinutes", "10");
    subnets.put("subnet-a", subnet("vpc-1"));
    subnets.put("subnet-b", subnet("vpc-1"));
    targetGroups.put(ARN, targetGroup("vpc-1", "instance"));
  }

  final void with(String parameter, Object value) {
    properties.put(parameter, value);
  }

  static Lookup<ClusterReadings.Subnet> subnet(String vpc) {
    return new Lookup.Found<>(new ClusterReadings.Subnet(vpc, "eu-west-1a"));
  }

  static Lookup<ClusterReadings.TargetGroup> targetGroup(String vpc, String type) {
    return new Lookup.Found<>(new ClusterReadings.TargetGroup(vpc, type));
  }

  final List<Finding> check() {
    return new ClusterInputs(new StackProperties(properties), former)
        .check(options, new ClusterReadings(zone, subnets, targetGroups, classic, homes, volumes));
  }

  /** The only finding is about this parameter, and says these words. */
  final void assertRefused(String where, String... words) {
    List<Finding> findings = check();
    assertEquals(
        List.of(where), findings.stream().map(Finding::where).toList(), findings::toString);
    for (String word : words) {
      assertTrue(findings.getFirst().sentence().contains(word), findings.getFirst().sentence());
    }
  }
}
