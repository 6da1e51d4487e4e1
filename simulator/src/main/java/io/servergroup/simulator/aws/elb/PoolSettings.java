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
 */
record PoolSettings(
    String name, String id, int port, HealthCheck check, int initialPasses, Duration drain) {}
