package io.servergroup.simulator.rehearsal;

import java.util.OptionalInt;

/**
 * What to rehearse.
 *
 * @param servers how many servers the cluster has, 1 to 1,000
 * @param batchSize as in a rollout's input: a count or a percentage such as {@code 25%}
 * @param seed decides everything that is left to chance
 * @param loadBalancers what the servers stand behind
 * @param bootFailureAt the server whose new software never answers while the rollout runs; empty
 *     when all boot
 * @param topology how the servers are spread over Auto Scaling groups
 */
public record RehearsalOptions(
    int servers,
    String batchSize,
    long seed,
    LoadBalancerKind loadBalancers,
    OptionalInt bootFailureAt,
    Topology topology) {

  /** A cluster with one Auto Scaling group per server. */
  public RehearsalOptions(
      int servers,
      String batchSize,
      long seed,
      LoadBalancerKind loadBalancers,
      OptionalInt bootFailureAt) {
    this(servers, batchSize, seed, loadBalancers, bootFailureAt, Topology.GROUP_PER_SERVER);
  }

  /** The kinds of load balancer a cluster can stand behind. */
  public enum LoadBalancerKind {
    CLASSIC,
    TARGET_GROUP,
    BOTH
  }
}
