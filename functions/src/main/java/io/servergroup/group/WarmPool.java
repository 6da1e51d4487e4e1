package io.servergroup.group;

import java.util.List;

/**
 * The instances an Auto Scaling group keeps ready outside of itself.
 *
 * @param autoScalingGroupName the group they belong to
 * @param running whether they run meanwhile: when such an instance leaves the pool, EC2 says of it
 *     that it was launched long ago
 */
public record WarmPool(String autoScalingGroupName, boolean running, List<Instance> instances) {
  public WarmPool {
    instances = List.copyOf(instances);
  }
}
