package io.servergroup.simulator.template;

import static io.servergroup.simulator.template.Deployments.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said to a template, how it is explained, and what is refused. */
final class ParametersTest {
  private static final String CLUSTER = "template.yaml";
  private static final String CONTROL_PLANE = "control-plane.yaml";
  private static final String FOREIGN_SUBNET = "subnet-0f1e2d3c4b5a69788";

  /**
   * What the Terraform module that this application replaces could be told, and what belongs to it
   * since: whoever comes from there finds each again.
   */
  private static final Set<String> PROMISED =
      Set.of(
          "AdditionalSecurityGroupIds",
          "AllowedInboundCidrBlocks",
          "AllowedInboundSecurityGroupIds",
          "AllowedSshCidrBlocks",
          "AllowedSshSecurityGroupIds",
          "AmiId",
          "AssociatePublicIpAddress",
          "AttachEni",
          "ClusterName",
          "ClusterSize",
          "ConnectGroupId",
          "ConnectPort",
          "DeploymentBatchSize",
          "DnsNameCommonPortion",
          "DnsNames",
          "DnsTtl",
          "EbsDeviceName",
          "EbsVolumeSize",
          "EbsVolumeType",
          "ElbNames",
          "ElbSecurityGroupId",
          "EnableDetailedMonitoring",
          "EnableElasticIps",
          "EnabledMetrics",
          "HealthCheckGracePeriod",
          "HealthCheckType",
          "HealthCheckerListenerPort",
          "InstanceType",
          "InternalTopicReplicationFactor",
          "KafkaBootstrapServers",
          "KafkaCredentialsSecretArn",
          "KafkaSaslMechanism",
          "KafkaSecurityProtocol",
          "KmsKeyId",
          "LogLevel",
          "LogRetentionDays",
          "NotificationEmail",
          "PermissionsBoundaryArn",
          "RestProxyPort",
          "RootVolumeDeleteOnTermination",
          "RootVolumeEbsOptimized",
          "RootVolumeSize",
          "RootVolumeType",
          "Route53HostedZoneId",
          "SchemaRegistryPort",
          "SkipHealthCheck",
          "SkipRollingDeploy",
          "SshKeyName",
          "SshPort",
          "SubnetIds",
          "TargetGroupArns",
          "Tenancy",
          "TlsSecretArn",
          "UserData",
          "UserDataS3Uri",
          "VpcId",
          "WaitForCapacityTimeoutMinutes");

  @Test
  void everyPromisedParameterIsThere() {
    Set<String> missing = new TreeSet<>(PROMISED);
    missing.removeAll(Template.of(CLUSTER).parameters().keySet());

    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, CONTROL_PLANE})
  void everyParameterIsGroupedLabelledAndDescribed(String file) {
    Template template = Template.of(file);
    Map<String, Object> shown =
        Values.mapIn(template.section("Metadata"), "AWS::CloudFormation::Interface");
    List<String> grouped = new ArrayList<>();
    for (Object group : Values.list(shown.get("ParameterGroups"))) {
      grouped.addAll(Values.texts(Values.map(group).get("Parameters")));
    }
    Map<String, Object> labels = Values.mapIn(shown, "ParameterLabels");
    Set<String> declared = new TreeSet<>(template.parameters().keySet());

    assertEquals(List.copyOf(declared), grouped.stream().sorted().toList(), "in one group each");
    assertEquals(declared, new TreeSet<>(labels.keySet()), "labels");
    assertEquals(
        List.of(),
        declared.stream()
            .filter(
                name ->
                    Values.mapIn(template.parameters(), name)
                        .getOrDefault("Description", "")
                        .toString()
                        .isBlank())
            .toList(),
        "without a description");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, CONTROL_PLANE})
  void everyParameterIsUsed(String file) {
    Template template = Template.of(file);
    String body =
        template.section("Resources").toString()
            + template.section("Conditions")
            + template.section("Globals")
            + template.section("Outputs");

    assertEquals(
        List.of(),
        template.parameters().keySet().stream()
            .filter(name -> !body.contains("Ref=" + name) && !body.contains("${" + name + "}"))
            .toList());
  }

  /** CloudFormation checks a default as it checks a value that somebody gives. */
  @ParameterizedTest
  @MethodSource("accepted")
  void whatFitsIsAccepted(Map<String, String> parameters) {
    Template template = Template.of(CLUSTER);

    assertEquals(Map.of(), template.deploy(parameters).parameters().refusals());
    assertEquals(List.of(), refusals(template, parameters));
  }

  static Stream<Map<String, String>> accepted() {
    Map<String, String> plain = Deployments.plain(3);
    return Stream.of(
        plain,
        Deployments.full(3),
        with(plain, "AttachEni", "false"),
        with(
            plain,
            "Route53HostedZoneId",
            Deployments.ZONE,
            "DnsNames",
            "a.example.com,b.example.com,c.example.com"),
        with(plain, "HealthCheckType", "ELB", "TargetGroupArns", TARGET_GROUP),
        with(plain, "UserData", "#!/bin/bash"));
  }

  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/a/0";

  /** One parameter that cannot be, whatever the others are. */
  @ParameterizedTest
  @CsvSource({
    "ClusterName, Tools",
    "ClusterName, -tools",
    "ClusterSize, 0",
    "ClusterSize, three",
    "AmiId, image",
    "Tenancy, host",
    "AllowedInboundCidrBlocks, 10.0.0.1",
    "AllowedInboundSecurityGroupIds, clients",
    "SshPort, 0",
    "ConnectPort, 65536",
    "AttachEni, yes",
    "Route53HostedZoneId, example.com",
    "DnsNameCommonPortion, Tools.example.com",
    "DnsNameCommonPortion, tools.example.com.",
    "DnsNames, 'a.example.com,b_c.example.com'",
    "DnsTtl, -1",
    "EbsDeviceName, sdf",
    "RootVolumeType, gp1",
    "HealthCheckType, VPC",
    "EnabledMetrics, GroupSize",
    "KafkaBootstrapServers, broker",
    "KafkaBrokersTag, kafka",
    "KafkaSecurityProtocol, TLS",
    "SchemaRegistryUrl, registry:8081",
    "SettingsPath, confluent-tools",
    "TlsClientAuthentication, want",
    "LogLevel, LOUD",
    "PermissionsBoundaryArn, boundary",
  })
  void aWrongValueIsRefused(String parameter, String value) {
    assertEquals(
        Set.of(parameter),
        new Parameters(
                Template.of(CLUSTER).parameters(), with(Deployments.plain(3), parameter, value))
            .refusals()
            .keySet());
  }

  /** A refusal that quotes nothing but a pattern leaves whoever reads it to guess. */
  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, CONTROL_PLANE})
  void everyPatternIsExplainedInWords(String file) {
    Map<String, Object> parameters = Template.of(file).parameters();

    assertEquals(
        List.of(),
        parameters.keySet().stream()
            .filter(
                name -> {
                  Map<String, Object> declared = Values.mapIn(parameters, name);
                  return declared.containsKey("AllowedPattern")
                      && !declared.containsKey("ConstraintDescription");
                })
            .toList());
  }

  /** Parameters that are right alone and wrong together, and what has to be changed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DnsNames=a.example.com                                      | Set Route53HostedZoneId
          DnsNameCommonPortion=tools.example.com                      | Set Route53HostedZoneId
          Route53HostedZoneId=Z0123456789EXAMPLE                      | Set DnsNameCommonPortion or DnsNames
          DnsNames=a.example.com Route53HostedZoneId=Z0 AttachEni=false | Set AttachEni to true
          EnableElasticIps=true AttachEni=false                       | Set AttachEni to true, or EnableElasticIps to false
          EbsVolumeSize=10 AttachEni=false                            | Set AttachEni to true, or EbsVolumeSize to 0
          HealthCheckType=ELB                                         | Set ElbNames or TargetGroupArns
          KafkaSecurityProtocol=SASL_SSL                              | Set KafkaCredentialsSecretArn
          KafkaBootstrapServers=b:9092 KafkaBrokersTag=role=kafka     | Set one of them
          SchemaRegistryUrl=http://r:8081 SchemaRegistryTag=role=r    | Set one of them
          TlsClientAuthentication=required                            | Set TlsSecretArn
          SubnetIds=subnet-0f1e2d3c4b5a69788                          | Choose subnets of VpcId
          UserData=x UserDataS3Uri=s3://bucket/key                    | Set one of them
          """)
  void aWrongCombinationIsRefusedWithWhatToChange(String changes, String advice) {
    Map<String, String> parameters = Deployments.plain(3);
    for (String change : changes.strip().split(" ", -1)) {
      String[] each = change.split("=", 2);
      parameters.put(each[0], each[1]);
    }
    List<String> refusals = refusals(Template.of(CLUSTER), parameters);

    assertEquals(1, refusals.size(), refusals::toString);
    assertTrue(refusals.getFirst().contains(advice), refusals::toString);
  }

  private static List<String> refusals(Template template, Map<String, String> parameters) {
    return new Rules(
            template,
            parameters,
            subnet -> subnet.equals(FOREIGN_SUBNET) ? "vpc-0other" : parameters.get("VpcId"))
        .refusals();
  }

  @Test
  void everySizeHasItsServersAndEveryServerOfTheMappingCanBeAskedFor() {
    Template template = Template.of(CLUSTER);
    Map<String, Object> sizes = Values.mapIn(template.section("Mappings"), "Servers");
    Map<String, Object> declared = Values.mapIn(template.parameters(), "ClusterSize");

    assertEquals("1", Values.text(declared.get("MinValue")));
    assertEquals(
        IntStream.rangeClosed(1, ClusterSizes.largest(template))
            .mapToObj(Integer::toString)
            .toList(),
        List.copyOf(sizes.keySet()));
    sizes.forEach(
        (size, indexes) ->
            assertEquals(
                IntStream.range(0, Integer.parseInt(size)).mapToObj(Integer::toString).toList(),
                Values.texts(Values.map(indexes).get("Indexes")),
                "servers of a cluster of " + size));
    assertTrue(
        Values.text(declared.get("Description"))
            .contains("1 to " + ClusterSizes.largest(template)));
  }
}
