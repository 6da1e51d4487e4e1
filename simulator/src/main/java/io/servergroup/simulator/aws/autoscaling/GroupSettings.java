package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Subnet;
import java.time.Duration;
import java.util.List;

/**
 * What a group is asked to be.
 *
 * @param healthCheckType {@code EC2} or {@code ELB}
 * @param policy null when the group has no explicit instance maintenance policy
 * @param retains whether an instance stays when a terminate hook gives up
 */
record GroupSettings(
    int min,
    int max,
    int desired,
    LaunchSource source,
    List<Subnet> subnets,
    LoadBalancing.Attachment balancers,
    String healthCheckType,
    Duration gracePeriod,
    MaintenancePolicy policy,
    boolean protectNewInstances,
    boolean retains) {
  GroupSettings withDesired(int desired) {
    return new GroupSettings(
        min,
        max,
        desired,
        source,
        subnets,
        balancers,
        healthCheckType,
        gracePeriod,
        policy,
        protectNewInstances,
        retains);
  }

  boolean checksLoadBalancers() {
    return healthCheckType.contains("ELB") && !balancers.isEmpty();
  }
}
