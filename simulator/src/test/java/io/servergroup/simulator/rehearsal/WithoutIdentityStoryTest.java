package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A cluster that was deployed without network interfaces: its groups carry the tags of the server
 * group and have no hooks, and its servers have nothing that stays.
 */
final class WithoutIdentityStoryTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);

  @Test
  void aRolloutReplacesItsServersInHealthGatedBatches() {
    Story story = cluster(4);

    story.succeeds(story.roll());

    assertEquals(4, story.terminations());
    story.assertReplaced(0, 1, 2, 3);
    story.endsWell();
  }

  @Test
  void reconcileChangesAndFindsNothingBeforeWithinAndAfterARollout() {
    Story story = cluster(3);
    Measured measured = new Measured(story);
    Decisions decisions = new Decisions(story);

    story.pass(PERIOD.multipliedBy(2));
    story.succeeds(story.roll());
    story.pass(PERIOD.multipliedBy(2));

    Map<String, String> group = Map.of("ServerGroup", "confluent-tools");
    for (String count : List.of("Findings", "UnassignedInstances", "Abandons", "Repairs")) {
      List<Double> values = measured.values(count, group);
      assertTrue(values.size() >= 4, count);
      assertEquals(values.stream().map(value -> 0.0).toList(), values, count);
    }
    assertEquals(List.of(), measured.values("FreeSlots"));
    assertEquals(List.of(), decisions.of("Remark"));
    assertEquals(
        List.of(),
        story.calls().stream()
            .filter(call -> call.caller().startsWith("Reconcile#"))
            .filter(Story::changesSomething)
            .toList());
    story.endsWell();
  }

  @Test
  void aCheckAsksForTheHooksOfOneGroupAlone() {
    Story story = cluster(3);

    story.pass(PERIOD);

    assertEquals(
        List.of(
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeAutoScalingGroups",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeVolumes",
            "ec2:DescribeInstances",
            "autoscaling:DescribeLifecycleHooks"),
        story.calls().stream().map(ApiCall::action).toList());
    story.endsWell();
  }

  @Test
  void aServerThatNeverBootsStopsTheRolloutAndItsGroupHeals() {
    Story story = cluster(3);
    story.neverBoots(1, 2);

    String reason =
        story.fails(
            startOfANewImage(story, Map.of("batchTimeoutMinutes", 10)), "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("server 1"), reason);
    story.assertReplaced(0);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void aFailedRolloutCanTakeItsServersBack() {
    Story story = cluster(3);
    story.neverBoots(1, 2);

    story.fails(
        startOfANewImage(story, Map.of("batchTimeoutMinutes", 10, "onFailure", "ROLLBACK")),
        "Rollout.RolledBack");

    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void anInstanceThatSomebodyElsesHookHoldsIsLeftToThem() {
    Story story = cluster(2);
    Measured measured = new Measured(story);
    Decisions decisions = new Decisions(story);
    String group = story.member(0).group();
    story
        .aws()
        .autoScaling()
        .putLifecycleHook(
            hook ->
                hook.autoScalingGroupName(group)
                    .lifecycleHookName("theirs")
                    .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                    .heartbeatTimeout(3_600));
    new GroupByHand(story, 0).terminatesInEc2(story.server(0).instance());
    story.until(() -> story.server(0).state().equals("Pending:Wait"), "their hold");

    story.pass(PERIOD.multipliedBy(3));

    assertEquals("Pending:Wait", story.server(0).state());
    assertEquals(List.of(), decisions.of("Remark"));
    assertEquals(0.0, measured.sum("UnassignedInstances"));
    assertEquals(List.of(), story.calls().stream().filter(Story::changesSomething).toList());
    story
        .aws()
        .autoScaling()
        .completeLifecycleAction(
            action ->
                action
                    .autoScalingGroupName(group)
                    .lifecycleHookName("theirs")
                    .instanceId(story.server(0).instance())
                    .lifecycleActionResult("CONTINUE"));
    story.heals();
    story.endsWell();
  }

  @Test
  void anInterfaceThatIsTaggedForAServerHasThePreflightDemandHooksAndSlotsOfAll() {
    Story story = cluster(2);
    String subnet =
        story.aws().ec2World().instances().require(story.server(0).instance()).subnet().id();
    String stray = new Operator(story).interfaceFor(0, subnet);

    String reason = story.fails(story.roll(), "Rollout.Refused");

    assertTrue(reason.contains("the group has no hook named server-group-launch"), reason);
    assertTrue(
        reason.contains("server 1: no network interface carries its ServerGroupIndex"), reason);
    story.assertUntouched(0, 1);
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(stray));
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aWholeRehearsalOfSuchAClusterIsGood() {
    RehearsalReport report =
        new SimulatedRehearsal()
            .run(
                new RehearsalOptions(
                    7,
                    "2",
                    7,
                    LoadBalancerKind.BOTH,
                    OptionalInt.empty(),
                    Topology.WITHOUT_IDENTITY),
                RehearsalObserver.NONE);

    assertEquals(List.of(), report.violations());
    assertTrue(report.good(), report::reason);
    assertEquals(7, report.replaced());
    assertEquals(
        new TreeSet<>(List.of("")),
        new TreeSet<>(report.serverTable().stream().map(row -> row.address()).toList()));
  }

  private static Execution startOfANewImage(Story story, Map<String, Object> input) {
    story.stage().cluster().deployNewImage();
    return story.start(1, input);
  }

  private static Story cluster(int servers) {
    return Story.of(Topology.WITHOUT_IDENTITY, servers);
  }
}
