package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.TestWorld;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.InstanceLifecyclePolicy;

/** An instance lifecycle policy keeps the instances whose terminate hooks gave up. */
class RetentionTest {
  private final TestWorld world = new TestWorld();

  @Test
  void anAbandonedTerminateHookLeavesTheInstanceRunningOutOfServiceBesideItsReplacement() {
    Member old = retained();
    assertEquals(InstanceState.RUNNING, old.instance().state());
    assertFalse(world.balancer.registered(old.instanceId()));
    world.until(() -> world.groups.group("g0").counted() == 1);
    assertEquals(2, world.members("g0").size());
    world.pass(24 * 3_600);
    assertEquals(MemberState.TERMINATING_RETAINED, old.state());
    var shown =
        world
            .autoScaling
            .describeAutoScalingGroups(d -> d.autoScalingGroupNames("g0"))
            .autoScalingGroups()
            .getFirst();
    assertEquals("Terminating:Retained", shown.instances().getFirst().lifecycleStateAsString());
    assertEquals(policy("retain"), shown.instanceLifecyclePolicy());
  }

  @Test
  void aTerminateHookThatContinuesIsNotRetained() {
    world.createGroup("g0", 1, group -> group.instanceLifecyclePolicy(policy("retain")));
    Member old = terminating();
    world.complete(old, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> old.state() == MemberState.TERMINATED);
  }

  @Test
  void terminatingARetainedInstanceRunsItsHookOnceMore() {
    Member old = retained();
    refused("ValidationError", () -> terminate(old, true));
    String token = old.activity().id();
    terminate(old, false);
    assertNotEquals(token, old.activity().id());
    world.until(() -> old.state() == MemberState.TERMINATING_WAIT);
    world.complete(old, TERMINATE_HOOK, "CONTINUE");
    world.until(() -> old.state() == MemberState.TERMINATED);
  }

  @Test
  void aRetainedInstanceCanBeDetachedButIsNoLongerProtectedOrPutOnStandby() {
    Member old = retained();
    refused(
        "ValidationError",
        () ->
            world.autoScaling.setInstanceProtection(
                p ->
                    p.autoScalingGroupName("g0")
                        .instanceIds(old.instanceId())
                        .protectedFromScaleIn(true)));
    refused(
        "ValidationError",
        () ->
            world.autoScaling.enterStandby(
                s ->
                    s.autoScalingGroupName("g0")
                        .instanceIds(old.instanceId())
                        .shouldDecrementDesiredCapacity(false)));
    refused("ValidationError", () -> detach(old, true));
    detach(old, false);
    world.until(() -> old.state() == MemberState.DETACHED);
    assertEquals(InstanceState.RUNNING, old.instance().state());
    assertNull(old.instance().tag("aws:autoscaling:groupName"));
  }

  @Test
  void aGroupThatRetainsIsForceDeletedOnlyAfterItsPolicyChanged() {
    Member old = retained();
    refused("ValidationError", this::forceDelete);
    world.autoScaling.updateAutoScalingGroup(
        u -> u.autoScalingGroupName("g0").instanceLifecyclePolicy(policy("terminate")));
    assertEquals(MemberState.TERMINATING_RETAINED, old.state());
    forceDelete();
    world.until(() -> world.groups.group("g0") == null);
    assertEquals(InstanceState.TERMINATED, old.instance().state());
  }

  @Test
  void anInstanceThatWasAboutToBeRetainedGoesWhenItsGroupChangesItsMind() {
    world.createGroup("g0", 1, group -> group.instanceLifecyclePolicy(policy("retain")));
    Member old = terminating();
    world.complete(old, TERMINATE_HOOK, "ABANDON");
    world.autoScaling.updateAutoScalingGroup(
        u -> u.autoScalingGroupName("g0").instanceLifecyclePolicy(policy("terminate")));
    world.until(() -> old.state() == MemberState.TERMINATED);
  }

  private Member retained() {
    world.createGroup(
        "g0",
        1,
        group -> group.targetGroupARNs("arn:tg").instanceLifecyclePolicy(policy("retain")));
    Member old = terminating();
    world.complete(old, TERMINATE_HOOK, "ABANDON");
    assertEquals(MemberState.TERMINATING_PROCEED, old.state());
    world.until(() -> old.state() == MemberState.TERMINATING_RETAINED);
    assertEquals("Cancelled", old.activity().status());
    return old;
  }

  private Member terminating() {
    Member old = world.inService("g0");
    terminate(old, false);
    world.until(() -> old.state() == MemberState.TERMINATING_WAIT);
    return old;
  }

  private void terminate(Member member, boolean decrement) {
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(decrement));
  }

  private void detach(Member member, boolean decrement) {
    world.autoScaling.detachInstances(
        d ->
            d.autoScalingGroupName("g0")
                .instanceIds(member.instanceId())
                .shouldDecrementDesiredCapacity(decrement));
  }

  private void forceDelete() {
    world.autoScaling.deleteAutoScalingGroup(d -> d.autoScalingGroupName("g0").forceDelete(true));
  }

  private static InstanceLifecyclePolicy policy(String action) {
    return InstanceLifecyclePolicy.builder()
        .retentionTriggers(triggers -> triggers.terminateHookAbandon(action))
        .build();
  }
}
