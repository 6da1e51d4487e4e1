package io.servergroup.simulator.rehearsal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The launch template of a story's cluster, and what its groups name of it, changed by hand. */
final class TemplateByHand {
  private final Story story;

  TemplateByHand(Story story) {
    this.story = story;
  }

  /** Which version is the default one from now on. */
  void setDefault(long version) {
    story
        .aws()
        .ec2()
        .modifyLaunchTemplate(
            request ->
                request
                    .launchTemplateId(story.stage().cluster().templateId())
                    .defaultVersion(Long.toString(version)));
  }

  /** Makes a version, as an update of a stack does, and returns its number. */
  long make(Consumer<RequestLaunchTemplateData.Builder> data) {
    return story
        .aws()
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(story.stage().cluster().templateId())
                    .launchTemplateData(data))
        .launchTemplateVersion()
        .versionNumber();
  }

  void delete(long version) {
    story
        .aws()
        .ec2()
        .deleteLaunchTemplateVersions(
            request ->
                request
                    .launchTemplateId(story.stage().cluster().templateId())
                    .versions(Long.toString(version)));
  }

  /** From now on all groups name this version. */
  void name(String version) {
    story.stage().cluster().groups().forEach(group -> name(group, version));
  }

  /** From now on the group of a server names this version. */
  void name(int server, String version) {
    name(story.member(server).group(), version);
  }

  private void name(String group, String version) {
    story
        .aws()
        .autoScaling()
        .updateAutoScalingGroup(
            request -> request.autoScalingGroupName(group).launchTemplate(of(version)));
  }

  /** From now on all groups name this version in a mixed instances policy. */
  void nameMixed(String version) {
    for (String group : story.stage().cluster().groups()) {
      story
          .aws()
          .autoScaling()
          .updateAutoScalingGroup(
              request ->
                  request
                      .autoScalingGroupName(group)
                      .mixedInstancesPolicy(
                          policy ->
                              policy.launchTemplate(
                                  template ->
                                      template
                                          .launchTemplateSpecification(of(version))
                                          .overrides(
                                              List.of(typed("t3.medium"), typed("t3a.medium"))))));
    }
  }

  private static LaunchTemplateOverrides typed(String instanceType) {
    return LaunchTemplateOverrides.builder().instanceType(instanceType).build();
  }

  /** What the group of a server names now. */
  String named(int server) {
    AutoScalingGroup group = described(story.member(server).group());
    return group.mixedInstancesPolicy() == null
        ? group.launchTemplate().version()
        : group.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification().version();
  }

  /** What all groups name now. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    story.servers().forEach(server -> named.add(named(server)));
    return named;
  }

  private AutoScalingGroup described(String group) {
    return story
        .aws()
        .autoScaling()
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
        .autoScalingGroups()
        .getFirst();
  }

  private LaunchTemplateSpecification of(String version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(story.stage().cluster().templateId())
        .version(version)
        .build();
  }
}
