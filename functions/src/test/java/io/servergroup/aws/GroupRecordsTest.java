package io.servergroup.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.group.MaintenancePolicy;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TemplateNaming;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

class GroupRecordsTest {
  private static AutoScalingGroup.Builder group(String name, String index) {
    TagDescription.Builder tag = TagDescription.builder().key("ServerGroupIndex").value(index);
    return AutoScalingGroup.builder()
        .autoScalingGroupName(name)
        .autoScalingGroupARN("arn:" + name)
        .minSize(1)
        .desiredCapacity(1)
        .maxSize(1)
        .availabilityZones("eu-west-1a")
        .tags(index == null ? List.of() : List.of(tag.build()));
  }

  private static GroupRecords read(AutoScalingGroup.Builder... groups) {
    return GroupRecords.of(
        List.of(groups).stream()
            .map(AutoScalingGroup.Builder::build)
            .map(GroupRecord::of)
            .toList());
  }

  private static LaunchTemplateSpecification template(String version) {
    return LaunchTemplateSpecification.builder().launchTemplateId("lt-1").version(version).build();
  }

  @Test
  void groupsAreOrderedByIndexAndThoseOfSeveralComeLast() {
    assertEquals(
        List.of("b", "c", "a"),
        read(group("a", null), group("c", "10"), group("b", "2")).groups().stream()
            .map(group -> group.name())
            .toList());
  }

  @Test
  void anIndexThatIsNotANumberBlocksTheGroup() {
    SlotFinding finding = read(group("a", "one")).findings().getFirst();
    assertTrue(finding.blocking());
    assertEquals("a", finding.resource());
  }

  @Test
  void twoGroupsOfOneIndexBlockBoth() {
    assertEquals(
        List.of("a", "b"),
        read(group("a", "1"), group("b", "1")).findings().stream()
            .map(SlotFinding::resource)
            .toList());
  }

  @Test
  void theTemplateIsFoundInAMixedInstancesPolicyToo() {
    GroupRecords read =
        read(
            group("a", "0").launchTemplate(template("$Latest")),
            group("b", "1")
                .mixedInstancesPolicy(
                    policy ->
                        policy.launchTemplate(
                            mixed -> mixed.launchTemplateSpecification(template("7")))),
            group("c", "2").launchTemplate(template(null)),
            group("d", "3"));
    assertEquals(
        List.of(
            Optional.of(new TemplateReference("lt-1", "$Latest")),
            Optional.of(new TemplateReference("lt-1", "7")),
            Optional.of(new TemplateReference("lt-1", "$Default")),
            Optional.empty()),
        read.groups().stream().map(group -> group.template()).toList());
    assertEquals(
        List.of(false, true, false, false),
        read.groups().stream().map(group -> group.mixedInstances()).toList());
  }

  @Test
  void aPolicyThatNamesAnotherTemplateForATypeIsToldFromOneThatNamesTypes() {
    GroupRecords read =
        read(
            group("a", "0").launchTemplate(template("1")),
            group("b", "1").mixedInstancesPolicy(policy -> {}),
            group("c", "2").mixedInstancesPolicy(overriding(o -> o.instanceType("t3.large"))),
            group("d", "3")
                .mixedInstancesPolicy(
                    overriding(o -> o.launchTemplateSpecification(template("9")))));

    assertEquals(
        List.of(
            TemplateNaming.GROUP,
            TemplateNaming.POLICY,
            TemplateNaming.POLICY,
            TemplateNaming.POLICY_BY_TYPE),
        read.groups().stream().map(group -> group.naming()).toList());
    assertEquals(
        List.of("d"), read.findings().stream().map(finding -> finding.resource()).toList());
  }

  private static MixedInstancesPolicy overriding(Consumer<LaunchTemplateOverrides.Builder> with) {
    LaunchTemplateOverrides override =
        LaunchTemplateOverrides.builder().applyMutation(with).build();
    return MixedInstancesPolicy.builder()
        .launchTemplate(
            mixed -> mixed.launchTemplateSpecification(template("7")).overrides(override))
        .build();
  }

  @Test
  void anInstanceReportsItsStateAndTheVersionItWasLaunchedFrom() {
    var instance =
        read(group("a", "0")
                .instances(
                    Instance.builder()
                        .instanceId("i-1")
                        .availabilityZone("eu-west-1a")
                        .lifecycleState("Pending:Wait")
                        .healthStatus("Healthy")
                        .launchTemplate(template("3"))
                        .build()))
            .groups()
            .getFirst()
            .instances()
            .getFirst();
    assertEquals(LifecycleState.PENDING_WAIT, instance.state());
    assertEquals(Optional.of(new TemplateVersion("lt-1", 3)), instance.template());
  }

  @Test
  void aMaintenancePolicyThatWasTakenAwayIsNone() {
    GroupRecords read =
        read(
            group("a", "0")
                .instanceMaintenancePolicy(
                    policy -> policy.minHealthyPercentage(0).maxHealthyPercentage(100)),
            group("b", "1")
                .instanceMaintenancePolicy(
                    policy -> policy.minHealthyPercentage(-1).maxHealthyPercentage(-1)));
    assertEquals(
        List.of(Optional.of(new MaintenancePolicy(0, 100)), Optional.empty()),
        read.groups().stream().map(group -> group.maintenance()).toList());
  }

  @Test
  void aGroupWithAWarmPoolIsNoticed() {
    assertEquals(
        List.of("a"),
        read(group("a", "0").warmPoolConfiguration(pool -> pool.minSize(1)), group("b", "1"))
            .withWarmPool());
  }
}
