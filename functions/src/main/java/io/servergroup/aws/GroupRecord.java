package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What the Auto Scaling API says about one group.
 *
 * @param serverGroup the value of its {@code ServerGroupName} tag as it is; empty without one
 * @param hasWarmPool whether it has a warm pool; what is in it takes a request of its own
 */
record GroupRecord(
    AutoScalingGroup group,
    Optional<String> serverGroup,
    boolean hasWarmPool,
    List<SlotFinding> findings) {
  /** More would not fit into a long. */
  private static final int MOST_DIGITS = 18;

  /** Reads one group. */
  static GroupRecord of(software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    TagValues tags = TagValues.ofAutoScaling(group.tags());
    List<SlotFinding> findings = new ArrayList<>();
    AutoScalingGroup read = group(group, tags, findings);
    return new GroupRecord(
        read,
        tags.raw(TagKeys.GROUP),
        group.warmPoolConfiguration() != null,
        List.copyOf(findings));
  }

  /** Whether its tag says that it belongs to this server group; filters match wildcards, too. */
  boolean isOf(String name) {
    return serverGroup.filter(name::equals).isPresent();
  }

  private static AutoScalingGroup group(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group,
      TagValues tags,
      List<SlotFinding> findings) {
    OptionalInt index = tags.count(TagKeys.INDEX);
    if (tags.has(TagKeys.INDEX) && index.isEmpty()) {
      findings.add(
          SlotFinding.blocking(
              group.autoScalingGroupName(),
              OptionalInt.empty(),
              "the group's tag %s is '%s'; it should be a number from 0, or absent on a group of several servers: correct the tag"
                  .formatted(TagKeys.INDEX, tags.raw(TagKeys.INDEX).orElse(""))));
    }
    TemplateNaming naming = naming(group);
    if (naming == TemplateNaming.POLICY_BY_TYPE) {
      findings.add(overriddenTemplates(group));
    }
    return new AutoScalingGroup(
        group.autoScalingGroupName(),
        group.autoScalingGroupARN(),
        index,
        group.minSize(),
        group.desiredCapacity(),
        group.maxSize(),
        group.availabilityZones(),
        template(group),
        naming,
        maintenance(group),
        processes(group),
        group.loadBalancerNames(),
        group.targetGroupARNs(),
        Objects.requireNonNullElse(group.healthCheckType(), "EC2"),
        Duration.ofSeconds(Objects.requireNonNullElse(group.healthCheckGracePeriod(), 0)),
        PolicyTags.of(group.autoScalingGroupName(), tags, findings),
        instances(group));
  }

  private static List<Instance> instances(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    List<Instance> instances = new ArrayList<>(group.instances().size());
    group.instances().forEach(each -> instances.add(instance(each)));
    return instances;
  }

  static Instance instance(software.amazon.awssdk.services.autoscaling.model.Instance instance) {
    return new Instance(
        instance.instanceId(),
        instance.availabilityZone(),
        LifecycleState.of(instance.lifecycleStateAsString()),
        "Healthy".equalsIgnoreCase(instance.healthStatus()),
        Optional.ofNullable(instance.launchTemplate()).flatMap(GroupRecord::version));
  }

  /** Instances report the number they were launched with, never {@code $Latest}. */
  private static Optional<TemplateVersion> version(LaunchTemplateSpecification launchedFrom) {
    return Optional.ofNullable(launchedFrom.version())
        .filter(GroupRecord::isNumber)
        .map(
            version ->
                new TemplateVersion(launchedFrom.launchTemplateId(), Long.parseLong(version)));
  }

  private static boolean isNumber(String version) {
    return !version.isEmpty() && version.length() <= MOST_DIGITS && TagValues.areDigits(version);
  }

  private static Optional<TemplateReference> template(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    return Optional.ofNullable(group.launchTemplate())
        .or(
            () ->
                Optional.ofNullable(group.mixedInstancesPolicy())
                    .map(MixedInstancesPolicy::launchTemplate)
                    .map(template -> template.launchTemplateSpecification()))
        .map(
            named ->
                new TemplateReference(
                    named.launchTemplateId(),
                    // A group that names no version launches the template's default version.
                    Objects.requireNonNullElse(named.version(), "$Default")));
  }

  private static TemplateNaming naming(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    MixedInstancesPolicy policy = group.mixedInstancesPolicy();
    if (policy == null) {
      return TemplateNaming.GROUP;
    }
    boolean byType =
        policy.launchTemplate() != null
            && policy.launchTemplate().overrides().stream()
                .anyMatch(override -> override.launchTemplateSpecification() != null);
    return byType ? TemplateNaming.POLICY_BY_TYPE : TemplateNaming.POLICY;
  }

  private static SlotFinding overriddenTemplates(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    return SlotFinding.minor(
        group.autoScalingGroupName(),
        OptionalInt.empty(),
        "its mixed instances policy overrides the launch template for some instance types; only the policy's own template tells which instances are outdated: name one template for all types");
  }

  private static Optional<MaintenancePolicy> maintenance(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    // The API writes -1 for both when a group's policy was taken away again.
    return Optional.ofNullable(group.instanceMaintenancePolicy())
        .filter(
            policy ->
                policy.minHealthyPercentage() != null
                    && policy.maxHealthyPercentage() != null
                    && policy.minHealthyPercentage() >= 0)
        .map(
            policy ->
                new MaintenancePolicy(
                    policy.minHealthyPercentage(), policy.maxHealthyPercentage()));
  }

  private static Set<String> processes(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
    if (group.suspendedProcesses().isEmpty()) {
      return Set.of();
    }
    Set<String> names = HashSet.newHashSet(group.suspendedProcesses().size());
    group.suspendedProcesses().forEach(process -> names.add(process.processName()));
    return names;
  }
}
