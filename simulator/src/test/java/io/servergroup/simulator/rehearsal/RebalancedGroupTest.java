package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The group of the first zone, with the servers 0, 3 and 6, is spread over the second zone, too.
 * Auto Scaling launches there before it terminates in the first one; but the two slots there, of
 * the servers 1 and 4, are held.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html">Rebalancing
 *     activities</a>
 */
final class RebalancedGroupTest {
  @Test
  void aRebalancingLaunchIntoAFullZoneStealsNothingAndIsAbandonedByItsBudget() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);
    Decisions decisions = new Decisions(story);
    GroupByHand operator = new GroupByHand(story, 0);
    String home = zoneIdentifier(story, operator);
    operator.tag("ServerGroupLaunchBudget", "1200");
    spread(story, operator);

    String newcomer = operator.awaitsLaunch();
    story.until(() -> !operator.waiting().contains(newcomer), "its end");
    story.pass(Duration.ofSeconds(1));

    assertEquals(
        "eu-west-1b", story.aws().ec2World().instances().require(newcomer).zone(), "it rebalances");
    for (String reason :
        List.of(
            decisions.lastReason("Wait", newcomer),
            decisions.lastReason("Complete ABANDON", newcomer))) {
      assertTrue(reason.contains("no slot in eu-west-1b is free"), reason);
      assertTrue(reason.contains("server 1: its holder " + story.before(1).instance()), reason);
      assertTrue(reason.contains("server 4: its holder " + story.before(4).instance()), reason);
      assertFalse(reason.contains("server 0: "), "the slots of other zones are none for it");
    }
    assertTrue(
        decisions
            .lastReason("Complete ABANDON", newcomer)
            .contains("longer than the budget of 1200 seconds"));
    story.assertUntouched(0, 1, 2, 3, 4, 5, 6);
    assertEquals(0, interfaceMoves(story));
    comesHome(story, operator, home);
    story.endsWell();
  }

  @Test
  void aRebalancingLaunchGetsTheSlotOfItsZoneThatComesFreeAndItsCounterpartGoes() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);
    GroupByHand operator = new GroupByHand(story, 0);
    GroupByHand second = new GroupByHand(story, 1);
    String home = zoneIdentifier(story, operator);
    spread(story, operator);
    String newcomer = operator.awaitsLaunch();
    story.pass(Duration.ofMinutes(3));
    story.assertUntouched(0, 1, 2, 3, 4, 5, 6);

    second.capacity(1);
    story.until(() -> operator.members().size() == 3 && servers(story, 0, 3, 6) == 2, "balance");

    assertEquals(
        1, Stream.of(1, 4).filter(s -> story.server(s).instance().equals(newcomer)).count());
    assertEquals(2, servers(story, 1, 4));
    comesHome(story, operator, home);
    story
        .aws()
        .autoScaling()
        .terminateInstanceInAutoScalingGroup(
            request -> request.instanceId(newcomer).shouldDecrementDesiredCapacity(false));
    second.capacity(2);
    story.endsWell();
  }

  private static void spread(Story story, GroupByHand operator) {
    String both =
        zoneIdentifier(story, operator) + "," + zoneIdentifier(story, new GroupByHand(story, 1));
    operator.update(
        request ->
            request
                .vpcZoneIdentifier(both)
                .instanceMaintenancePolicy(
                    policy -> policy.minHealthyPercentage(90).maxHealthyPercentage(140)));
  }

  private static void comesHome(Story story, GroupByHand operator, String home) {
    story
        .aws()
        .autoScaling()
        .suspendProcesses(
            request ->
                request.autoScalingGroupName(operator.group()).scalingProcesses("AZRebalance"));
    operator.update(request -> request.vpcZoneIdentifier(home));
  }

  private static String zoneIdentifier(Story story, GroupByHand operator) {
    return story
        .aws()
        .autoScaling()
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(operator.group()))
        .autoScalingGroups()
        .getFirst()
        .vpcZoneIdentifier();
  }

  private static long servers(Story story, Integer... servers) {
    return Stream.of(servers).filter(server -> !story.server(server).holder().isEmpty()).count();
  }

  private static long interfaceMoves(Story story) {
    return story.trace().stream()
        .filter(entry -> entry.source().equals("api"))
        .map(TraceEntry::text)
        .filter(text -> text.contains("tachNetworkInterface"))
        .count();
  }
}
