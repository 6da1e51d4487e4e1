package io.servergroup.simulator.aws.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a quiet or a busy large world costs, counted in events, not in seconds. */
class LargeGroupTest {
  private final TestWorld world = new TestWorld();

  @Test
  void aQuietGroupOfAThousandTakesNoEventsAtAll() {
    world.createGroup(
        "big",
        1_000,
        group ->
            group
                .targetGroupARNs("arn:tg")
                .healthCheckType("ELB")
                .healthCheckGracePeriod(300)
                .vpcZoneIdentifier(subnets())
                .lifecycleHookSpecificationList(List.of()));
    world.pass(3_600);
    assertEquals(
        1_000L,
        world.members("big").stream().filter(m -> m.state() == MemberState.IN_SERVICE).count());
    long before = world.simulation.queue().executed();
    long changes = world.account.changes();
    world.pass(24 * 3_600);
    assertEquals(before, world.simulation.queue().executed());
    assertEquals(changes, world.account.changes());
  }

  @Test
  void aReplacementCostsAFewDozenEventsHoweverLargeTheGroup() {
    world.createGroup(
        "big",
        1_000,
        group -> group.vpcZoneIdentifier(subnets()).lifecycleHookSpecificationList(List.of()));
    world.pass(600);
    long before = world.simulation.queue().executed();
    for (Member member : world.members("big").subList(0, 100)) {
      world.autoScaling.terminateInstanceInAutoScalingGroup(
          t -> t.instanceId(member.instanceId()).shouldDecrementDesiredCapacity(false));
    }
    world.pass(7_200);
    assertEquals(1_000, world.members("big").size());
    long perReplacement = (world.simulation.queue().executed() - before) / 100;
    assertTrue(perReplacement < 30, "events per replacement: " + perReplacement);
  }

  private String subnets() {
    return world.ec2World.createSubnet("vpc-1", "eu-west-1a", "10.1.0.0/20").id()
        + ","
        + world.ec2World.createSubnet("vpc-1", "eu-west-1b", "10.1.16.0/20").id();
  }
}
