package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Subnet;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RetentionAction;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolStatus;

/** How the describe calls show groups and their instances. */
final class GroupView {
  private GroupView() {}

  static AutoScalingGroup of(Group group) {
    return group.view(AutoScalingGroup.class, () -> build(group));
  }

  static WarmPoolConfiguration of(WarmPool pool) {
    WarmPool.Settings settings = pool.settings();
    WarmPoolConfiguration.Builder view =
        WarmPoolConfiguration.builder()
            .maxGroupPreparedCapacity(settings.prepared())
            .minSize(settings.min())
            .poolState(settings.state().toString());
    if (pool.deleting()) {
      view.status(WarmPoolStatus.PENDING_DELETE);
    }
    if (settings.reuse() != null) {
      view.instanceReusePolicy(reuse -> reuse.reuseOnScaleIn(settings.reuse()));
    }
    return view.build();
  }

  static AutoScalingInstanceDetails details(Member member) {
    return AutoScalingInstanceDetails.builder()
        .instanceId(member.instanceId())
        .instanceType(member.instance().type())
        .autoScalingGroupName(member.group().id())
        .availabilityZone(member.instance().zone())
        .lifecycleState(member.state().toString())
        // This call shows the health in capitals, the other one does not.
        .healthStatus(member.healthy() ? "HEALTHY" : "UNHEALTHY")
        .launchTemplate(template(member))
        .protectedFromScaleIn(member.scaleInProtected())
        .build();
  }

  private static AutoScalingGroup build(Group group) {
    GroupSettings settings = group.settings();
    AutoScalingGroup.Builder view =
        AutoScalingGroup.builder()
            .autoScalingGroupName(group.id())
            .autoScalingGroupARN(group.arn())
            .minSize(settings.min())
            .maxSize(settings.max())
            .desiredCapacity(settings.desired())
            .defaultCooldown(300)
            .availabilityZones(settings.subnets().stream().map(Subnet::zone).distinct().toList())
            .vpcZoneIdentifier(
                settings.subnets().stream().map(Subnet::id).collect(Collectors.joining(",")))
            .loadBalancerNames(settings.balancers().classicLoadBalancers())
            .targetGroupARNs(settings.balancers().targetGroupArns())
            .healthCheckType(settings.healthCheckType())
            .healthCheckGracePeriod((int) settings.gracePeriod().toSeconds())
            .newInstancesProtectedFromScaleIn(settings.protectNewInstances())
            .terminationPolicies("Default")
            .createdTime(group.created())
            .instances(group.members().stream().map(GroupView::instance).toList())
            .suspendedProcesses(suspended(group))
            .tags(tags(group));
    if (settings.source().policy() == null) {
      view.launchTemplate(settings.source().template());
    } else {
      view.mixedInstancesPolicy(settings.source().policy());
    }
    if (group.deleting()) {
      view.status("Delete in progress");
    }
    if (settings.retains()) {
      view.instanceLifecyclePolicy(
          policy ->
              policy.retentionTriggers(
                  triggers -> triggers.terminateHookAbandon(RetentionAction.RETAIN)));
    }
    if (group.warmPool() != null) {
      view.warmPoolConfiguration(of(group.warmPool())).warmPoolSize(group.warmPool().size());
    }
    if (settings.policy() != null) {
      view.instanceMaintenancePolicy(
          InstanceMaintenancePolicy.builder()
              .minHealthyPercentage(settings.policy().minHealthy())
              .maxHealthyPercentage(settings.policy().maxHealthy())
              .build());
    }
    return view.build();
  }

  static Instance instance(Member member) {
    return member.view(
        Instance.class,
        () ->
            Instance.builder()
                .instanceId(member.instanceId())
                .instanceType(member.instance().type())
                .availabilityZone(member.instance().zone())
                .lifecycleState(member.state().toString())
                .healthStatus(member.healthy() ? "Healthy" : "Unhealthy")
                .launchTemplate(template(member))
                .protectedFromScaleIn(member.scaleInProtected())
                .build());
  }

  /**
   * The number it was launched with, whatever the group names; nothing for an instance that was
   * attached, which the group did not launch.
   */
  private static LaunchTemplateSpecification template(Member member) {
    if (member.attached()) {
      return null;
    }
    var version = member.instance().template();
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(version.template().id())
        .launchTemplateName(version.template().name())
        .version(Long.toString(version.number()))
        .build();
  }

  private static List<SuspendedProcess> suspended(Group group) {
    return group.suspendedProcesses().entrySet().stream()
        .map(
            entry ->
                SuspendedProcess.builder()
                    .processName(entry.getKey())
                    .suspensionReason(entry.getValue())
                    .build())
        .toList();
  }

  private static List<TagDescription> tags(Group group) {
    return group.tags().entrySet().stream()
        .map(
            tag ->
                TagDescription.builder()
                    .resourceId(group.id())
                    .resourceType("auto-scaling-group")
                    .key(tag.getKey())
                    .value(tag.getValue())
                    .propagateAtLaunch(group.propagated().contains(tag.getKey()))
                    .build())
        .toList();
  }
}
