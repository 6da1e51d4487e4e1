package io.servergroup.group;

import java.util.List;

/**
 * The instances an Auto Scaling group keeps ready outside of itself.
 *
 * @param autoScalingGroupName the group they belong to
 */
public record WarmPool(String autoScalingGroupName, List<Instance> instances) {
  public WarmPool {
    instances = List.copyOf(instances);
  }
}
