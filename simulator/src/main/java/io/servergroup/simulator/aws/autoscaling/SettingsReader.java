package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceLifecyclePolicy;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Reads what requests ask a group to be, and refuses what contradicts itself. */
final class SettingsReader {
  private final Ec2World ec2;

  SettingsReader(Ec2World ec2) {
    this.ec2 = ec2;
  }

  GroupSettings read(CreateAutoScalingGroupRequest request) {
    LaunchSource source =
        LaunchSource.of(request.launchTemplate(), request.mixedInstancesPolicy(), ec2.templates());
    if (source == null) {
      throw AutoScalingError.validation(
          "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.");
    }
    return checked(
        new GroupSettings(
            request.minSize(),
            request.maxSize(),
            request.desiredCapacity() == null ? request.minSize() : request.desiredCapacity(),
            source,
            subnets(request.vpcZoneIdentifier()),
            new LoadBalancing.Attachment(
                List.copyOf(request.loadBalancerNames()), List.copyOf(request.targetGroupARNs())),
            request.healthCheckType() == null ? "EC2" : request.healthCheckType(),
            Duration.ofSeconds(
                request.healthCheckGracePeriod() == null ? 0 : request.healthCheckGracePeriod()),
            policy(request.instanceMaintenancePolicy()),
            Boolean.TRUE.equals(request.newInstancesProtectedFromScaleIn()),
            retains(request.instanceLifecyclePolicy(), false)));
  }

  GroupSettings read(GroupSettings old, UpdateAutoScalingGroupRequest request) {
    int min = or(request.minSize(), old.min());
    int max = or(request.maxSize(), old.max());
    // A group whose desired capacity the request leaves alone is moved between the new bounds.
    int desired = or(request.desiredCapacity(), Math.max(min, Math.min(max, old.desired())));
    LaunchSource source =
        LaunchSource.of(request.launchTemplate(), request.mixedInstancesPolicy(), ec2.templates());
    return checked(
        new GroupSettings(
            min,
            max,
            desired,
            or(source, old.source()),
            request.vpcZoneIdentifier() == null
                ? old.subnets()
                : subnets(request.vpcZoneIdentifier()),
            old.balancers(),
            or(request.healthCheckType(), old.healthCheckType()),
            request.healthCheckGracePeriod() == null
                ? old.gracePeriod()
                : Duration.ofSeconds(request.healthCheckGracePeriod()),
            request.instanceMaintenancePolicy() == null
                ? old.policy()
                : policy(request.instanceMaintenancePolicy()),
            or(request.newInstancesProtectedFromScaleIn(), old.protectNewInstances()),
            retains(request.instanceLifecyclePolicy(), old.retains())));
  }

  private static GroupSettings checked(GroupSettings settings) {
    if (settings.min() > settings.max()) {
      throw AutoScalingError.validation(
          "Max bound, %d, must be greater than or equal to min bound, %d"
              .formatted(settings.max(), settings.min()));
    }
    if (settings.desired() < settings.min() || settings.desired() > settings.max()) {
      throw AutoScalingError.validation(
          "Desired capacity:%d must be between the specified min size:%d and max size:%d"
              .formatted(settings.desired(), settings.min(), settings.max()));
    }
    return settings;
  }

  private List<Subnet> subnets(String vpcZoneIdentifier) {
    if (vpcZoneIdentifier == null || vpcZoneIdentifier.isBlank()) {
      throw AutoScalingError.validation(
          "At least one Availability Zone or VPC Subnet is required.");
    }
    List<Subnet> subnets = new ArrayList<>();
    for (String id : vpcZoneIdentifier.split(",", -1)) {
      subnets.add(ec2.requireSubnet(id.strip()));
    }
    return List.copyOf(subnets);
  }

  /** Minus one for both percentages takes the policy away. */
  private static MaintenancePolicy policy(InstanceMaintenancePolicy policy) {
    return policy == null || policy.minHealthyPercentage() == -1
        ? null
        : new MaintenancePolicy(policy.minHealthyPercentage(), policy.maxHealthyPercentage());
  }

  private static boolean retains(InstanceLifecyclePolicy policy, boolean old) {
    if (policy == null || policy.retentionTriggers() == null) {
      return old;
    }
    String action = policy.retentionTriggers().terminateHookAbandonAsString();
    return switch (action) {
      case "retain" -> true;
      case "terminate" -> false;
      case null -> old;
      default ->
          throw AutoScalingError.validation(
              "Invalid TerminateHookAbandon '" + action + "': it must be retain or terminate");
    };
  }

  private static <T> T or(T asked, T old) {
    return asked == null ? old : asked;
  }
}
