package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The parameters of a cluster's stack, and whether they fit together and to what AWS has. Rules of
 * a template compare parameters with each other, but cannot count, parse or read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">Rules
 *     of templates</a>
 */
public record ClusterInputs(StackProperties properties, Optional<StackProperties> former) {
  static final String NAME = "ClusterName";
  static final String SIZE = "ClusterSize";
  static final String VPC = "VpcId";
  static final String SUBNETS = "SubnetIds";
  static final String INBOUND_RANGES = "AllowedInboundCidrBlocks";
  static final String SSH_RANGES = "AllowedSshCidrBlocks";
  static final String DNS_NAMES = "DnsNames";
  static final String COMMON_PORTION = "DnsNameCommonPortion";
  static final String ZONE = "Route53HostedZoneId";
  static final String BATCH_SIZE = "DeploymentBatchSize";
  static final String OPTIONS = "RolloutOptions";
  static final String ATTACH_ENI = "AttachEni";
  static final String ELASTIC_IPS = "EnableElasticIps";
  static final String VOLUME_SIZE = "EbsVolumeSize";
  static final String VOLUME_TYPE = "EbsVolumeType";
  static final String KEY = "KmsKeyId";
  static final String INBOUND_GROUPS = "AllowedInboundSecurityGroupIds";
  static final String SSH_GROUPS = "AllowedSshSecurityGroupIds";
  static final String HEALTH_CHECK_TYPE = "HealthCheckType";
  static final String CLASSIC = "ElbNames";
  static final String TARGET_GROUPS = "TargetGroupArns";
  static final String CAPACITY_TIMEOUT = "WaitForCapacityTimeoutMinutes";

  /** A cluster that is being created. */
  public ClusterInputs(StackProperties properties) {
    this(properties, Optional.empty());
  }

  /**
   * The hosted zone to be looked at, when servers are to have names in it.
   *
   * <p>Of all that AWS has, only what the update changes is looked at: a stack that takes an update
   * back must not fail for something that has gone meanwhile and that it does not touch.
   */
  public Optional<String> zoneToRead() {
    return wantsNames() && changes(ZONE, DNS_NAMES, COMMON_PORTION)
        ? properties.given(ZONE)
        : Optional.empty();
  }

  /** The subnets to be looked at. */
  public List<String> subnetsToRead() {
    return changes(SUBNETS, VPC) ? subnetIds() : List.of();
  }

  /** The ARNs of the target groups to be looked at. */
  public List<String> targetGroupsToRead() {
    return changes(TARGET_GROUPS, VPC) ? properties.list(TARGET_GROUPS) : List.of();
  }

  /** The names of the classic load balancers to be looked at. */
  public List<String> classicToRead() {
    return changes(CLASSIC, VPC) ? properties.list(CLASSIC) : List.of();
  }

  /** Whether one of these properties is not what it was. */
  boolean changes(String... names) {
    return former.isEmpty()
        || Stream.of(names)
            .anyMatch(name -> !properties.list(name).equals(former.get().list(name)));
  }

  boolean wantsNames() {
    return !properties.list(DNS_NAMES).isEmpty() || properties.given(COMMON_PORTION).isPresent();
  }

  /** The subnets that are named, as they are written. */
  public List<String> subnetIds() {
    return properties.list(SUBNETS);
  }

  /** The options of rollouts as text; empty when none are given. */
  public String rolloutOptions() {
    return properties.text(OPTIONS);
  }

  /** The number of servers; empty when it is not a number from 1. */
  OptionalInt size() {
    OptionalInt size = properties.count(SIZE);
    return size.isPresent() && size.getAsInt() > 0 ? size : OptionalInt.empty();
  }

  /** Whether each server has an interface that stays. */
  public boolean wantsInterfaces() {
    return properties.isTrue(ATTACH_ENI);
  }

  /** Whether each server has a volume that follows it. */
  public boolean wantsVolumes() {
    return properties.count(VOLUME_SIZE).orElse(0) > 0;
  }

  /** Whether the volumes there are have to be looked at. */
  public boolean readsVolumes() {
    return wantsVolumes() && changes(VOLUME_SIZE, KEY);
  }

  public String clusterName() {
    return properties.text(NAME);
  }

  /**
   * Everything that is wrong, each with its parameter, what was found and what would be right.
   *
   * @return empty when the cluster can be made
   */
  public List<Finding> check(RolloutOptions options, ClusterReadings readings) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new ServerChecks(this).check());
    findings.addAll(new NameChecks(this, readings).check());
    List<Finding> network = new NetworkChecks(this, readings).check();
    findings.addAll(network);
    if (network.stream().noneMatch(finding -> finding.where().equals(SUBNETS))) {
      findings.addAll(new HomeChecks(this, readings.homes()).check());
    }
    findings.addAll(new VolumeChecks(this, readings.volumes()).check());
    findings.addAll(new RangeChecks(properties).check());
    findings.addAll(new PortChecks(properties).check());
    findings.addAll(new RolloutChecks(this, options).check());
    return List.copyOf(findings);
  }
}
