package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the functions of a rollout call, for groups that differ in one thing. */
final class FunctionCallsTest {
  /** 250 servers, each with a group of its own, behind a load balancer of each kind. */
  private static final GroupShape LARGE =
      new GroupShape(250, 250, 1, 1, true, true, 2, true, 3, 2, 4, false, false, false, false, 101);

  /** Two servers in two groups, in no way special. */
  private static final GroupShape PLAIN =
      new GroupShape(2, 2, 0, 1, true, false, 0, true, 1, 0, 0, false, false, false, false, 0);

  /** Servers nobody gives identities, whose age matters, and that may be taken back. */
  private static final GroupShape BARE =
      new GroupShape(2, 2, 0, 0, false, false, 0, true, 1, 0, 0, true, true, true, true, 0);

  @Test
  void aSurveyReadsEverythingInPages() {
    Invocation survey = new FunctionCalls(LARGE).prepare();

    assertEquals(
        Map.ofEntries(
            Map.entry("autoscaling:DescribeAutoScalingGroups", 3),
            Map.entry("autoscaling:DescribeInstanceRefreshes", 250),
            Map.entry("autoscaling:DescribeLifecycleHooks", 250),
            Map.entry("cloudwatch:DescribeAlarms", 2),
            Map.entry("dynamodb:GetItem", 2),
            Map.entry("ec2:DescribeInstances", 2),
            Map.entry("ec2:DescribeLaunchTemplateVersions", 3 + 4),
            Map.entry("ec2:DescribeNetworkInterfaces", 1),
            Map.entry("ec2:DescribeVolumes", 1),
            Map.entry("elasticloadbalancing:DescribeInstanceHealth", 1),
            Map.entry("elasticloadbalancing:DescribeLoadBalancers", 1),
            Map.entry("elasticloadbalancing:DescribeTargetGroups", 1),
            Map.entry("elasticloadbalancing:DescribeTargetHealth", 1),
            Map.entry("route53:ListResourceRecordSets", 2)),
        survey.calls().byAction());
    assertEquals(524 / 5, survey.rounds());
    assertEquals("Prepare", survey.function());
  }

  @Test
  void aSmallSurveyTakesFiveRounds() {
    Invocation survey = new FunctionCalls(PLAIN).prepare();

    assertEquals(5, survey.rounds());
    assertEquals(0, survey.calls().count("elasticloadbalancing:DescribeLoadBalancers"));
    assertEquals(0, new FunctionCalls(BARE).prepare().calls().count(Actions.HOOKS));
  }

  @Test
  void theLockIsReadAndWritten() {
    FunctionCalls functions = new FunctionCalls(PLAIN);

    assertEquals(
        Map.of("dynamodb:GetItem", 1, "dynamodb:PutItem", 1),
        functions.acquireLock().calls().byAction());
    assertEquals(2, functions.acquireLock().rounds());
    assertEquals(1, functions.takeOverLock().calls().count("states:DescribeExecution"));
    assertEquals(3, functions.takeOverLock().rounds());
    assertEquals(5, functions.releaseLock().calls().total());
    assertEquals(4, functions.releaseLock().rounds());
    assertEquals(2, functions.askPerson().calls().count("dynamodb:UpdateItem"));
    assertEquals(5, functions.askPerson().calls().total());
    assertEquals("AcquireLock", functions.takeOverLock().function());
    assertEquals("ReleaseLock", functions.releaseLock().function());
    assertEquals("AskPerson", functions.askPerson().function());
  }

  @Test
  void aLookForTheNextBatchTakesTwoRounds() {
    Invocation look = new FunctionCalls(LARGE).nextBatch();

    assertEquals(
        Map.of(
            "autoscaling:DescribeAutoScalingGroups",
            3,
            "cloudwatch:DescribeAlarms",
            2,
            "dynamodb:GetItem",
            1,
            "ec2:DescribeLaunchTemplateVersions",
            2,
            "ec2:DescribeNetworkInterfaces",
            1,
            "ec2:DescribeVolumes",
            1,
            "elasticloadbalancing:DescribeInstanceHealth",
            1,
            "elasticloadbalancing:DescribeTargetHealth",
            1),
        look.calls().byAction());
    assertEquals(2, look.rounds());
    assertEquals(1, new FunctionCalls(BARE).nextBatch().calls().count("ec2:DescribeInstances"));
    assertEquals(0, new FunctionCalls(BARE).nextBatch().calls().count(Actions.INTERFACES));
    assertEquals(1, new FunctionCalls(PLAIN).nextBatch().calls().count(Actions.INTERFACES));
    assertEquals(0, new FunctionCalls(PLAIN).nextBatch().calls().count(Actions.VOLUMES));
  }

  @Test
  void aBatchTakesTwoCallsPerServerAndTwoMoreAndOnePerLoadBalancer() {
    Invocation replace = new FunctionCalls(PLAIN).replaceServers(2);

    assertEquals(
        Map.of(
            "autoscaling:DescribeAutoScalingGroups",
            2,
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            2,
            "dynamodb:GetItem",
            1,
            "ec2:DescribeInstances",
            1,
            "elasticloadbalancing:DescribeTargetHealth",
            1),
        replace.calls().byAction());
    assertEquals(2 + 3, replace.rounds());
    assertEquals("ReplaceServers", replace.function());
  }

  @Test
  void whatIsToldAndRememberedOfAServerIsACallMoreEach() {
    Calls replace = new FunctionCalls(BARE).replaceServers(2).calls();

    assertEquals(2, replace.count("autoscaling:UpdateAutoScalingGroup"));
    assertEquals(2, replace.count("dynamodb:UpdateItem"));
  }

  @Test
  void aPollReadsWhatDecidesSomething() {
    FunctionCalls functions = new FunctionCalls(LARGE);

    assertEquals(1, functions.pollAway().calls().total());
    assertEquals(1, functions.pollAway().rounds());
    assertEquals(1 + 2, functions.pollAwayClosely().calls().total());
    assertEquals(2, functions.pollAwayClosely().rounds());
    assertEquals(1 + 2, functions.pollServing().calls().total());
    assertEquals(2, functions.pollServing().rounds());
    assertEquals(1 + 2 + 2, functions.pollWhole().calls().total());
    assertEquals(3, functions.pollWhole().rounds());
    assertEquals(1, new FunctionCalls(BARE).pollServing().calls().count("ec2:DescribeInstances"));
  }

  @Test
  void whoeverTellsWritesAndSendsTwoMessagesAtOnce() {
    Invocation poll = new FunctionCalls(PLAIN).pollAway();
    Invocation told = FunctionCalls.told(poll);

    assertEquals(
        poll.calls().plus(Calls.of("dynamodb:UpdateItem", "sns:Publish", "events:PutEvents")),
        told.calls());
    assertEquals(3, told.rounds());
    assertEquals("CheckServers", told.function());
  }
}
