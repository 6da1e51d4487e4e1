package io.servergroup.simulator.aws.ec2;

import java.util.Map;

/**
 * What to launch and where.
 *
 * @param template what the instance is made of
 * @param instanceType overrides the template's; null for the template's
 * @param subnet where
 * @param tags of the instance, over those of the template
 */
public record LaunchOrder(
    TemplateVersion template, String instanceType, Subnet subnet, Map<String, String> tags) {
  public String effectiveType() {
    return instanceType != null ? instanceType : template.data().instanceType();
  }
}
