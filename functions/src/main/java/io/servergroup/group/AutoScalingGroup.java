package io.servergroup.group;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * One Auto Scaling group of a server group.
 *
 * @param index its {@code ServerGroupIndex} tag; empty when it holds several servers
 * @param zones the availability zones it launches into
 * @param template the launch template it names; empty when it uses none
 * @param naming who names the template
 * @param maintenance its explicit instance maintenance policy; empty when it has none
 * @param suspendedProcesses names as in the API, such as {@code Launch}; in alphabetical order
 * @param classicLoadBalancers names
 * @param targetGroups ARNs
 * @param identityPolicy what its tags say about the identities of its servers
 * @param instances in the order the API gives them
 */
public record AutoScalingGroup(
    String name,
    String arn,
    OptionalInt index,
    int minSize,
    int desiredCapacity,
    int maxSize,
    List<String> zones,
    Optional<TemplateReference> template,
    TemplateNaming naming,
    Optional<MaintenancePolicy> maintenance,
    Set<String> suspendedProcesses,
    List<String> classicLoadBalancers,
    List<String> targetGroups,
    String healthCheckType,
    Duration healthCheckGracePeriod,
    IdentityPolicy.Tags identityPolicy,
    List<Instance> instances) {
  public AutoScalingGroup {
    zones = List.copyOf(zones);
    classicLoadBalancers = List.copyOf(classicLoadBalancers);
    targetGroups = List.copyOf(targetGroups);
    instances = List.copyOf(instances);
    suspendedProcesses =
        suspendedProcesses.isEmpty()
            ? Collections.emptySortedSet()
            : Collections.unmodifiableSortedSet(new TreeSet<>(suspendedProcesses));
  }

  /** Whether its mixed instances policy names the template, not the group itself. */
  public boolean mixedInstances() {
    return naming != TemplateNaming.GROUP;
  }
}
