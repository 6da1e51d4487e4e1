package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.GroupTemplates;
import io.servergroup.aws.Outcome;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** Having a group launch another version of its template, for instance to go back. */
final class GroupTemplatesTest {
  private static final String UPDATE = "autoscaling:UpdateAutoScalingGroup";
  private static final String DESCRIBE = "autoscaling:DescribeAutoScalingGroups";

  private final SmallAccount account = new SmallAccount();
  private final String template = account.templateId();

  GroupTemplatesTest() {
    account
        .aws
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request.launchTemplateId(template).launchTemplateData(d -> d.imageId("ami-2")));
  }

  @Test
  void aGroupThatNamesItsTemplateLaunchesTheVersionFromThenOn() {
    account.createGroup("web-0", server("0"));

    assertOutcome(Outcome.Done.class, setVersion(1));

    assertEquals(Map.of(UPDATE, 1), account.aws.calls().counts());
    assertEquals(Optional.of(new TemplateReference(template, "1")), group().template());
    assertLaunches(1, "t3.medium");
  }

  @Test
  void aMixedInstancesPolicyKeepsEverythingButTheVersion() {
    createMixedGroup();
    MixedInstancesPolicy before = policy();

    assertOutcome(Outcome.Done.class, setVersion(1));

    assertEquals(Map.of(UPDATE, 1, DESCRIBE, 1), account.aws.calls().counts());
    assertEquals("1", policy().launchTemplate().launchTemplateSpecification().version());
    assertEquals(before.instancesDistribution(), policy().instancesDistribution());
    assertEquals(before.launchTemplate().overrides(), policy().launchTemplate().overrides());
    assertTrue(group().mixedInstances());
    assertEquals(Optional.of(new TemplateReference(template, "1")), group().template());
    assertLaunches(1, "t3.large");
  }

  @Test
  void aNumberOfPoolsThatMeansNothingIsNotSentBack() {
    createMixedGroup();
    account
        .aws
        .autoScaling()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName("web-0")
                    .mixedInstancesPolicy(
                        policy ->
                            policy
                                .launchTemplate(
                                    launch ->
                                        launch.launchTemplateSpecification(
                                            t -> t.launchTemplateId(template).version("$Latest")))
                                .instancesDistribution(
                                    spread ->
                                        spread
                                            .spotAllocationStrategy("capacity-optimized")
                                            .spotInstancePools(2))));

    assertOutcome(Outcome.Done.class, setVersion(1));

    assertEquals(null, policy().instancesDistribution().spotInstancePools());
    assertEquals("capacity-optimized", policy().instancesDistribution().spotAllocationStrategy());
  }

  @Test
  void aGroupThatNamesTheVersionAlreadyNeedsNoCall() {
    account.createGroup("web-0", server("0"));
    setVersion(1);
    account.aws.calls().resetCounts();

    assertOutcome(Outcome.AlreadyDone.class, setVersion(1));
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void anotherTemplateIsNeverPutInItsPlace() {
    account.createGroup("web-0", server("0"));
    AutoScalingGroup group = group();

    Outcome.WorldDiffers differs =
        assertOutcome(
            Outcome.WorldDiffers.class, setVersion(group, new TemplateVersion("lt-other", 1)));

    assertEquals("web-0 names launch template " + template + ", not lt-other", differs.detail());
    assertEquals(Map.of(), account.aws.calls().counts());
  }

  @Test
  void aPolicyThatWasTakenAwayMeanwhileIsNotPutBack() {
    createMixedGroup();
    AutoScalingGroup mixed = group();
    account
        .aws
        .autoScaling()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName("web-0")
                    .launchTemplate(t -> t.launchTemplateId(template).version("$Latest")));

    assertOutcome(Outcome.WorldDiffers.class, setVersion(mixed, new TemplateVersion(template, 1)));
    assertEquals(Optional.of(new TemplateReference(template, "$Latest")), group().template());
  }

  @Test
  void errorsAreSortedByTheReactionTheyNeed() {
    account.createGroup("web-0", server("0"));
    AutoScalingGroup group = group();

    assertOutcome(
        Outcome.TryAgain.class,
        refused(ScalingActivityInProgressException.builder(), "ScalingActivityInProgress", "busy"));
    assertOutcome(
        Outcome.TryAgain.class,
        refused(ResourceContentionException.builder(), "ResourceContention", "busy"));
    assertOutcome(
        Outcome.TryAgain.class, refused(AutoScalingException.builder(), "Throttling", "slower"));
    assertOutcome(
        Outcome.GiveUp.class, refused(AutoScalingException.builder(), "AccessDenied", "no"));
    account.aws.calls().setFaults(call -> new CallFault.None());
    assertOutcome(Outcome.GiveUp.class, setVersion(group, new TemplateVersion(template, 9)));
    account.aws.autoScaling().deleteAutoScalingGroup(r -> r.autoScalingGroupName("web-0"));
    assertOutcome(Outcome.WorldDiffers.class, setVersion(group, new TemplateVersion(template, 1)));
  }

  /** Two instance types; instances of the second are launched from a version of their own. */
  private void createMixedGroup() {
    account.createGroup(
        "web-0",
        server("0"),
        group ->
            group
                .launchTemplate((LaunchTemplateSpecification) null)
                .mixedInstancesPolicy(
                    policy ->
                        policy
                            .launchTemplate(
                                launch ->
                                    launch
                                        .launchTemplateSpecification(
                                            named ->
                                                named.launchTemplateName("web").version("$Latest"))
                                        .overrides(
                                            LaunchTemplateOverrides.builder()
                                                .instanceType("t3.large")
                                                .weightedCapacity("1")
                                                .build(),
                                            LaunchTemplateOverrides.builder()
                                                .instanceType("t3a.large")
                                                .launchTemplateSpecification(
                                                    own ->
                                                        own.launchTemplateId(template).version("2"))
                                                .build()))
                            .instancesDistribution(
                                spread ->
                                    spread
                                        .onDemandBaseCapacity(1)
                                        .spotAllocationStrategy("lowest-price")
                                        .spotInstancePools(3))));
  }

  private void assertLaunches(long number, String type) {
    account
        .aws
        .autoScaling()
        .setDesiredCapacity(request -> request.autoScalingGroupName("web-0").desiredCapacity(1));
    account.held("web-0");
    var launched = group().instances().getFirst();
    assertEquals(Optional.of(new TemplateVersion(template, number)), launched.template());
    assertEquals(type, account.aws.ec2World().instances().catalog().get(launched.id()).type());
  }

  private Outcome refused(AwsServiceException.Builder error, String code, String message) {
    AutoScalingGroup group = group();
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(ServiceError.of(error, "AutoScaling", 400, code, message)));
    return setVersion(group, new TemplateVersion(template, 1));
  }

  private Outcome setVersion(long number) {
    return setVersion(group(), new TemplateVersion(template, number));
  }

  private Outcome setVersion(AutoScalingGroup group, TemplateVersion version) {
    return account.asFunction(() -> new GroupTemplates(account.aws).setVersion(group, version));
  }

  private AutoScalingGroup group() {
    return account.read().autoScalingGroups().getFirst();
  }

  private MixedInstancesPolicy policy() {
    return account
        .aws
        .autoScaling()
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames("web-0"))
        .autoScalingGroups()
        .getFirst()
        .mixedInstancesPolicy();
  }
}
