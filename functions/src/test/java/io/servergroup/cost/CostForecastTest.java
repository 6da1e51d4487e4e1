package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.health.SampleGroup;
import io.servergroup.health.AlarmStates;
import io.servergroup.rollout.BatchTime;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.LockState;
import io.servergroup.rollout.Polls;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Situation;
import io.servergroup.rollout.Steps;
import io.servergroup.rollout.Survey;
import io.servergroup.rollout.Targets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that a rollout does is counted, once. */
final class CostForecastTest {
  private static final BatchTime BATCH =
      new BatchTime(Duration.ofSeconds(140), Duration.ofSeconds(10));

  /** A call takes a second, what a function does ten, and a start a hundred. */
  private static final Assumptions ASSUMED =
      new Assumptions(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(40),
          Duration.ofMinutes(5));

  @Test
  void invocationsAndCallsAreThoseOfTheSteps() {
    Map<String, Object> input = Map.of("checkpoints", "canary", "bakeSeconds", 30);
    Forecast forecast = forecast(SampleGroup.of(4), input);

    CostForecast cost = cost(SampleGroup.of(4), input);

    // The first look, one after each of four batches and of their bakes, one after the answer.
    Polls polls = forecast.steps().polls();
    assertEquals(
        Map.of(
            "Prepare",
            1,
            "AcquireLock",
            1,
            "NextBatch",
            1 + 4 + 4 + 1,
            "ReplaceServers",
            4,
            "CheckServers",
            polls.all(),
            "AskPerson",
            1,
            "ReleaseLock",
            1,
            "Reconcile",
            4 * 3 + 724 / 300),
        cost.usage().invocations());
    assertEquals(forecast.transitions(), cost.usage().transitions());
    Calls checks = cost.callsByFunction().get("CheckServers");
    assertEquals(polls.all(), checks.count("autoscaling:DescribeAutoScalingGroups"));
    assertEquals(
        polls.serving() + polls.whole(), checks.count("elasticloadbalancing:DescribeTargetHealth"));
    assertEquals(
        polls.awayClosely() + polls.whole(), checks.count("ec2:DescribeNetworkInterfaces"));
    assertEquals(polls.told(), checks.count("sns:Publish"));
    assertEquals(4, cost.callsByFunction().get("NextBatch").count("sns:Publish"));
    assertEquals(
        cost.callsByFunction().values().stream().mapToInt(Calls::total).sum(),
        cost.usage().calls().total());
  }

  @Test
  void allTimeOfAllInvocationsIsBilledAndEachFunctionIsStartedOnce() {
    SampleGroup current = SampleGroup.of(1).replace(0, "i-new", 2);

    CostForecast cost = cost(current, Map.of());

    // Prepare 5 rounds, AcquireLock 2, NextBatch 2, ReleaseLock 4; no server, no schedule.
    assertEquals(4, cost.usage().invoked());
    assertEquals(5 + 2 + 2 + 4 + 4 * 10 + 4 * 100, cost.usage().gbSeconds());
  }

  @Test
  void anExecutionThatGoesOnTakesTheLockOver() {
    SampleGroup sample = SampleGroup.of(1);
    Forecast one = forecast(sample, Map.of());
    Steps steps = one.steps();
    Forecast two =
        new Forecast(
            one.findings(),
            one.toReplace(),
            one.batches(),
            one.questions(),
            one.stops(),
            one.equal(),
            one.size(),
            one.floor(),
            one.lowestHealthy(),
            one.duration(),
            new Steps(steps.looks(), 1, 0, 0, 1, steps.batches(), steps.polls()),
            2);

    CostForecast cost = CostForecast.of(input(Map.of()), survey(sample), two, ASSUMED);

    assertEquals(2, cost.usage().invocations().get("AcquireLock"));
    assertEquals(1, cost.usage().calls().count("states:DescribeExecution"));
  }

  @Test
  void pausesAreBilledToo() {
    double without = cost(SampleGroup.of(1), Map.of(), ASSUMED).usage().gbSeconds();
    Assumptions slower =
        new Assumptions(
            ASSUMED.round(),
            ASSUMED.ownTime(),
            ASSUMED.start(),
            Duration.ofSeconds(3),
            ASSUMED.attach(),
            ASSUMED.shutdown(),
            ASSUMED.checkPeriod());

    assertEquals(
        without + 1 + 1,
        cost(SampleGroup.of(1), Map.of(), slower).usage().gbSeconds(),
        1e-9,
        "a second more, and a look");
  }

  @Test
  void whatWouldBeRefusedCostsNothing() {
    CostForecast cost = cost(SampleGroup.of(2).unhealthy(1), Map.of());

    assertEquals(Usage.NONE, cost.usage());
    assertEquals(Map.of(), cost.callsByFunction());
    assertEquals(0, cost.usage().bill().total());
  }

  private static CostForecast cost(SampleGroup sample, Map<String, Object> fields) {
    return cost(sample, fields, ASSUMED);
  }

  private static CostForecast cost(
      SampleGroup sample, Map<String, Object> fields, Assumptions assumptions) {
    return CostForecast.of(input(fields), survey(sample), forecast(sample, fields), assumptions);
  }

  private static Forecast forecast(SampleGroup sample, Map<String, Object> fields) {
    return Forecast.of(input(fields), survey(sample), BATCH);
  }

  private static Survey survey(SampleGroup sample) {
    return Survey.of(
        new Situation(
            sample.health(),
            new Targets(Map.of(SampleGroup.LATEST, 2L)),
            LockState.FREE,
            AlarmStates.none()));
  }

  private static RolloutInput input(Map<String, Object> fields) {
    Map<String, Object> input = new LinkedHashMap<>(fields);
    input.put("serverGroup", "web");
    return ((InputReader.Result.Valid) InputReader.read(input)).input();
  }
}
