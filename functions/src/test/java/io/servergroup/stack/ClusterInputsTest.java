package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterInputsTest extends ClusterInputsFixture {
  @Test
  void whatFitsTogetherIsNotRefused() {
    assertEquals(List.of(), check());
    with("DnsNames", List.of("a.example.com", "b.example.com", "c.tools.example.com"));
    with("DeploymentBatchSize", "25%");
    with("EnableElasticIps", "true");
    with("EbsVolumeSize", "100");
    with("HealthCheckType", "ELB");
    with("ElbNames", List.of("one", "two"));
    classic.put("one", new Lookup.Found<>("vpc-1"));
    classic.put("two", new Lookup.Found<>("vpc-1"));
    options = new RolloutOptions.Fields(Map.of("bakeSeconds", 60, "servers", "0,2"));
    assertEquals(List.of(), check());
  }

  @Test
  void aClusterWithoutNamesInterfacesAndBalancersIsNotRefused() {
    with("DnsNameCommonPortion", "");
    with("Route53HostedZoneId", "");
    with("AttachEni", "false");
    with("TargetGroupArns", "");
    targetGroups.clear();
    zone = Optional.empty();

    assertEquals(List.of(), check());
  }

  /** One parameter that is wrong by itself or beside the others. */
  static Stream<Arguments> oneWrong() {
    return Stream.of(
        wrong("ClusterName", " ", "ClusterName", "name the cluster"),
        wrong("ClusterSize", "0", "ClusterSize", "give the number of servers, from 1"),
        wrong("VpcId", "", "VpcId", "name the VPC"),
        wrong("EbsVolumeSize", "ten", "EbsVolumeSize", "\"ten\""),
        wrong("WaitForCapacityTimeoutMinutes", "10m", "WaitForCapacityTimeoutMinutes", "minutes"),
        wrong("AttachEni", "yes", "AttachEni", "true or false"),
        wrong(
            "AttachEni",
            "false",
            "DnsNameCommonPortion",
            "found \"tools.example.com\", but AttachEni is \"false\"",
            "set AttachEni to true"),
        wrong("EnableElasticIps", "on", "EnableElasticIps", "true or false"),
        wrong("HealthCheckType", "elb", "HealthCheckType", "choose EC2 or ELB"),
        wrong("SubnetIds", List.of(), "SubnetIds", "at least one"),
        wrong("DeploymentBatchSize", "0", "DeploymentBatchSize", "from 1 to 3, or 1%"),
        wrong("DeploymentBatchSize", "4", "DeploymentBatchSize", "for a cluster of 3"),
        wrong("DeploymentBatchSize", "101%", "DeploymentBatchSize", "\"101%\""),
        wrong("DeploymentBatchSize", "", "DeploymentBatchSize", "found \"\""),
        wrong("Route53HostedZoneId", "", "Route53HostedZoneId", "servers are to have names"),
        wrong(
            "DnsNameCommonPortion",
            "Tools.example.com",
            "DnsNameCommonPortion",
            "has upper case letters"),
        wrong(
            "DnsNameCommonPortion",
            "tools.example.org",
            "DnsNameCommonPortion",
            "0.tools.example.org; 1.tools.example.org; 2.tools.example.org"),
        wrong(
            "DnsNameCommonPortion",
            "notexample.com",
            "DnsNameCommonPortion",
            "not in the hosted zone example.com (Z1)"),
        wrong(
            "DnsNames", List.of("a.example.com"), "DnsNames", "found 1 for 3 servers", "exactly 3"),
        wrong(
            "DnsNames",
            List.of("a.example.com", "b.example.com", "c.example.com", "d.example.com"),
            "DnsNames",
            "found 4 for 3 servers"),
        wrong(
            "DnsNames",
            List.of("a.example.com", "b.example.com", "a.example.com"),
            "DnsNames",
            "more than once: a.example.com"),
        wrong(
            "DnsNames",
            List.of("a.example.com", "B.example.com", "c_c.example.com"),
            "DnsNames",
            "\"B.example.com\" has upper case letters",
            "\"c_c.example.com\" has the part \"c_c\""),
        wrong(
            "DnsNames", List.of("a.example.com", "", "c.example.com"), "DnsNames", "\"\" is empty"),
        wrong(
            "DnsNames",
            List.of("a.example.com", "b.example.com.", "c.example.com"),
            "DnsNames",
            "\"b.example.com.\" ends with a dot"),
        wrong(
            "DnsNames",
            List.of("a.example.com", "b.example.com", "c.example.net"),
            "DnsNames",
            "not in the hosted zone example.com (Z1): c.example.net",
            "names that end with .example.com"));
  }

  private static Arguments wrong(String parameter, Object value, String where, String... words) {
    return Arguments.of(parameter, value, where, List.of(words));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("oneWrong")
  void aWrongParameterIsNamedWithWhatWasFoundAndWhatWouldBeRight(
      String parameter, Object value, String where, List<String> words) {
    with(parameter, value);
    if (parameter.equals("AttachEni") && value.equals("yes")) {
      // Names need an interface, too; that is told beside it.
      with("DnsNameCommonPortion", "");
    }

    assertRefused(where, words.toArray(new String[0]));
  }

  @Test
  void aSizeThatIsNoNumberDoesNotHideWhatElseIsWrong() {
    with("ClusterSize", "many");
    with("DeploymentBatchSize", "x");

    assertEquals(
        List.of("ClusterSize", "DeploymentBatchSize"),
        check().stream().map(Finding::where).toList());
  }

  @Test
  void whatServersKeepNeedsAnInterface() {
    with("AttachEni", "false");
    with("EnableElasticIps", "true");
    with("EbsVolumeSize", "10");
    with("DnsNames", List.of("a.example.com", "b.example.com", "c.example.com"));

    assertEquals(
        List.of("EnableElasticIps", "EbsVolumeSize", "DnsNames", "DnsNameCommonPortion"),
        check().stream().map(Finding::where).toList());
    String names = check().get(2).sentence();
    assertTrue(names.contains("found a.example.com, b.example.com, c.example.com, but"), names);
  }

  @Test
  void healthChecksOfLoadBalancersNeedOne() {
    with("HealthCheckType", "ELB");
    with("TargetGroupArns", List.of(""));
    targetGroups.clear();

    assertRefused("HealthCheckType", "TargetGroupArns or ElbNames", "or choose EC2");
  }

  @Test
  void aZoneThatDoesNotExistIsNamed() {
    zone = Optional.of(new Lookup.Missing<>());
    assertRefused("Route53HostedZoneId", "no hosted zone Z1 in this account");
    zone = Optional.of(new Lookup.Refused<>("InvalidInput: too long"));
    assertRefused("Route53HostedZoneId", "InvalidInput: too long");
  }

  @Test
  void aZoneIsLookedAtOnlyForNames() {
    assertEquals(
        Optional.of("Z1"), new ClusterInputs(new StackProperties(properties)).zoneToRead());
    with("DnsNameCommonPortion", "");
    zone = Optional.empty();

    assertEquals(Optional.empty(), new ClusterInputs(new StackProperties(properties)).zoneToRead());
    assertEquals(List.of(), check());
  }

  @Test
  void rangesAreRangesEachOnceAndAsManyAsAreLetIn() {
    with("AllowedInboundCidrBlocks", List.of("10.0.0.0/8", "192.168.1.0/24", "0.0.0.0/0"));
    with("AllowedSshCidrBlocks", List.of(""));
    assertEquals(List.of(), check());
    with(
        "AllowedInboundCidrBlocks",
        List.of("10.0.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "10.0.0.0", "10.0.0.0/8", ""));
    with(
        "AllowedSshCidrBlocks",
        IntStream.range(0, 11).mapToObj(i -> "10." + i + ".0.0/16").toList());

    assertEquals(
        List.of(
            "AllowedInboundCidrBlocks: found \"10.0.0.256/8\"; \"10.0.0.0/33\"; \"10.0.0.0\"; \"\";"
                + " give IPv4 ranges such as 10.0.0.0/8",
            "AllowedInboundCidrBlocks: found more than once: 10.0.0.0/8; name each range once",
            "AllowedSshCidrBlocks: found 11 ranges, of which only the first 10 would be let in;"
                + " give at most 10"),
        check().stream().map(Finding::sentence).toList());
  }

  @Test
  void theZonesOwnNameIsInTheZone() {
    with("ClusterSize", "1");
    with("DnsNames", List.of("example.com"));

    assertEquals(List.of(), check());
  }

  @Test
  void missingDoubleAndForeignSubnetsAreAllNamed() {
    with("SubnetIds", List.of("subnet-a", "subnet-x", "subnet-a", "subnet-b", "subnet-y"));
    subnets.put("subnet-x", new Lookup.Missing<>());
    subnets.put("subnet-b", subnet("vpc-2"));
    subnets.put("subnet-y", new Lookup.Missing<>());

    List<Finding> findings = check();

    assertEquals(
        List.of(
            "SubnetIds: found more than once: subnet-a; name each subnet once; servers go round"
                + " them by themselves",
            "SubnetIds: not in this account and region: subnet-x; subnet-y; name subnets that exist",
            "SubnetIds: not in the VPC vpc-1: subnet-b in vpc-2; name subnets of that VPC, or"
                + " theirs in VpcId"),
        findings.stream().map(Finding::sentence).toList());
  }

  @Test
  void everyLoadBalancerHasToExistInTheVpcAndToTakeInstances() {
    with("TargetGroupArns", List.of("tg-gone", "tg-elsewhere", "tg-ip", "tg-lambda", "tg-odd"));
    targetGroups.clear();
    targetGroups.put("tg-gone", new Lookup.Missing<>());
    targetGroups.put("tg-elsewhere", targetGroup("vpc-2", "instance"));
    targetGroups.put("tg-ip", targetGroup("vpc-1", "ip"));
    targetGroups.put("tg-lambda", targetGroup("", "lambda"));
    targetGroups.put("tg-odd", new Lookup.Refused<>("ValidationError: no ARN"));
    with("ElbNames", List.of("lb-gone", "lb-elsewhere"));
    classic.put("lb-gone", new Lookup.Missing<>());
    classic.put("lb-elsewhere", new Lookup.Found<>("vpc-3"));

    List<String> told = check().stream().map(Finding::sentence).toList();

    assertEquals(6, told.size(), told::toString);
    assertTrue(told.get(0).startsWith("TargetGroupArns: not in this account and region: tg-gone;"));
    assertTrue(told.get(1).contains("tg-odd (ValidationError: no ARN)"), told.get(1));
    assertTrue(told.get(2).contains("not in the VPC vpc-1: tg-elsewhere in vpc-2"), told.get(2));
    assertTrue(
        told.get(3).contains("tg-ip has the target type ip; tg-lambda has the target type lambda"),
        told.get(3));
    assertTrue(told.get(4).startsWith("ElbNames: not in this account and region: lb-gone;"));
    assertTrue(told.get(5).contains("not in the VPC vpc-1: lb-elsewhere in vpc-3"), told.get(5));
  }

  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        Arguments.of(Map.of("serverGroup", "x"), "RolloutOptions", "ClusterName says it"),
        Arguments.of(Map.of("batchSize", 2), "RolloutOptions", "DeploymentBatchSize says it"),
        Arguments.of(Map.of("skipHealthCheck", true), "RolloutOptions", "SkipHealthCheck says it"),
        Arguments.of(Map.of("onFailure", "ROLLBACK"), "RolloutOptions", "rolls back by itself"),
        Arguments.of(Map.of("bake", 60), "RolloutOptions", "unknown fields \"bake\"; known are"),
        Arguments.of(
            Map.of("bakeSeconds", -1), "RolloutOptions bakeSeconds", "whole number from 0"),
        Arguments.of(
            Map.of("servers", List.of(1, 3)),
            "RolloutOptions servers",
            "found the numbers [3] in a cluster of 3; name servers from 0 to 2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongOptions")
  void optionsThatARolloutWouldRefuseOrTheStackSaysAreRefused(
      Map<String, Object> fields, String where, String word) {
    options = new RolloutOptions.Fields(fields);

    assertRefused(where, word);
  }

  @Test
  void optionsThatAreNoObjectAreRefused() {
    options = new RolloutOptions.NoObject("it is another kind of value");

    assertRefused("RolloutOptions", "found no JSON object: it is another kind of value", "or {}");
  }

  @Test
  void theFieldsThatAreKnownAreThoseThatMayBeGiven() {
    options = new RolloutOptions.Fields(Map.of("x", 1));

    String sentence = check().getFirst().sentence();

    assertTrue(sentence.contains("canary, replaceAll, servers"), sentence);
    assertTrue(!sentence.contains("batchSize") && !sentence.contains("onFailure"), sentence);
  }

  @Test
  void aHundredWrongNamesAreToldInAFewLines() {
    List<String> names = new ArrayList<>();
    IntStream.range(0, 90).forEach(i -> names.add("Server-" + i + ".example.org"));
    with("DnsNames", names);

    List<Finding> findings = check();

    assertTrue(Finding.message("", findings).length() < 3_000, () -> Finding.message("", findings));
    assertTrue(findings.get(1).sentence().contains("and 80 more"), findings.get(1).sentence());
  }

  @Test
  void everyServiceHasAPortOfItsOwn() {
    with("SchemaRegistryPort", "8081");
    with("RestProxyPort", "0");
    with("ConnectPort", "8081");

    assertRefused("ConnectPort", "8081", "SchemaRegistryPort", "0 to close");
  }

  @Test
  void theHealthCheckerHasAPortOfItsOwn() {
    with("ConnectPort", "8083");
    with("HealthCheckerListenerPort", "8083");

    assertRefused("HealthCheckerListenerPort", "8083", "ConnectPort", "a port of its own");
  }

  @Test
  void closedPortsAreNobodys() {
    with("SchemaRegistryPort", "0");
    with("RestProxyPort", "0");
    with("ConnectPort", "8083");

    assertEquals(List.of(), check());
  }

  @Test
  void nobodyIsNotAmongOthers() {
    with("AllowedInboundSecurityGroupIds", List.of("sg-00000000"));
    assertEquals(List.of(), check());

    with("AllowedInboundSecurityGroupIds", List.of("sg-00000000", "sg-0123456789abcdef0"));
    assertRefused("AllowedInboundSecurityGroupIds", "sg-00000000", "leave it out");
  }

  @Test
  void tenRangesAreLetIn() {
    with(
        "AllowedSshCidrBlocks",
        IntStream.range(0, 10).mapToObj(i -> "10." + i + ".0.0/16").toList());

    assertEquals(List.of(), check());
  }

  @Test
  void whatServersKeepIsWhatTheParametersAskFor() {
    with("RolloutOptions", "{\"bakeSeconds\": 60}");
    ClusterInputs plain = new ClusterInputs(new StackProperties(new LinkedHashMap<>(properties)));
    with("AttachEni", "false");
    with("EbsVolumeSize", "1");
    ClusterInputs other = new ClusterInputs(new StackProperties(properties));

    assertEquals("{\"bakeSeconds\": 60}", plain.rolloutOptions());
    assertTrue(plain.wantsInterfaces() && !plain.wantsVolumes());
    assertTrue(!other.wantsInterfaces() && other.wantsVolumes());
  }

  @Test
  void eitherKindOfLoadBalancerTellsTheHealthOfServers() {
    with("HealthCheckType", "ELB");
    assertEquals(List.of(), check());

    with("TargetGroupArns", List.of(""));
    targetGroups.clear();
    with("ElbNames", List.of("one"));
    classic.put("one", new Lookup.Found<>("vpc-1"));
    assertEquals(List.of(), check());
  }
}
