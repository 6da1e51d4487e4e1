package io.servergroup.simulator.aws.elb;

import java.time.Duration;

/**
 * A load balancer or a target group as far as health is concerned.
 *
 * @param name unique within its kind
 * @param id what the API knows it by: the name of a classic load balancer, the ARN of a target
 *     group
 * @param port where members listen
 * @param initialPasses how many checks a new member must pass: one in a target group, the healthy
 *     threshold in a classic load balancer; see
 *     https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 * @param drain how long a healthy member keeps its connections after it was deregistered
 * @param place where it is, and what its members are
 */
record PoolSettings(
    String name,
    String id,
    int port,
    HealthCheck check,
    int initialPasses,
    Duration drain,
    Place place) {
  /**
   * Where a load balancer or a target group is.
   *
   * @param vpcId null for a target group of functions
   * @param targetType what its members are: {@code instance}, {@code ip}, {@code lambda}
   */
  record Place(String vpcId, String targetType) {
    /** Of instances in a VPC. */
    static Place ofInstances(String vpcId) {
      return new Place(vpcId, "instance");
    }
  }
}
