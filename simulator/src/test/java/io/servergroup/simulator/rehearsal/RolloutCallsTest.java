package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What surveys, batches and polls of a rollout cost; how it is told is in {@link CallLists}. */
final class RolloutCallsTest extends CallLists {
  /** What both kinds of load balancers cost a look. */
  private static final List<String> BALANCERS =
      List.of(
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth");

  /** What is read once, before a rollout of a group of two servers. */
  private static final List<String> SURVEY =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "ec2:DescribeInstances",
          "route53:ListResourceRecordSets",
          "autoscaling:DescribeLifecycleHooks",
          "autoscaling:DescribeLifecycleHooks",
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth",
          // What $Latest stands for, and then what its version and the servers' hold.
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:DescribeLaunchTemplateVersions",
          "dynamodb:GetItem",
          "autoscaling:DescribeInstanceRefreshes",
          "autoscaling:DescribeInstanceRefreshes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeTargetGroups",
          "dynamodb:GetItem");

  /** A progress record: kept, and told to people and programs. */
  private static final List<String> TOLD =
      List.of("dynamodb:UpdateItem", "sns:Publish", "events:PutEvents");

  @Test
  void aRolloutIsSurveyedLockedAndReleasedInThirtyCalls() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(SURVEY, byInvocation.get("Prepare#1"));
    assertEquals(List.of(LOCK, "dynamodb:PutItem"), byInvocation.get("AcquireLock#1"));
    assertEquals(all(TOLD, List.of(LOCK, "dynamodb:PutItem")), byInvocation.get("ReleaseLock#1"));
  }

  @ParameterizedTest
  @EnumSource(LoadBalancerKind.class)
  void aBatchIsChosenInThreeCallsAndOnePerLoadBalancer(LoadBalancerKind kind) {
    usualRollOut(kind, 2);

    List<String> look = byInvocation.get("NextBatch#1");
    assertEquals(all(List.of(GROUPS, INTERFACES), balancers(kind), List.of(LOCK)), look);
    assertTrue(look.size() <= 3 + balancers(kind).size());
    assertEquals(look, byInvocation.get("NextBatch#2"), "also when there is none left");
  }

  @ParameterizedTest
  @CsvSource({"CLASSIC, 1", "TARGET_GROUP, 2", "TARGET_GROUP, 4", "BOTH, 1", "BOTH, 3"})
  void aBatchIsReplacedInTwoCallsPerServerAndTwoMoreAndOnePerLoadBalancer(
      LoadBalancerKind kind, int servers) {
    usualRollOut(kind, servers);

    List<String> calls = byInvocation.get("ReplaceServers#1");
    List<String> expected =
        new ArrayList<>(all(List.of(GROUPS), balancers(kind), List.of(INSTANCES, LOCK, TERMINATE)));
    for (int further = 1; further < servers; further++) {
      expected.addAll(List.of(GROUPS, TERMINATE));
    }
    assertEquals(expected, calls);
    assertTrue(calls.size() <= 2 + balancers(kind).size() + 2 * servers);
    assertEquals(1, count("ReplaceServers#"));
  }

  @ParameterizedTest
  @EnumSource(LoadBalancerKind.class)
  void aPollTakesAtMostThreeCallsAndOnePerLoadBalancer(LoadBalancerKind kind) {
    usualRollOut(kind, 2);

    List<String> served = all(List.of(GROUPS), balancers(kind));
    List<String> consented = all(served, List.of(INTERFACES));
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), TOLD), polls.getFirst(), "the first look tells of the batch");
    assertEquals(consented, polls.getLast());
    assertEquals(
        Set.of(List.of(GROUPS), served, consented),
        polls.stream().map(RolloutCallsTest::untold).collect(Collectors.toSet()));
    polls.forEach(
        poll -> assertTrue(untold(poll).size() <= 3 + balancers(kind).size(), poll::toString));
  }

  @Test
  void volumesAndAVersionThatCanMoveCostOneCallMoreEach() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        all(IDENTITIES, BALANCERS, List.of(TEMPLATE, LOCK)), byInvocation.get("NextBatch#1"));
    assertEquals(
        all(
            List.of(GROUPS),
            BALANCERS,
            List.of(INSTANCES, TEMPLATE, LOCK, TERMINATE, GROUPS, TERMINATE)),
        byInvocation.get("ReplaceServers#1"));
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), BALANCERS, List.of(INTERFACES, VOLUMES)), polls.getLast());
    assertEquals(
        Set.of(
            List.of(GROUPS),
            IDENTITIES,
            all(List.of(GROUPS), BALANCERS),
            all(List.of(GROUPS), BALANCERS, List.of(INTERFACES, VOLUMES))),
        polls.stream().map(RolloutCallsTest::untold).collect(Collectors.toSet()));
    assertTrue(
        polls.stream()
            .filter(poll -> untold(poll).equals(IDENTITIES))
            .allMatch(poll -> poll.containsAll(TOLD)),
        "only whoever tells of them looks closer at servers that do not serve");
  }

  @Test
  void aLookAtAWholeGroupTakesTwoRoundsAndTheLockIsReadInTheLast() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        List.of(IDENTITIES, all(BALANCERS, List.of(TEMPLATE, LOCK))), rounds.of("NextBatch#1"));
    assertEquals(
        List.of(
            List.of(GROUPS),
            all(BALANCERS, List.of(INSTANCES, TEMPLATE, LOCK)),
            List.of(TERMINATE),
            List.of(GROUPS),
            List.of(TERMINATE)),
        rounds.of("ReplaceServers#1"));
  }

  @Test
  void aSurveyTakesFourRoundsAndAWordOfTheLastRollout() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        List.of(
            List.of(GROUPS),
            List.of(INTERFACES, VOLUMES),
            SURVEY.subList(3, 7),
            SURVEY.subList(7, 16),
            List.of(LOCK)),
        rounds.of("Prepare#1"));
  }

  @Test
  void onTheWayBackAPollReadsTheLockAndEachGroupIsToldItsVersion() {
    Stage stage = usual(LoadBalancerKind.TARGET_GROUP, 2);
    BootFailure.of(stage, 0, 2);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("onFailure", "ROLLBACK");
    input.put("batchTimeoutMinutes", 10);
    Execution rollout = ended(stage, begun(stage, "1", input));

    assertEquals("Rollout.RolledBack", rollout.error(), rollout::cause);
    List<String> back = calls("ReplaceServers#").getLast();
    List<String> balancer = balancers(LoadBalancerKind.TARGET_GROUP);
    assertEquals(
        all(
            List.of(GROUPS),
            balancer,
            List.of(INSTANCES, LOCK, "autoscaling:UpdateAutoScalingGroup", TERMINATE)),
        back);
    assertEquals(
        all(List.of(GROUPS, INTERFACES), balancer, List.of(LOCK)), calls("NextBatch#").getLast());
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), balancer, List.of(INTERFACES, LOCK)), polls.getLast());
    assertTrue(
        polls.stream().anyMatch(poll -> untold(poll).equals(List.of(GROUPS, LOCK))),
        () -> polls.subList(polls.size() - 60, polls.size()).toString());
    polls.forEach(poll -> assertTrue(untold(poll).size() <= 3 + 1, poll::toString));
  }

  @Test
  void whatVersionsHoldIsNotReadWhereEveryServerRunsItsTarget() {
    Stage stage = stage(2);
    byInvocation.clear();
    start(stage, "1");

    assertEquals(
        1,
        byInvocation.get("Prepare#1").stream()
            .filter("ec2:DescribeLaunchTemplateVersions"::equals)
            .count());
  }

  /**
   * As the template makes it by default: without volumes; a new version was named by its number.
   */
  private Stage usual(LoadBalancerKind kind, int servers) {
    Stage stage = stage(servers, kind);
    untagVolumes(stage);
    long version = stage.cluster().deployNewImage();
    stage.cluster().members().forEach(member -> stage.cluster().launchFrom(member, version));
    byInvocation.clear();
    return stage;
  }

  /** Replaces all servers of a usual cluster in one batch. */
  private void usualRollOut(LoadBalancerKind kind, int servers) {
    start(usual(kind, servers), Integer.toString(servers));
  }

  private static List<String> balancers(LoadBalancerKind kind) {
    return switch (kind) {
      case CLASSIC -> BALANCERS.subList(0, 1);
      case TARGET_GROUP -> BALANCERS.subList(1, 2);
      case BOTH -> BALANCERS;
    };
  }

  /** The calls of a look without those that tell of it. */
  private static List<String> untold(List<String> calls) {
    return calls.stream().filter(call -> !TOLD.contains(call)).toList();
  }

  private int count(String function) {
    return calls(function).size();
  }
}
