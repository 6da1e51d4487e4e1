package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.servergroup.aws.LaunchTemplates;
import io.servergroup.aws.LoadBalancerReader;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.health.LoadBalancerHealth;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.rollout.EqualVersions;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;

/** What a rollout reads and locks: balancers, launch templates and its lock. */
final class RolloutGatewaysTest {
  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 2, 2);

  private final SmallAccount account = new SmallAccount();

  @Test
  void everyVersionAReferenceCanNameIsResolvedAndAMissingOneLeftOut() {
    String id = account.templateId();
    account
        .aws
        .ec2()
        .createLaunchTemplateVersion(
            request -> request.launchTemplateId(id).launchTemplateData(data -> data.imageId("b")));
    List<TemplateReference> references =
        List.of(
            new TemplateReference(id, "$Latest"),
            new TemplateReference(id, "$Default"),
            new TemplateReference(id, "2"),
            new TemplateReference(id, "9"),
            new TemplateReference("lt-0", "$Latest"));

    Map<TemplateReference, Long> versions =
        new LaunchTemplates(account.aws).resolve(references).versions();

    assertEquals(
        Map.of(references.get(0), 2L, references.get(1), 1L, references.get(2), 2L), versions);
  }

  @Test
  void versionsThatHoldTheSameAreFoundWithOneCallForEachTemplate() {
    String web = account.templateId();
    makeVersion(web, "ami-2");
    makeVersion(web, "ami-1");
    String other =
        account
            .aws
            .ec2()
            .createLaunchTemplate(
                request ->
                    request
                        .launchTemplateName("other")
                        .launchTemplateData(d -> d.imageId("ami-2").instanceType("t3.medium")))
            .launchTemplate()
            .launchTemplateId();
    int[] calls = {0};
    account.aws.calls().listen(call -> calls[0]++);

    EqualVersions equal =
        account.asFunction(
            () ->
                new LaunchTemplates(account.aws)
                    .compare(
                        List.of(
                            new TemplateVersion(web, 1),
                            new TemplateVersion(web, 2),
                            new TemplateVersion(web, 3),
                            new TemplateVersion(other, 1))));

    assertEquals(2, calls[0]);
    assertEquals(
        EqualVersions.among(
            Map.of(
                new TemplateVersion(web, 1), "ami-1",
                new TemplateVersion(web, 2), "ami-2",
                new TemplateVersion(web, 3), "ami-1",
                new TemplateVersion(other, 1), "ami-2")),
        equal);
    assertEquals(2, equal.firsts().size());
  }

  @Test
  void aVersionThatDoesNotExistAnyMoreEqualsNoOtherAndTheOthersAreComparedAllTheSame() {
    String id = account.templateId();
    makeVersion(id, "ami-2");
    makeVersion(id, "ami-1");
    account
        .aws
        .ec2()
        .deleteLaunchTemplateVersions(request -> request.launchTemplateId(id).versions("2"));

    EqualVersions equal =
        new LaunchTemplates(account.aws)
            .compare(
                List.of(
                    new TemplateVersion(id, 1),
                    new TemplateVersion(id, 2),
                    new TemplateVersion(id, 3),
                    new TemplateVersion("lt-0", 1)));

    assertEquals(Map.of(id + ":3", id + ":1"), equal.asTexts());
  }

  @Test
  void moreVersionsThanFitOnAPageAreComparedAllTheSame() {
    String id = account.templateId();
    for (int version = 2; version <= 250; version++) {
      makeVersion(id, version % 2 == 0 ? "ami-" + version : "ami-odd");
    }
    List<TemplateVersion> all =
        LongStream.rangeClosed(1, 250).mapToObj(v -> new TemplateVersion(id, v)).toList();

    Map<String, String> equal = new LaunchTemplates(account.aws).compare(all).asTexts();

    assertEquals(123, equal.size(), "all odd ones after 3");
    assertEquals(id + ":3", equal.get(id + ":249"));
  }

  @Test
  void nothingIsAskedWhenThereIsNothingToCompare() {
    account.aws.calls().setFaults(call -> fail("asked " + call.action()));

    assertEquals(
        EqualVersions.NONE,
        account.asFunction(() -> new LaunchTemplates(account.aws).compare(List.of())));
  }

  @Test
  void whatCannotBeReadIsNotMistakenForVersionsThatDiffer() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        Ec2Exception.builder(), "Ec2", 503, "RequestLimitExceeded", "slower")));
    List<TemplateVersion> versions =
        List.of(
            new TemplateVersion(account.templateId(), 1),
            new TemplateVersion(account.templateId(), 2));

    assertThrows(
        Ec2Exception.class,
        () -> account.asFunction(() -> new LaunchTemplates(account.aws).compare(versions)));
  }

  private void makeVersion(String template, String image) {
    account
        .aws
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(template)
                    .launchTemplateData(data -> data.imageId(image).instanceType("t3.medium")));
  }

  @Test
  void aTemplateThatCannotBeReadIsNotMistakenForAMissingOne() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        Ec2Exception.builder(), "Ec2", 503, "RequestLimitExceeded", "slower")));
    List<TemplateReference> references =
        List.of(new TemplateReference(account.templateId(), "$Latest"));

    assertThrows(
        Ec2Exception.class,
        () -> account.asFunction(() -> new LaunchTemplates(account.aws).resolve(references)));
  }

  @Test
  void everyBalancerOfAGroupTellsAboutItsInstancesInService() {
    account.aws.balancers().createClassic("classic", 80, CHECK, Duration.ofSeconds(5));
    String target =
        account.aws.balancers().createTargetGroup("target", 80, CHECK, Duration.ofSeconds(5));
    Member member = inService(List.of("classic"), List.of(target));
    account.until(
        () ->
            health().of("classic", member.instanceId()).healthy()
                && health().of(target, member.instanceId()).healthy());

    assertEquals("InService", health().of("classic", member.instanceId()).words());
    assertEquals("healthy", health().of(target, member.instanceId()).words());

    account.aws.ec2World().software().setAnswering(member.instanceId(), false);
    account.pass(60);

    assertFalse(health().of("classic", member.instanceId()).healthy());
    assertTrue(
        health().of(target, member.instanceId()).words().startsWith("unhealthy (Target."),
        () -> health().of(target, member.instanceId()).words());
  }

  @Test
  void aBalancerThatDoesNotExistIsUnreadableAndNobodyBehindItHealthy() {
    account.aws.balancers().createClassic("classic", 80, CHECK, Duration.ofSeconds(5));
    Member member = inService(List.of("classic"), List.of());
    List<AutoScalingGroup> groups = groupsRead();
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        LoadBalancerNotFoundException.builder(),
                        "ElasticLoadBalancing",
                        400,
                        "LoadBalancerNotFound",
                        "There is no ACTIVE Load Balancer named 'classic'")));

    LoadBalancerHealth health =
        account.asFunction(() -> new LoadBalancerReader(account.aws).read(groups));

    LoadBalancerHealth.State state = health.of("classic", member.instanceId());
    assertFalse(state.healthy());
    assertTrue(state.words().startsWith("could not be read"), state::words);
  }

  @Test
  void anInstanceThatNoBalancerKnowsIsNotRegisteredRatherThanUnreadable() {
    account.aws.balancers().createClassic("classic", 80, CHECK, Duration.ofSeconds(5));
    String target =
        account.aws.balancers().createTargetGroup("target", 80, CHECK, Duration.ofSeconds(5));
    account.createGroup(
        "web-0",
        server("0"),
        group -> group.desiredCapacity(1).loadBalancerNames("classic").targetGroupARNs(target));
    account
        .aws
        .autoScaling()
        .suspendProcesses(
            request -> request.autoScalingGroupName("web-0").scalingProcesses("AddToLoadBalancer"));
    Member member = completed();

    assertEquals("not registered", health().of("classic", member.instanceId()).words());
    assertEquals("unused (Target.NotRegistered)", health().of(target, member.instanceId()).words());
  }

  @Test
  void aMomentaryFailureOfOneInstanceIsUnknownAndUnhealthy() {
    account.aws.balancers().createClassic("classic", 80, CHECK, Duration.ofSeconds(5));
    Member member = inService(List.of("classic"), List.of());
    account.aws.balancers().setUnreadable("classic", member.instanceId(), true);

    assertEquals("Unknown (ELB)", health().of("classic", member.instanceId()).words());
  }

  private LoadBalancerHealth health() {
    return new LoadBalancerReader(account.aws).read(groupsRead());
  }

  private List<AutoScalingGroup> groupsRead() {
    return account.read().autoScalingGroups();
  }

  private Member inService(List<String> classic, List<String> targets) {
    account.createGroup(
        "web-0",
        server("0"),
        group -> group.desiredCapacity(1).loadBalancerNames(classic).targetGroupARNs(targets));
    return completed();
  }

  private Member completed() {
    Member member = account.held("web-0");
    account.perform(
        new Complete(
            "web-0", Transition.LAUNCHING, Complete.Verdict.CONTINUE, member.instanceId()));
    account.until(() -> member.state() == MemberState.IN_SERVICE);
    return member;
  }
}
