package io.servergroup.simulator.aws.autoscaling;

import static io.servergroup.simulator.aws.world.TestWorld.LAUNCH_HOOK;
import static io.servergroup.simulator.aws.world.TestWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.simulator.aws.world.TestWorld;
import org.junit.jupiter.api.Test;

/** When TerminateInstanceInAutoScalingGroup is refused and when it is not. */
class TerminationRequestsTest {
  private final TestWorld world = new TestWorld();

  @Test
  void anInstanceIsNotTerminatedWhileItsLaunchGoesOn() {
    world.createGroup("g0", 1, group -> {});
    Member pending = world.await("g0", MemberState.PENDING);
    assertRefusedBecauseOf(pending.activity(), pending);

    Member held = world.await("g0", MemberState.PENDING_WAIT);
    assertRefusedBecauseOf(pending.activity(), held);
    assertEquals(MemberState.PENDING_WAIT, held.state());
    assertFalse(held.heldActions().isEmpty());

    world.complete(held, LAUNCH_HOOK, "CONTINUE");
    assertEquals(MemberState.PENDING_PROCEED, held.state());
    assertRefusedBecauseOf(pending.activity(), held);
    world.until(() -> held.state() == MemberState.IN_SERVICE);
    terminate(held);
    assertEquals(MemberState.TERMINATING, held.state());
  }

  @Test
  void anAbandonedLaunchGetsRidOfAnInstanceThatCannotBeTerminated() {
    world.createGroup("g0", 1, group -> {});
    Member held = world.await("g0", MemberState.PENDING_WAIT);
    world.complete(held, LAUNCH_HOOK, "ABANDON");
    assertEquals(MemberState.TERMINATING, held.state());
  }

  @Test
  void anInstanceOnItsWayIntoStandbyIsNotTerminatedBeforeItIsThere() {
    world.createGroup("g0", 1, group -> {});
    Member member = world.inService("g0");
    world.autoScaling.enterStandby(
        s ->
            s.autoScalingGroupName("g0")
                .instanceIds(member.instanceId())
                .shouldDecrementDesiredCapacity(true));
    assertRefusedBecauseOf(member.activity(), member);
    world.until(() -> member.state() == MemberState.STANDBY);
    terminate(member);
    assertEquals(MemberState.TERMINATING, member.state());
  }

  @Test
  void protectionFromScaleInDoesNotProtectFromARequest() {
    world.createGroup("g0", 1, group -> group.newInstancesProtectedFromScaleIn(true));
    Member member = world.inService("g0");
    assertEquals(true, member.scaleInProtected());
    terminate(member);
    assertEquals(MemberState.TERMINATING, member.state());
  }

  private void assertRefusedBecauseOf(Activity activity, Member member) {
    assertEquals(
        "Activity " + activity.id() + " is in progress.",
        refused("ScalingActivityInProgress", () -> terminate(member))
            .awsErrorDetails()
            .errorMessage());
  }

  private void terminate(Member member) {
    world.autoScaling.terminateInstanceInAutoScalingGroup(
        t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
  }
}
