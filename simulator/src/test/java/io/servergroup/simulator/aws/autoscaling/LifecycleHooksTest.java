package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.TERMINATE_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.TestWorld;
import io.servergroup.simulator.aws.world.WorldTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** How long hooks hold instances, and what becomes of them then. */
class LifecycleHooksTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aHookThatSaysNothingElseHoldsForAnHourAndAbandons() {
    LifecycleHook hook = put(null, null);

    assertEquals(3_600, hook.heartbeatTimeout());
    assertEquals("ABANDON", hook.defaultResult());
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 7_201})
  void aHeartbeatTimeoutIsFromHalfAMinuteToTwoHours(int seconds) {
    put(30, null);
    put(7_200, null);
    refused("ValidationError", () -> put(seconds, null));
  }

  @ParameterizedTest
  @CsvSource({"30, 3000", "1728, 172800", "7200, 172800"})
  void anActionHoldsForAHundredTimeoutsOrTwoDaysAtMost(int seconds, int most) {
    assertEquals(most, put(seconds, null).globalTimeout());
  }

  @Test
  void heartbeatsDoNotHoldAnInstanceForLongerThanAHundredTimeouts() {
    world.createGroup("g0", 1, group -> {});
    put(30, "ABANDON");
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    Instant held = world.account.now();
    while (member.state() == MemberState.PENDING_WAIT) {
      world.autoScaling.recordLifecycleActionHeartbeat(
          beat ->
              beat.autoScalingGroupName("g0")
                  .lifecycleHookName(LAUNCH_HOOK)
                  .instanceId(member.instanceId()));
      world.pass(20);
    }

    Duration lasted = Duration.between(held, world.account.now());
    assertTrue(lasted.compareTo(Duration.ofMinutes(50)) >= 0, lasted::toString);
    assertTrue(lasted.compareTo(Duration.ofSeconds(3_021)) < 0, lasted::toString);
    assertEquals(MemberState.TERMINATING, member.state());
  }

  @Test
  void aLaunchIsHeldBeforeItsInstanceRuns() {
    world.account.setTimings(world.account.timings().with(WorldTimings.Step.INSTANCE_START, 60.0));
    world.createGroup("g0", 1, group -> {});
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    assertEquals(InstanceState.PENDING, member.instance().state());

    world.complete(member, LAUNCH_HOOK, "CONTINUE");
    world.pass(10);
    assertEquals(MemberState.PENDING_PROCEED, member.state(), "it does not serve before it runs");
    world.until(() -> member.state() == MemberState.IN_SERVICE);
    assertEquals(InstanceState.RUNNING, member.instance().state());
  }

  @Test
  void anActionIsCompletedByItsTokenOrByItsInstanceAlone() {
    world.createGroup("g0", 2, group -> {});
    world.until(() -> world.groups.heldActions().size() == 2);
    HeldAction first = world.groups.heldActions().getFirst();
    world.complete(first.member(), LAUNCH_HOOK, "CONTINUE");
    HeldAction second = world.groups.heldActions().getFirst();
    world.autoScaling.completeLifecycleAction(
        c ->
            c.autoScalingGroupName("g0")
                .lifecycleHookName(LAUNCH_HOOK)
                .lifecycleActionToken(second.token())
                .lifecycleActionResult("CONTINUE"));

    assertEquals(MemberState.PENDING_PROCEED, first.member().state());
    assertEquals(MemberState.PENDING_PROCEED, second.member().state());
    refused(
        "ValidationError",
        () ->
            world.autoScaling.completeLifecycleAction(
                c ->
                    c.autoScalingGroupName("g0")
                        .lifecycleHookName(LAUNCH_HOOK)
                        .lifecycleActionResult("CONTINUE")));
  }

  @Test
  void anAbandonedLaunchIsNotHeldByTheOtherHooksAnyMore() {
    world.createGroup("g0", 1, group -> {});
    second("autoscaling:EC2_INSTANCE_LAUNCHING");
    Member member = world.await("g0", MemberState.PENDING_WAIT);
    assertEquals(2, member.heldActions().size());

    world.complete(member, LAUNCH_HOOK, "ABANDON");

    assertEquals(List.of(), member.heldActions());
    assertEquals(MemberState.TERMINATING, member.state());
  }

  @Test
  void anAbandonedTerminationSkipsTheOtherHooksAndAContinuedOneWaitsForThem() {
    world.createGroup("g0", 1, group -> {});
    second("autoscaling:EC2_INSTANCE_TERMINATING");
    Member first = world.inService("g0");
    terminate(first);
    world.until(() -> first.state() == MemberState.TERMINATING_WAIT);
    world.complete(first, TERMINATE_HOOK, "CONTINUE");
    assertEquals(MemberState.TERMINATING_WAIT, first.state());
    world.complete(first, "second", "CONTINUE");
    assertEquals(MemberState.TERMINATING_PROCEED, first.state());

    world.until(() -> world.members("g0").size() == 1);
    Member second = world.inService("g0");
    terminate(second);
    world.until(() -> second.state() == MemberState.TERMINATING_WAIT);
    world.complete(second, TERMINATE_HOOK, "ABANDON");
    assertEquals(MemberState.TERMINATING_PROCEED, second.state());
    world.until(() -> second.state() == MemberState.TERMINATED);
  }

  @Test
  void launchesThatFailForADayAreNotRepeatedAnyMore() {
    world.ec2World.loseZone("eu-west-1a");
    world.createGroup("g0", 1, group -> {});
    world.pass(23 * 3_600);
    assertFalse(world.groups.group("g0").suspendedProcesses().containsKey("Launch"));
    world.pass(2 * 3_600);
    assertTrue(world.groups.group("g0").suspendedProcesses().containsKey("Launch"));

    int failed = world.groups.group("g0").failedLaunches();
    world.ec2World.restoreZone("eu-west-1a");
    world.pass(2 * 3_600);
    assertEquals(failed, world.groups.group("g0").failedLaunches());
    assertEquals(List.of(), world.members("g0"));
  }

  private void second(String transition) {
    world.autoScaling.putLifecycleHook(
        p ->
            p.autoScalingGroupName("g0")
                .lifecycleHookName("second")
                .lifecycleTransition(transition)
                .heartbeatTimeout(300)
                .defaultResult("CONTINUE"));
  }

  private void terminate(Member member) {
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
  }

  /** Puts a launch hook of a group, which is created with none, and describes it. */
  private LifecycleHook put(Integer heartbeat, String result) {
    if (world.groups.group("g0") == null) {
      world.createGroup("g0", 0, group -> group.lifecycleHookSpecificationList(List.of()));
    }
    world.autoScaling.putLifecycleHook(
        PutLifecycleHookRequest.builder()
            .autoScalingGroupName("g0")
            .lifecycleHookName(LAUNCH_HOOK)
            .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
            .heartbeatTimeout(heartbeat)
            .defaultResult(result)
            .build());
    return world
        .autoScaling
        .describeLifecycleHooks(d -> d.autoScalingGroupName("g0").lifecycleHookNames(LAUNCH_HOOK))
        .lifecycleHooks()
        .getFirst();
  }
}
