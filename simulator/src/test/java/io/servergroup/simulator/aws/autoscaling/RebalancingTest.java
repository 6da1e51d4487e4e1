package io.servergroup.simulator.aws.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;

/** The AZRebalance process, as the user guide describes rebalancing activities. */
class RebalancingTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aZoneThatCameBackGetsItsInstancesAgainEachLaunchedBeforeAnotherGoes() {
    unbalanced(null);
    world.ec2World.restoreZone("eu-west-1a");
    world.until(() -> world.members("g0").size() == 5);
    Member newcomer = world.members("g0").getLast();
    assertEquals("eu-west-1a", newcomer.instance().zone());
    while (newcomer.state() != MemberState.IN_SERVICE) {
      assertEquals(4, serving(), "nobody goes before the newcomer serves");
      assertTrue(world.simulation.queue().runNext());
    }
    world.until(() -> inZoneA() == 2 && world.members("g0").size() == 4);
    assertEquals(4, world.groups.group("g0").desiredCapacity());
    isQuiet();
  }

  @Test
  void whereThePolicyAllowsNothingOnTopOneGoesAtTheMomentAnotherIsLaunched() {
    unbalanced(
        InstanceMaintenancePolicy.builder()
            .minHealthyPercentage(0)
            .maxHealthyPercentage(100)
            .build());
    world.ec2World.restoreZone("eu-west-1a");
    world.until(() -> inZoneA() == 1);
    assertEquals(3, serving());
    assertEquals(4, world.groups.group("g0").counted());
    world.until(() -> inZoneA() == 2 && world.members("g0").size() == 4);
    isQuiet();
  }

  @Test
  void aZoneWithoutRoomIsTriedMoreAndMoreSlowlyAndNobodyIsTerminatedForIt() {
    unbalanced(null);
    long before = world.simulation.queue().executed();
    world.pass(24 * 3_600);
    assertEquals(4, serving());
    assertTrue(world.simulation.queue().executed() - before < 200);
    assertEquals(0, world.groups.group("g0").failedLaunches(), "the group itself is complete");
  }

  @Test
  void nothingIsBalancedWhileTheProcessIsSuspended() {
    unbalanced(null);
    world.autoScaling.suspendProcesses(
        s -> s.autoScalingGroupName("g0").scalingProcesses("AZRebalance"));
    world.ec2World.restoreZone("eu-west-1a");
    world.pass(24 * 3_600);
    assertEquals(0, inZoneA());
    world.autoScaling.resumeProcesses(
        r -> r.autoScalingGroupName("g0").scalingProcesses("AZRebalance"));
    world.until(() -> inZoneA() == 2);
  }

  @Test
  void aNewcomerStaysOnTopWhileTerminateIsSuspended() {
    unbalanced(null);
    world.autoScaling.suspendProcesses(
        s -> s.autoScalingGroupName("g0").scalingProcesses("Terminate"));
    world.ec2World.restoreZone("eu-west-1a");
    world.pass(24 * 3_600);
    assertEquals(5, serving());
    world.autoScaling.resumeProcesses(
        r -> r.autoScalingGroupName("g0").scalingProcesses("Terminate"));
    world.until(() -> inZoneA() == 2 && world.members("g0").size() == 4);
  }

  @Test
  void aGroupThatDiffersByOneInstanceIsLeftAlone() {
    world.createGroup(
        "g0",
        3,
        group -> group.vpcZoneIdentifier(subnets()).lifecycleHookSpecificationList(List.of()));
    world.until(() -> serving() == 3);
    isQuiet();
  }

  /** A group of four, all in zone b for zone a is lost. */
  @Test
  void aDetachThatLeavesZonesUnequalIsFollowedByARebalancing() {
    world.createGroup(
        "g0",
        4,
        group -> group.vpcZoneIdentifier(subnets()).lifecycleHookSpecificationList(List.of()));
    world.until(() -> serving() == 4);
    List<String> leaving =
        world.members("g0").stream()
            .filter(member -> member.instance().zone().equals("eu-west-1a"))
            .map(Member::instanceId)
            .toList();
    world.autoScaling.detachInstances(
        d ->
            d.autoScalingGroupName("g0").instanceIds(leaving).shouldDecrementDesiredCapacity(true));

    world.until(() -> world.members("g0").size() == 2 && inZoneA() == 1);
    assertEquals(2, world.groups.group("g0").desiredCapacity());
  }

  private void unbalanced(InstanceMaintenancePolicy policy) {
    world.ec2World.loseZone("eu-west-1a");
    world.createGroup(
        "g0",
        4,
        group ->
            group
                .maxSize(4)
                .vpcZoneIdentifier(subnets())
                .instanceMaintenancePolicy(policy)
                .lifecycleHookSpecificationList(List.of()));
    world.until(() -> serving() == 4);
    assertEquals(0, inZoneA());
  }

  private void isQuiet() {
    // Until then EC2 shows, and at last forgets, the instances that were terminated.
    world.pass(2 * 3_600);
    long before = world.simulation.queue().executed();
    world.pass(3_600 * 24);
    assertEquals(before, world.simulation.queue().executed());
  }

  private String subnets() {
    return world.subnetA.id() + "," + world.subnetB.id();
  }

  private long serving() {
    return world.members("g0").stream()
        .filter(member -> member.state() == MemberState.IN_SERVICE)
        .count();
  }

  private long inZoneA() {
    return world.members("g0").stream()
        .filter(member -> member.instance().zone().equals("eu-west-1a"))
        .count();
  }
}
