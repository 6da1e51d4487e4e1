package io.servergroup.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS says about the things that a stack's parameters name, by the ids that they have there.
 *
 * @param zone empty when the parameters name none
 * @param classicLoadBalancers the ids of their VPCs
 * @param homes by the number of a server: the subnet that its permanent interface is in; empty for
 *     a cluster that does not exist yet
 * @param volumes the volumes of servers that exist
 */
public record ClusterReadings(
    Optional<Lookup<HostedZone>> zone,
    Map<String, Lookup<Subnet>> subnets,
    Map<String, Lookup<TargetGroup>> targetGroups,
    Map<String, Lookup<String>> classicLoadBalancers,
    Map<Integer, String> homes,
    List<OwnedVolume> volumes) {
  /**
   * A hosted zone.
   *
   * @param name without a trailing dot
   */
  public record HostedZone(String name) {}

  /**
   * A subnet.
   *
   * @param zone its availability zone
   */
  public record Subnet(String vpcId, String zone) {}

  /**
   * A volume that follows a server.
   *
   * @param size in GiB
   * @param key the ARN of the KMS key that encrypts it; empty when nothing does
   */
  public record OwnedVolume(String id, int server, int size, String key) {}

  /**
   * A target group.
   *
   * @param vpcId empty for one of functions
   * @param targetType such as {@code instance}
   */
  public record TargetGroup(String vpcId, String targetType) {}
}
