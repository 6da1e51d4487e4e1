package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.ec2.LaunchData;
import io.servergroup.simulator.aws.world.Lifecycle;
import io.servergroup.simulator.aws.world.TestBalancer;
import io.servergroup.simulator.aws.world.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;

class GroupLifecycleTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aLaunchWaitsForItsHookRegistersAndThenServes() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    TestWorld.Event held = world.events.getFirst();
    assertEquals("EC2 Instance-launch Lifecycle Action", held.type());
    assertEquals(List.of(world.groups.group("g0").arn()), held.resources());
    assertEquals(
        Map.of(
            "LifecycleActionToken",
            member.heldActions().getFirst().token(),
            "AutoScalingGroupName",
            "g0",
            "LifecycleHookName",
            LAUNCH_HOOK,
            "EC2InstanceId",
            member.instanceId(),
            "LifecycleTransition",
            "autoscaling:EC2_INSTANCE_LAUNCHING",
            "NotificationMetadata",
            "for attach",
            "Origin",
            "EC2",
            "Destination",
            "AutoScalingGroup"),
        held.detail());
    world.pass(200);
    assertFalse(world.balancer.registered(member.instanceId()), "registered before the hook ended");

    world.complete(member, LAUNCH_HOOK, "CONTINUE");
    assertEquals(MemberState.PENDING_PROCEED, member.state());
    world.await("g0", MemberState.IN_SERVICE);
    assertTrue(world.balancer.registered(member.instanceId()));
    TestWorld.Event launched = world.events.getLast();
    assertEquals("EC2 Instance Launch Successful", launched.type());
    assertEquals(
        "arn:aws:ec2:eu-west-1:123456789012:instance/" + member.instanceId(),
        launched.resources().getLast());
    assertEquals("InProgress", launched.detail().get("StatusCode"));
    assertEquals(
        Map.of("Availability Zone", "eu-west-1a", "Subnet ID", world.subnetA.id()),
        launched.detail().get("Details"));
    assertEquals("tools", member.instance().tag("ServerGroupName"));
    assertNull(member.instance().tag("ServerGroupIndex"), "this tag is not propagated");
  }

  @Test
  void heartbeatsProlongAnActionAndSilenceAbandonsTheLaunchAndReplacesIt() {
    world.createGroup("g0", 1, group -> {});
    Member first = world.await("g0", MemberState.PENDING_WAIT);
    world.pass(290);
    world.autoScaling.recordLifecycleActionHeartbeat(
        beat ->
            beat.autoScalingGroupName("g0")
                .lifecycleHookName(LAUNCH_HOOK)
                .instanceId(first.instanceId()));
    world.pass(290);
    assertEquals(MemberState.PENDING_WAIT, first.state());
    world.pass(11);
    assertEquals(MemberState.TERMINATING, first.state());
    assertEquals(1, world.groups.group("g0").failedLaunches());
    assertTrue(world.eventTypes().contains("EC2 Instance Launch Unsuccessful"));
    world.until(() -> world.members("g0").size() == 2);
    Member second = world.members("g0").getLast();
    assertNotEquals(first.instanceId(), second.instanceId());
  }

  @Test
  void abandonedLaunchesAreRepeatedMoreAndMoreSlowly() {
    world.createGroup("g0", 1, group -> {});
    Duration shortest = Duration.ZERO;
    for (int round = 0; round < 4; round++) {
      world.until(() -> !world.groups.heldActions().isEmpty());
      HeldAction action = world.groups.heldActions().getFirst();
      var failed = world.account.now();
      world.complete(action.member(), action.hook().name(), "ABANDON");
      world.until(() -> world.groups.group("g0").counted() == 1);
      Duration pause = Duration.between(failed, world.account.now());
      assertTrue(
          pause.compareTo(shortest) >= 0, "pause " + round + " is " + pause + " < " + shortest);
      shortest = Duration.ofSeconds(30).multipliedBy(1L << round);
      world.until(
          () ->
              world.groups.heldActions().stream()
                  .anyMatch(held -> held.hook().transition() == Transition.TERMINATING));
      HeldAction release =
          world.groups.heldActions().stream()
              .filter(held -> held.hook().transition() == Transition.TERMINATING)
              .findFirst()
              .orElseThrow();
      world.complete(release.member(), TERMINATE_HOOK, "CONTINUE");
      world.until(() -> world.members("g0").size() == 1);
    }
  }

  @Test
  void aTerminationDrainsThenWaitsForItsHookWhileTheInstanceRuns() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member old = world.inService("g0");
    var requested = world.account.now();
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(old.instanceId()).shouldDecrementDesiredCapacity(false));
    assertEquals(MemberState.TERMINATING, old.state());
    assertFalse(world.balancer.registered(old.instanceId()));
    world.until(() -> old.state() == MemberState.TERMINATING_WAIT);
    assertFalse(
        world.account.now().isBefore(requested.plus(TestBalancer.DRAIN)), "hook before drained");
    assertEquals(InstanceState.RUNNING, old.instance().state());

    assertEquals(
        2, world.members("g0").size(), "the replacement starts while the old one is there");
    world.complete(old, TERMINATE_HOOK, "ABANDON");
    assertEquals(MemberState.TERMINATING_PROCEED, old.state());
    world.until(() -> old.instance().state() == InstanceState.SHUTTING_DOWN);
    assertEquals(old, world.groups.member(old.instanceId()));
    world.until(() -> old.state() == MemberState.TERMINATED);
    assertEquals(InstanceState.TERMINATED, old.instance().state());
    assertNull(world.groups.member(old.instanceId()));
    assertTrue(world.eventTypes().contains("EC2 Instance Terminate Successful"));
    assertEquals(
        List.of(
            MemberState.PENDING,
            MemberState.PENDING_WAIT,
            MemberState.PENDING_PROCEED,
            MemberState.IN_SERVICE,
            MemberState.TERMINATING,
            MemberState.TERMINATING_WAIT,
            MemberState.TERMINATING_PROCEED,
            MemberState.TERMINATED),
        old.lifecycle().history().stream().map(Lifecycle.Entry::state).toList());
  }

  @Test
  void terminatingTwiceIsRefusedAndSoIsShrinkingBelowTheMinimum() {
    world.createGroup("g0", 1, group -> group.minSize(1));
    Member member = world.inService("g0");
    assertTrue(
        refused(
                "ValidationError",
                () ->
                    world.autoScaling.terminateInstanceInAutoScalingGroup(
                        t ->
                            t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(true)))
            .awsErrorDetails()
            .errorMessage()
            .startsWith("Currently, desiredSize equals minSize (1)"));
    assertEquals(MemberState.IN_SERVICE, member.state());
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
    refused(
        "ScalingActivityInProgress",
        () ->
            world.autoScaling.terminateInstanceInAutoScalingGroup(
                t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false)));
    refused(
        "ValidationError",
        () ->
            world.autoScaling.terminateInstanceInAutoScalingGroup(
                t -> t.instanceId("i-unknown").shouldDecrementDesiredCapacity(false)));
  }

  @Test
  void completingTwiceFindsNoActiveActionByTokenNorByInstance() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    String token = member.heldActions().getFirst().token();
    world.complete(member, LAUNCH_HOOK, "CONTINUE");
    assertEquals(
        "No active Lifecycle Action found with instance ID " + member.instanceId(),
        refused("ValidationError", () -> world.complete(member, LAUNCH_HOOK, "CONTINUE"))
            .awsErrorDetails()
            .errorMessage());
    assertEquals(
        "No active Lifecycle Action found with token " + token,
        refused(
                "ValidationError",
                () ->
                    world.autoScaling.completeLifecycleAction(
                        c ->
                            c.autoScalingGroupName("g0")
                                .lifecycleHookName(LAUNCH_HOOK)
                                .lifecycleActionToken(token)
                                .lifecycleActionResult("CONTINUE")))
            .awsErrorDetails()
            .errorMessage());
  }

  @Test
  void deletingALaunchHookAbandonsWhatItHolds() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    world.autoScaling.deleteLifecycleHook(
        d -> d.autoScalingGroupName("g0").lifecycleHookName(LAUNCH_HOOK));
    assertEquals(MemberState.TERMINATING, member.state());
  }

  @Test
  void deletingATerminateHookLetsWhatItHoldsGo() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.setDesiredCapacity(s -> s.autoScalingGroupName("g0").desiredCapacity(0));
    world.await("g0", MemberState.TERMINATING_WAIT);
    world.autoScaling.deleteLifecycleHook(
        d -> d.autoScalingGroupName("g0").lifecycleHookName(TERMINATE_HOOK));
    world.until(() -> member.state() == MemberState.TERMINATED);
    assertEquals(List.of(), world.members("g0"));
  }

  @Test
  void anInstanceTerminatedInEc2IsReplacedAndItsTerminateHookRuns() {
    world.createGroup("g0", 1, group -> {});
    Member old = world.inService("g0");
    world.ec2.terminateInstances(t -> t.instanceIds(old.instanceId()));
    world.until(() -> old.state() == MemberState.TERMINATING_WAIT);
    assertFalse(old.healthy());
    world.until(() -> world.groups.group("g0").counted() == 1);
    world.until(() -> old.instance().state() == InstanceState.TERMINATED);
    world.complete(old, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> old.state() == MemberState.TERMINATED);
  }

  @Test
  void anInstanceGoneInEc2IsNoticedWithinTheGracePeriod() {
    world.createGroup(
        "g0",
        1,
        group ->
            group.targetGroupARNs("arn:tg").healthCheckType("ELB").healthCheckGracePeriod(3_000));
    Member old = world.inService("g0");
    world.ec2.terminateInstances(t -> t.instanceIds(old.instanceId()));
    world.pass(60);
    assertTrue(old.state().terminating());
  }

  @Test
  void aLostZoneIsLeftForAnotherOne() {
    world.createGroup(
        "g0",
        2,
        group ->
            group
                .vpcZoneIdentifier(world.subnetA.id() + "," + world.subnetB.id())
                .lifecycleHookSpecificationList(List.of()));
    world.pass(300);
    world.ec2World.loseZone("eu-west-1a");
    world.pass(600);
    assertEquals(
        List.of("eu-west-1b", "eu-west-1b"),
        world.members("g0").stream().map(member -> member.instance().zone()).toList());
  }

  @Test
  void aCondemnedInstanceGoesWhenTheGroupShrinksInstead() {
    world.groups.setLaunchBeforeTerminate(true);
    world.createGroup(
        "g0", 1, group -> group.instanceMaintenancePolicy((InstanceMaintenancePolicy) null));
    Member old = world.inService("g0");
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(old.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));
    world.until(old::condemned);
    assertEquals(MemberState.IN_SERVICE, old.state());
    world.autoScaling.setDesiredCapacity(s -> s.autoScalingGroupName("g0").desiredCapacity(0));
    assertEquals(MemberState.TERMINATING, old.state());
  }

  @Test
  void launchBeforeTerminateKeepsAnUnhealthyInstanceUntilItsReplacementServes() {
    world.createGroup(
        "g0",
        1,
        group ->
            group.instanceMaintenancePolicy(
                p -> p.minHealthyPercentage(100).maxHealthyPercentage(200)));
    Member old = world.inService("g0");
    world.autoScaling.setInstanceHealth(
        s ->
            s.instanceId(old.instanceId())
                .healthStatus("Unhealthy")
                .shouldRespectGracePeriod(false));
    world.until(() -> world.members("g0").size() == 2);
    Member replacement = world.members("g0").getLast();
    world.until(() -> replacement.state() == MemberState.PENDING_WAIT);
    assertEquals(MemberState.IN_SERVICE, old.state());
    world.complete(replacement, LAUNCH_HOOK, "CONTINUE");
    world.until(() -> replacement.state() == MemberState.IN_SERVICE);
    assertEquals(MemberState.TERMINATING, old.state());
  }

  @Test
  void loadBalancerHealthCountsOnlyAfterTheGracePeriodAndOnceSomeTargetPassed() {
    world.createGroup(
        "g0",
        1,
        group ->
            group.targetGroupARNs("arn:tg").healthCheckType("ELB").healthCheckGracePeriod(600));
    Member first = world.inService("g0");
    world.until(() -> world.ec2World.software().answers(first.instanceId()));
    world.ec2World.software().setAnswering(first.instanceId(), false);
    world.pass(300);
    assertEquals(MemberState.IN_SERVICE, first.state(), "within the grace period");
    world.pass(400);
    assertTrue(first.state().terminating(), "after the grace period");
  }

  @Test
  void aLoadBalancerThatNeverPassedAnybodyReplacesNobody() {
    world.ec2World.software().neverAnswers("g0", 1);
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg").healthCheckType("ELB"));
    Member member = world.inService("g0");
    world.pass(3_600);
    assertEquals(MemberState.IN_SERVICE, member.state());
    assertFalse(world.ec2World.software().answers(member.instanceId()));
  }

  @Test
  void aLaunchEc2RefusesIsAFailedActivityAndIsRepeated() {
    world.ec2World.loseZone("eu-west-1a");
    world.createGroup("g0", 1, group -> {});
    world.until(() -> world.groups.group("g0").failedLaunches() == 2);
    var activities =
        world.autoScaling.describeScalingActivities(d -> d.autoScalingGroupName("g0")).activities();
    assertEquals("Failed", activities.getFirst().statusCodeAsString());
    assertTrue(activities.getFirst().statusMessage().contains("sufficient t3.medium capacity"));
    assertEquals("EC2 Instance Launch Unsuccessful", world.events.getFirst().type());
    world.ec2World.restoreZone("eu-west-1a");
    world.inService("g0");
    assertEquals(0, world.groups.group("g0").failedLaunches());
  }

  @Test
  void instancesReportTheVersionTheyWereLaunchedWith() {
    world.createGroup("g0", 1, group -> {});
    Member old = world.inService("g0");
    world
        .ec2World
        .templates()
        .addVersion(
            world.version1.template(), "", new LaunchData("ami-2", "t3.medium", null, Map.of()));
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(old.instanceId()).shouldDecrementDesiredCapacity(false));
    world.until(() -> world.members("g0").size() == 2);
    var shown =
        world
            .autoScaling
            .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g0"))
            .autoScalingGroups()
            .getFirst();
    assertEquals("$Latest", shown.launchTemplate().version());
    assertEquals(
        List.of("1", "2"),
        shown.instances().stream().map(i -> i.launchTemplate().version()).toList());
    assertEquals("ami-2", world.members("g0").getLast().instance().imageId());
  }

  @Test
  void aGroupOverTwoSubnetsBalancesItsZones() {
    world.createGroup(
        "g0",
        4,
        group ->
            group
                .vpcZoneIdentifier(world.subnetA.id() + "," + world.subnetB.id())
                .lifecycleHookSpecificationList(List.of()));
    world.until(
        () ->
            world.members("g0").stream().filter(m -> m.state() == MemberState.IN_SERVICE).count()
                == 4);
    assertEquals(
        2L,
        world.members("g0").stream().filter(m -> m.instance().zone().equals("eu-west-1a")).count());
    world.autoScaling.setDesiredCapacity(s -> s.autoScalingGroupName("g0").desiredCapacity(2));
    world.until(() -> world.members("g0").size() == 2);
    assertEquals(
        1L,
        world.members("g0").stream().filter(m -> m.instance().zone().equals("eu-west-1a")).count());
  }

  @Test
  void nothingIsLaunchedWhileLaunchIsSuspended() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.suspendProcesses(
        s -> s.autoScalingGroupName("g0").scalingProcesses("Launch"));
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
    world.pass(3_600);
    assertEquals(0, world.groups.group("g0").counted());
    world.autoScaling.resumeProcesses(r -> r.autoScalingGroupName("g0").scalingProcesses("Launch"));
    world.until(() -> world.groups.group("g0").counted() == 1);
  }

  @Test
  void standbyTakesAnInstanceOutOfServiceAndBackWithoutHooks() {
    world.createGroup("g0", 1, group -> group.targetGroupARNs("arn:tg"));
    Member member = world.inService("g0");
    int events = world.events.size();
    world.autoScaling.enterStandby(
        s ->
            s.autoScalingGroupName("g0")
                .instanceIds(member.instanceId())
                .shouldDecrementDesiredCapacity(true));
    world.until(() -> member.state() == MemberState.STANDBY);
    assertFalse(world.balancer.registered(member.instanceId()));
    world.autoScaling.exitStandby(
        s -> s.autoScalingGroupName("g0").instanceIds(member.instanceId()));
    world.until(() -> member.state() == MemberState.IN_SERVICE);
    assertTrue(world.balancer.registered(member.instanceId()));
    assertEquals(1, world.groups.group("g0").desiredCapacity());
    assertFalse(
        world.events.stream().skip(events).anyMatch(event -> event.type().contains("Lifecycle")));
  }

  @Test
  void anIllegalMoveTellsTheHistory() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> world.groups.move(member, MemberState.TERMINATED))
            .getMessage();
    assertTrue(message.contains("cannot go from Pending:Wait to Terminated"), message);
    assertTrue(message.contains("Pending since"), message);
  }

  @Test
  void groupsAreFoundByTagPageByPage() {
    for (int i = 0; i < 250; i++) {
      world.createGroup("g" + i, 0, group -> {});
    }
    world.createGroup(
        "other", 0, group -> group.tags(TestWorld.tag("ServerGroupName", "x", false)));
    var pages =
        world.autoScaling.describeAutoScalingGroupsPaginator(
            d ->
                d.maxRecords(100)
                    .filters(Filter.builder().name("tag:ServerGroupName").values("tools").build()));
    assertEquals(3L, pages.stream().count());
    assertEquals(250L, pages.autoScalingGroups().stream().count());
    assertEquals(
        List.of("g7"),
        world
            .autoScaling
            .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g7", "none"))
            .autoScalingGroups()
            .stream()
            .map(g -> g.autoScalingGroupName())
            .toList());
  }
}
