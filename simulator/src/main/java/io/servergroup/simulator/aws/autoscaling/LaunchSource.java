package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Template;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.ec2.Templates;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What a group launches.
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
    LaunchTemplateSpecification inner =
        complete(policy.launchTemplate().launchTemplateSpecification(), templates);
    return new LaunchSource(
        inner,
        policy.toBuilder()
            .launchTemplate(
                policy.launchTemplate().toBuilder().launchTemplateSpecification(inner).build())
            .build());
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

  /** Auto Scaling answers with id and name, whichever it was given. */
  private static LaunchTemplateSpecification complete(
      LaunchTemplateSpecification given, Templates templates) {
    Template template = templates.require(given.launchTemplateId(), given.launchTemplateName());
    template.version(given.version());
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(template.id())
        .launchTemplateName(template.name())
        .version(given.version() == null ? "$Default" : given.version())
        .build();
  }
}
