package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Template;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.ec2.Templates;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * What a group launches.
 *
 * <p>AWS does not document what becomes of the parts of a mixed instances policy that an update
 * leaves out. Here the new policy stands for the old one as a whole, which punishes whoever counts
 * on the opposite.
 *
 * @param template id, name and version as the group names it; its number is resolved per launch
 * @param policy the mixed instances policy that holds the template, or null when the group does
 */
record LaunchSource(LaunchTemplateSpecification template, MixedInstancesPolicy policy) {
  /**
   * What a request asks for, or null when it asks for nothing.
   *
   * @throws RuntimeException ValidationError when it asks for both, or for a template without name
   */
  static LaunchSource of(
      LaunchTemplateSpecification template, MixedInstancesPolicy policy, Templates templates) {
    if (template != null && policy != null) {
      throw AutoScalingError.validation(
          "Valid requests must contain either LaunchTemplate or MixedInstancesPolicy, not both");
    }
    if (template != null) {
      return new LaunchSource(complete(template, templates), null);
    }
    if (policy == null) {
      return null;
    }
    if (policy.launchTemplate() == null
        || policy.launchTemplate().launchTemplateSpecification() == null) {
      throw AutoScalingError.validation(
          "The launch template of a mixed instances policy is missing");
    }
    LaunchTemplateSpecification inner =
        complete(policy.launchTemplate().launchTemplateSpecification(), templates);
    LaunchTemplate.Builder launch =
        policy.launchTemplate().toBuilder().launchTemplateSpecification(inner);
    if (policy.launchTemplate().hasOverrides()) {
      launch.overrides(
          policy.launchTemplate().overrides().stream()
              .map(override -> complete(override, templates))
              .toList());
    }
    return new LaunchSource(inner, policy.toBuilder().launchTemplate(launch.build()).build());
  }

  private static LaunchTemplateOverrides complete(
      LaunchTemplateOverrides override, Templates templates) {
    return override.launchTemplateSpecification() == null
        ? override
        : override.toBuilder()
            .launchTemplateSpecification(
                complete(override.launchTemplateSpecification(), templates))
            .build();
  }

  /** The version a launch uses now. */
  TemplateVersion resolve(Templates templates) {
    return templates.require(template.launchTemplateId(), null).version(template.version());
  }

  /** The instance type that overrides the template's, or null. */
  String instanceType() {
    return policy == null || policy.launchTemplate().overrides().isEmpty()
        ? null
        : policy.launchTemplate().overrides().getFirst().instanceType();
  }

  /**
   * Auto Scaling answers with id and name, whichever it was given; given both it refuses, also when
   * it had answered so itself (reported for Terraform's aws_autoscaling_group).
   */
  private static LaunchTemplateSpecification complete(
      LaunchTemplateSpecification given, Templates templates) {
    if ((given.launchTemplateId() == null) == (given.launchTemplateName() == null)) {
      throw AutoScalingError.validation(
          "Valid requests must contain either launchTemplateId or LaunchTemplateName");
    }
    Template template = existing(given, templates);
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(template.id())
        .launchTemplateName(template.name())
        .version(given.version() == null ? "$Default" : given.version())
        .build();
  }

  /** Says what EC2 says of a missing template or version, under Auto Scaling's own code. */
  private static Template existing(LaunchTemplateSpecification given, Templates templates) {
    try {
      Template template = templates.require(given.launchTemplateId(), given.launchTemplateName());
      template.version(given.version());
      return template;
    } catch (Ec2Exception missing) {
      throw AutoScalingError.validation(
          "You must use a valid fully-formed launch template. "
              + missing.awsErrorDetails().errorMessage());
    }
  }
}
