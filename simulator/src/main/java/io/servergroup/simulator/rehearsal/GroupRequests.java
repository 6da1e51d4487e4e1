package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.LoadBalancing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/**
 * What is asked of Auto Scaling for the groups of a cluster, as the template does.
 *
 * @param cluster the name of the server group
 * @param template the id of the launch template
 * @param version what the groups name of it
 * @param balancers what every instance is registered with
 * @param hooked whether the hooks for identities hold every instance
 */
record GroupRequests(
    String cluster,
    String template,
    String version,
    LoadBalancing.Attachment balancers,
    boolean hooked) {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final Duration HEARTBEAT = Duration.ofMinutes(10);

  /** Groups that name the newest version, whichever that is. */
  GroupRequests(String cluster, String template, LoadBalancing.Attachment balancers) {
    this(cluster, template, "$Latest", balancers, true);
  }

  /**
   * A group.
   *
   * @param index the one server it launches; empty when it launches several
   */
  CreateAutoScalingGroupRequest group(String name, int size, String subnet, OptionalInt index) {
    return CreateAutoScalingGroupRequest.builder()
        .autoScalingGroupName(name)
        .minSize(size)
        .maxSize(size)
        .desiredCapacity(size)
        .vpcZoneIdentifier(subnet)
        .launchTemplate(each -> each.launchTemplateId(template).version(version))
        .healthCheckType("ELB")
        .healthCheckGracePeriod((int) GRACE.toSeconds())
        .instanceMaintenancePolicy(
            policy -> policy.minHealthyPercentage(0).maxHealthyPercentage(100))
        .loadBalancerNames(balancers.classicLoadBalancers())
        .targetGroupARNs(balancers.targetGroupArns())
        .lifecycleHookSpecificationList(hooked ? hooks() : List.of())
        .tags(tags(name, index))
        .build();
  }

  private List<Tag> tags(String group, OptionalInt index) {
    List<Tag> tags = new ArrayList<>();
    tags.add(tag(group, "ServerGroupName", cluster));
    index.ifPresent(
        i -> {
          tags.add(tag(group, "ServerGroupIndex", Integer.toString(i)));
          tags.add(tag(group, "Name", cluster + "-" + i));
        });
    return tags;
  }

  private static Tag tag(String group, String key, String value) {
    return Tag.builder()
        .resourceId(group)
        .resourceType("auto-scaling-group")
        .key(key)
        .value(value)
        .propagateAtLaunch(true)
        .build();
  }

  private static List<LifecycleHookSpecification> hooks() {
    return List.of(
        hook(ControlPlane.LAUNCH_HOOK, "autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON"),
        hook(ControlPlane.TERMINATE_HOOK, "autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE"));
  }

  private static LifecycleHookSpecification hook(String name, String transition, String result) {
    return LifecycleHookSpecification.builder()
        .lifecycleHookName(name)
        .lifecycleTransition(transition)
        .heartbeatTimeout((int) HEARTBEAT.toSeconds())
        .defaultResult(result)
        .build();
  }
}
