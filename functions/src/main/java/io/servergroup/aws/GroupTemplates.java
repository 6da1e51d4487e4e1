package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** Has groups launch another version of their launch templates. */
public final class GroupTemplates {
  private static final String UPDATE = "autoscaling:UpdateAutoScalingGroup";

  private final AutoScalingClient autoScaling;

  public GroupTemplates(AwsClients clients) {
    this.autoScaling = clients.autoScaling();
  }

  /**
   * Has a group launch this version of the template it names, from its next launch on; instances
   * that run stay as they are. Harmless when repeated.
   *
   * <p>A mixed instances policy is read afresh and sent back whole: AWS documents that an update
   * leaves properties alone that it does not name, but not whether that holds for parts of a
   * policy. Overrides that name a template of their own keep it.
   *
   * @return {@link Outcome.AlreadyDone} when the group names this version already; {@link
   *     Outcome.WorldDiffers} when it names another template, or is gone
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html">UpdateAutoScalingGroup</a>
   */
  public Outcome setVersion(AutoScalingGroup group, TemplateVersion version) {
    String number = Long.toString(version.number());
    Optional<TemplateReference> named = group.template();
    if (named.filter(t -> t.templateId().equals(version.templateId())).isEmpty()) {
      return differs(group, version, named.map(TemplateReference::templateId));
    }
    if (named.get().version().equals(number)) {
      return new Outcome.AlreadyDone(group.name() + " names " + version);
    }
    return group.mixedInstances() ? setInPolicy(group, version) : set(group, version);
  }

  private Outcome set(AutoScalingGroup group, TemplateVersion version) {
    return Calls.attempt(
        UPDATE,
        () ->
            autoScaling.updateAutoScalingGroup(
                request ->
                    request
                        .autoScalingGroupName(group.name())
                        .launchTemplate(specification(version))),
        GroupTemplates::special);
  }

  private Outcome setInPolicy(AutoScalingGroup group, TemplateVersion version) {
    Optional<MixedInstancesPolicy> policy;
    try {
      policy = policy(group.name());
    } catch (SdkException unreadable) {
      return ErrorReaction.to("autoscaling:DescribeAutoScalingGroups", unreadable);
    }
    Optional<String> named =
        policy
            .map(MixedInstancesPolicy::launchTemplate)
            .map(LaunchTemplate::launchTemplateSpecification)
            .map(LaunchTemplateSpecification::launchTemplateId);
    if (named.filter(version.templateId()::equals).isEmpty()) {
      return differs(group, version, named);
    }
    return Calls.attempt(
        UPDATE,
        () ->
            autoScaling.updateAutoScalingGroup(
                request ->
                    request
                        .autoScalingGroupName(group.name())
                        .mixedInstancesPolicy(with(policy.get(), version))),
        GroupTemplates::special);
  }

  private Optional<MixedInstancesPolicy> policy(String groupName) {
    return autoScaling
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(groupName))
        .autoScalingGroups()
        .stream()
        .flatMap(group -> Optional.ofNullable(group.mixedInstancesPolicy()).stream())
        .findFirst();
  }

  private static MixedInstancesPolicy with(MixedInstancesPolicy policy, TemplateVersion version) {
    MixedInstancesPolicy.Builder changed =
        policy.toBuilder()
            .launchTemplate(
                policy.launchTemplate().toBuilder()
                    .launchTemplateSpecification(specification(version))
                    .overrides(
                        policy.launchTemplate().overrides().stream()
                            .map(GroupTemplates::acceptable)
                            .toList())
                    .build());
    if (policy.instancesDistribution() != null) {
      changed.instancesDistribution(acceptable(policy.instancesDistribution()));
    }
    return changed.build();
  }

  private static LaunchTemplateSpecification specification(TemplateVersion version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(version.templateId())
        .version(Long.toString(version.number()))
        .build();
  }

  /** Auto Scaling describes a template by id and name, and refuses a request that has both. */
  private static LaunchTemplateOverrides acceptable(LaunchTemplateOverrides override) {
    LaunchTemplateSpecification own = override.launchTemplateSpecification();
    return own == null || own.launchTemplateId() == null
        ? override
        : override.toBuilder()
            .launchTemplateSpecification(own.toBuilder().launchTemplateName(null).build())
            .build();
  }

  /** The number of pools is refused with every other strategy, for which it means nothing. */
  private static InstancesDistribution acceptable(InstancesDistribution distribution) {
    String strategy = distribution.spotAllocationStrategy();
    return strategy == null || strategy.equals("lowest-price")
        ? distribution
        : distribution.toBuilder().spotInstancePools(null).build();
  }

  private static Optional<Outcome> special(SdkException error) {
    return switch (error) {
      case ScalingActivityInProgressException busy ->
          Optional.of(new Outcome.TryAgain(ErrorReaction.message(busy)));
      case ResourceContentionException busy ->
          Optional.of(new Outcome.TryAgain(ErrorReaction.message(busy)));
      case AutoScalingException failure when isInvalid(failure) ->
          Optional.of(
              ErrorReaction.message(failure).contains("AutoScalingGroup name not found")
                  ? new Outcome.WorldDiffers(ErrorReaction.message(failure))
                  : new Outcome.GiveUp(
                      "%s: %s; compare the group with the version of its launch template"
                          .formatted(UPDATE, ErrorReaction.message(failure))));
      default -> Optional.empty();
    };
  }

  private static boolean isInvalid(AutoScalingException failure) {
    return ErrorReaction.code(failure).equals("ValidationError");
  }

  private static Outcome differs(
      AutoScalingGroup group, TemplateVersion version, Optional<String> templateId) {
    return new Outcome.WorldDiffers(
        "%s names %s, not %s"
            .formatted(
                group.name(),
                templateId.map(id -> "launch template " + id).orElse("no launch template"),
                version.templateId()));
  }
}
