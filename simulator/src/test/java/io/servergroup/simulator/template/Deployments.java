package io.servergroup.simulator.template;

import java.util.HashMap;
import java.util.Map;

/** Parameters that the tests deploy the templates with. */
final class Deployments {
  static final String CLUSTER = "confluent-tools";
  static final String ZONE = "Z0123456789EXAMPLE";

  /** The role of the instances, which {@code template.yaml} makes and does not name. */
  static final String VOLUME_KEY = Pseudo.arn("kms", "key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f");

  static final String INSTANCE_ROLE = "arn:aws:iam::111111111111:role/<InstanceRole>";

  /** An SSM parameter by which a launch template names its image. */
  static final String IMAGE_PARAMETER = Pseudo.arn("ssm", "parameter/images/kafka");

  private Deployments() {}

  /** A cluster of this size of which only what has no default is said. */
  static Map<String, String> plain(int size) {
    return new HashMap<>(
        Map.of(
            "ClusterName",
            CLUSTER,
            "ClusterSize",
            Integer.toString(size),
            "VpcId",
            "vpc-0a1b2c3d4e5f60718",
            "SubnetIds",
            "subnet-0a1b2c3d4e5f60718,subnet-0b1c2d3e4f5a60718"));
  }

  /** A cluster of this size that has everything one can have. */
  static Map<String, String> full(int size) {
    Map<String, String> parameters = plain(size);
    parameters.putAll(
        Map.ofEntries(
            Map.entry("AdditionalSecurityGroupIds", "sg-0a1b2c3d4e5f60718"),
            Map.entry("AllowedInboundCidrBlocks", "10.0.0.0/8,192.168.0.0/16"),
            Map.entry("AllowedInboundSecurityGroupIds", "sg-0b1c2d3e4f5a60718"),
            Map.entry("AllowedSshCidrBlocks", "10.1.0.0/16"),
            Map.entry("AllowedSshSecurityGroupIds", "sg-0c1d2e3f4a5b60718"),
            Map.entry("AmiId", "ami-0a1b2c3d4e5f60718"),
            Map.entry("DnsNameCommonPortion", CLUSTER + ".example.com"),
            Map.entry("EbsVolumeSize", "100"),
            Map.entry("ElbNames", "tools"),
            Map.entry("ElbSecurityGroupId", "sg-0d1e2f3a4b5c60718"),
            Map.entry("EnableElasticIps", "true"),
            Map.entry("EnabledMetrics", "GroupInServiceInstances"),
            Map.entry("HealthCheckType", "ELB"),
            Map.entry("KafkaBootstrapServers", "b-1.example.com:9092,b-2.example.com:9092"),
            Map.entry(
                "KafkaCredentialsSecretArn", Pseudo.arn("secretsmanager", "secret:kafka-a1b2c3")),
            Map.entry("KafkaSecurityProtocol", "SASL_SSL"),
            Map.entry("KmsKeyId", VOLUME_KEY),
            Map.entry("NotificationEmail", "operators@example.com"),
            Map.entry("PermissionsBoundaryArn", "arn:aws:iam::111111111111:policy/boundary"),
            Map.entry("Route53HostedZoneId", ZONE),
            Map.entry(
                "SchemaRegistrySecretArn", Pseudo.arn("secretsmanager", "secret:registry-a1b2c3")),
            Map.entry("SchemaRegistryTag", "ServerGroupName=registry"),
            Map.entry("SettingsPath", "/" + CLUSTER),
            Map.entry("SshKeyName", "operators"),
            Map.entry(
                "TargetGroupArns",
                Pseudo.arn("elasticloadbalancing", "targetgroup/tools/0a1b2c3d4e5f6071")),
            Map.entry("TlsClientAuthentication", "required"),
            Map.entry("TlsSecretArn", Pseudo.arn("secretsmanager", "secret:tls-a1b2c3")),
            Map.entry("UserDataS3Uri", "s3://bucket/boot.sh")));
    return parameters;
  }

  /** A control plane for groups that exist already, with everything one can have. */
  static Map<String, String> controlPlane() {
    return new HashMap<>(
        Map.of(
            "ControlPlaneName", CLUSTER,
            "ServerGroupName", CLUSTER,
            "HostedZoneId", ZONE,
            "DnsNames", "*." + CLUSTER + ".example.com",
            "InstanceRoleArns", INSTANCE_ROLE,
            "ImageParameterArns", IMAGE_PARAMETER,
            "KmsKeyArns", VOLUME_KEY,
            "NotificationEmail", "operators@example.com",
            "PermissionsBoundaryArn", "arn:aws:iam::111111111111:policy/boundary"));
  }

  /** These parameters with one or more of them changed. */
  static Map<String, String> with(Map<String, String> parameters, String... namesAndValues) {
    Map<String, String> changed = new HashMap<>(parameters);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      changed.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return changed;
  }
}
