package io.servergroup.simulator.aws.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import org.junit.jupiter.api.Test;

/** Auto Scaling suspends the launches of a group that have failed for a day. */
final class SuspendedLaunchesTest {
  private final TestWorld world = new TestWorld();

  @Test
  void whoeverResumesThemGetsAnInstanceAtOnce() {
    world.ec2World.loseZone("eu-west-1a");
    world.createGroup("g0", 1, group -> {});
    Group group = world.groups.group("g0");
    world.pass(25 * 3_600);
    assertTrue(group.suspended("Launch"));
    world.ec2World.restoreZone("eu-west-1a");
    world.pass(3_600);
    assertEquals(0, group.members().size(), "nobody has resumed them");

    world.autoScaling.resumeProcesses(
        request -> request.autoScalingGroupName("g0").scalingProcesses("Launch"));

    world.inService("g0");
    assertEquals(0, group.failedLaunches());
  }
}
