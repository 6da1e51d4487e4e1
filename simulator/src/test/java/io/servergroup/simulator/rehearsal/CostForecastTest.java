package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cost.Assumptions;
import io.servergroup.cost.Calls;
import io.servergroup.cost.CostForecast;
import io.servergroup.cost.FunctionCalls;
import io.servergroup.cost.GroupShape;
import io.servergroup.cost.Invocation;
import io.servergroup.cost.Usage;
import io.servergroup.lambda.Settings;
import io.servergroup.lambda.SurveyReader;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.Polls;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Steps;
import io.servergroup.rollout.Survey;
import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.lambda.FunctionUsage;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is foreseen of a rollout's costs is what it then uses. */
final class CostForecastTest {
  /** So far, at most, what is foreseen may be from what came, in parts of the latter. */
  private static final double TOLERANCE = 0.1;

  /** Calls and dollars depend on chance more: on how long EC2 takes to move an identity. */
  private static final double TOLERANCE_OF_CALLS = 0.15;

  /** A function's time most: on environments too, and on what a check of the schedule meets. */
  private static final double TOLERANCE_OF_TIME = 0.33;

  private static final String POLLS = "CheckServers";

  /** As long as things take in the simulated world. */
  private static final Assumptions SIMULATED =
      new Assumptions(
          Duration.ofMillis(55),
          Duration.ZERO,
          Duration.ofMillis(1_300),
          Assumptions.USUAL.release(),
          Assumptions.USUAL.attach(),
          Assumptions.USUAL.shutdown(),
          Assumptions.USUAL.checkPeriod());

  /** Nothing is waited for longer than until the first look at it, and no schedule is. */
  private static final Assumptions AT_ONCE =
      new Assumptions(
          SIMULATED.round(),
          SIMULATED.ownTime(),
          SIMULATED.start(),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(1),
          SIMULATED.shutdown(),
          Duration.ofDays(1));

  /** A rollout that has been made, what it used, and what was foreseen of it. */
  private static final class Made {
    private final Story story;
    private final RolloutInput input;
    private final Survey survey;
    private final Forecast forecast;
    private final List<ApiCall> calls;
    private final Usage used;

    Made(Story story, Map<String, Object> more, Duration settling) {
      this.story = story;
      story.stage().cluster().deployNewImage();
      this.input = input(more);
      this.survey =
          new SurveyReader(
                  story.aws(),
                  story.stage().simulation().queue(),
                  new Settings(ControlPlane.LOCK_TABLE))
              .read(input, "");
      RolloutWatch watch = new RolloutWatch(story.aws());
      story.calls().clear();
      Map<String, FunctionUsage> before = story.aws().lambda().usage();
      Execution rollout = story.start(input.batchSize().servers(story.servers().size()), more);
      story.succeeds(rollout);
      story.pass(settling);
      this.calls = List.copyOf(story.calls());
      this.used = used(before);
      this.forecast = Forecast.of(input, survey, RealBatchTime.of(story, watch));
    }

    private RolloutInput input(Map<String, Object> more) {
      Map<String, Object> all = new LinkedHashMap<>(more);
      all.put("serverGroup", story.stage().cluster().name());
      return ((InputReader.Result.Valid) InputReader.read(all)).input();
    }

    private Usage used(Map<String, FunctionUsage> before) {
      SortedMap<String, Integer> invocations = new TreeMap<>();
      Duration billed = Duration.ZERO;
      for (Map.Entry<String, FunctionUsage> each : story.aws().lambda().usage().entrySet()) {
        FunctionUsage earlier = before.get(each.getKey());
        int invoked = each.getValue().invocations() - earlier.invocations();
        if (invoked > 0) {
          invocations.put(each.getKey(), invoked);
        }
        billed = billed.plus(each.getValue().billed()).minus(earlier.billed());
      }
      return new Usage(
          Costs.of(story.aws()).transitions(),
          invocations,
          Usage.gbSeconds(billed),
          calls(caller -> true));
    }

    /** What invocations called whose names meet this. */
    Calls calls(Predicate<String> caller) {
      Map<String, Integer> counts = new HashMap<>();
      calls.stream()
          .filter(call -> caller.test(call.caller()))
          .forEach(call -> counts.merge(call.action(), 1, Integer::sum));
      return Calls.counted(counts);
    }

    /** The forecast, had it known how often servers were looked at, and how closely. */
    CostForecast knowingPolls() {
      Steps steps = forecast.steps();
      return CostForecast.of(
          input,
          survey,
          new Forecast(
              forecast.findings(),
              forecast.toReplace(),
              forecast.batches(),
              forecast.questions(),
              forecast.stops(),
              forecast.equal(),
              forecast.size(),
              forecast.floor(),
              forecast.lowestHealthy(),
              forecast.duration(),
              new Steps(
                  steps.looks(),
                  steps.told(),
                  steps.waits(),
                  steps.questions(),
                  steps.handOvers(),
                  steps.batches(),
                  polls()),
              forecast.executions()),
          AT_ONCE);
    }

    /** Each look at the servers of a batch is one of four kinds. */
    private Polls polls() {
      FunctionCalls functions =
          new FunctionCalls(
              GroupShape.of(
                  PlanMaker.plan(input, survey.situation()), survey.situation().health().group()));
      List<Invocation> kinds =
          List.of(
              functions.pollAway(),
              functions.pollAwayClosely(),
              functions.pollServing(),
              functions.pollWhole());
      List<Calls> untold = kinds.stream().map(Invocation::calls).toList();
      List<Calls> told = kinds.stream().map(FunctionCalls::told).map(Invocation::calls).toList();
      int[] counts = new int[kinds.size()];
      int tellings = 0;
      for (Calls poll : invocations(POLLS)) {
        int kind = Math.max(untold.indexOf(poll), told.indexOf(poll));
        assertTrue(kind >= 0, () -> poll + " is none of " + untold + " and " + told);
        counts[kind]++;
        tellings += told.contains(poll) ? 1 : 0;
      }
      return new Polls(counts[0], counts[1], counts[2], counts[3], tellings);
    }

    private List<Calls> invocations(String function) {
      return calls.stream()
          .map(ApiCall::caller)
          .filter(caller -> caller.startsWith(function + "#"))
          .distinct()
          .map(name -> calls(name::equals))
          .toList();
    }
  }

  /** Chance decides nothing else, where what EC2 does for an identity takes a second. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, false, CLASSIC, canary, true",
    "3, 1, true, BOTH, canary, true",
    "3, 1, false, TARGET_GROUP, bakeSeconds, 150",
    "5, 2, false, TARGET_GROUP, onFailure, ROLLBACK",
    "5, 2, true, CLASSIC, minUptimeSeconds, 60",
    "5, 2, false, CLASSIC, launchTemplateVersion, 2",
    "110, 30, true, BOTH, canary, false",
  })
  void transitionsInvocationsAndCallsAreForeseenExactlyButForHowOftenServersAreLookedAt(
      int servers,
      int batchSize,
      boolean volumes,
      LoadBalancerKind kind,
      String field,
      String value) {
    Story story = Story.behind(kind, servers, CallLists.PACE.world());
    story.stage().controlPlane().stopSchedule();
    if (!volumes) {
      CallLists.untagVolumes(story.stage());
    }
    Map<String, Object> input = Map.of("batchSize", batchSize, field, typed(value));

    Made made = new Made(story, input, Duration.ofMinutes(2));

    CostForecast foreseen = made.knowingPolls();
    assertEquals(made.used.transitions(), foreseen.usage().transitions());
    assertEquals(made.used.invocations(), foreseen.usage().invocations());
    foreseen
        .callsByFunction()
        .forEach(
            (function, calls) ->
                assertEquals(
                    made.calls(caller -> caller.startsWith(function + "#")), calls, function));
    assertEquals(made.used.calls(), foreseen.usage().calls());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false, CLASSIC",
    "3, 1, false, CLASSIC",
    "3, 1, true, TARGET_GROUP",
    "20, 1, true, BOTH",
    "20, 5, true, CLASSIC",
    "20, 5, false, BOTH"
  })
  void inAWorldOfChanceTheyAreNearlyThoseThatCome(
      int servers, int batchSize, boolean volumes, LoadBalancerKind kind) {
    Story story = Story.behind(kind, servers);
    if (!volumes) {
      CallLists.untagVolumes(story.stage());
    }

    Made made = new Made(story, Map.of("batchSize", batchSize), Duration.ZERO);

    Usage foreseen = CostForecast.of(made.input, made.survey, made.forecast, SIMULATED).usage();
    assertNear(
        (double) made.used.transitions(),
        (double) foreseen.transitions(),
        TOLERANCE,
        "transitions");
    assertNear(made.used.invoked(), foreseen.invoked(), TOLERANCE, "invocations");
    assertNear(made.used.calls().total(), foreseen.calls().total(), TOLERANCE_OF_CALLS, "calls");
    assertNear(made.used.gbSeconds(), foreseen.gbSeconds(), TOLERANCE_OF_TIME, "GB-seconds");
    assertNear(made.used.bill().total(), foreseen.bill().total(), TOLERANCE_OF_CALLS, "dollars");
    assertEquals(made.used.invocations().keySet(), foreseen.invocations().keySet());
  }

  @Test
  void theScheduleIsAssumedAsItIsDeployed() {
    assertEquals(Settings.USUAL_CHECK_PERIOD, Assumptions.USUAL.checkPeriod());
  }

  private static Object typed(String value) {
    return switch (value) {
      case "true", "false" -> Boolean.valueOf(value);
      case "ROLLBACK" -> value;
      default -> Integer.valueOf(value);
    };
  }

  private static void assertNear(double real, double foreseen, double tolerance, String what) {
    assertTrue(
        Math.abs(real - foreseen) <= tolerance * real,
        () -> "%s: %.2f were foreseen, %.2f came".formatted(what, foreseen, real));
  }
}
