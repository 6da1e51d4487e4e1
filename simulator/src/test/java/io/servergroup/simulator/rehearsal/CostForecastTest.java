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
import io.servergroup.rollout.BatchTime;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Survey;
import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.lambda.FunctionUsage;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What is foreseen of a rollout's costs is what it then uses. */
final class CostForecastTest {
  /** So far, at most, what is foreseen may be from what came, in parts of the latter. */
  private static final double TOLERANCE = 0.2;

  /** A function's time depends on chance most: on environments, and on how long it waits. */
  private static final double TOLERANCE_OF_TIME = 0.4;

  /** What this function calls depends on when it looks. */
  private static final String POLLS = "CheckServers";

  /** As long as things take in the simulated world. */
  private static final Assumptions SIMULATED =
      new Assumptions(
          Duration.ofMillis(55),
          Duration.ofMillis(0),
          Duration.ofMillis(1_300),
          Duration.ofSeconds(45),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofMinutes(5));

  /** Nothing is waited for longer than until the first look at it, and no schedule is. */
  private static final Assumptions AT_ONCE =
      new Assumptions(
          SIMULATED.round(),
          SIMULATED.ownTime(),
          SIMULATED.restore(),
          SIMULATED.shutdown(),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(1),
          Duration.ofDays(1_000));

  private static final WorldTimings QUICK =
      WorldTimings.usual()
          .with(Odds.SLOW_DETACH, 0)
          .with(Step.INSTANCE_START, 1)
          .with(Step.INTERFACE_ATTACH, 1)
          .with(Step.INTERFACE_DETACH, 1)
          .with(Step.INTERFACE_LINGER, 0.5)
          .with(Step.VOLUME_ATTACH, 1)
          .with(Step.VOLUME_DETACH, 1);

  /** A rollout that has been made, what it used, and what was foreseen of it. */
  private static final class Made {
    private final Story story;
    private final List<ApiCall> calls = new ArrayList<>();
    private final SortedMap<String, Double> invocations = new TreeMap<>();
    private final Usage used;
    private final Survey survey;
    private final RolloutInput input;
    private final CostForecast forecast;

    Made(Story story, Map<String, Object> more, Assumptions assumptions, Duration settling) {
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
      calls.addAll(story.calls());
      this.used = used(before);
      BatchTime batch = RealBatchTime.of(story, watch);
      this.forecast =
          CostForecast.of(input, survey, Forecast.of(input, survey, batch), batch, assumptions);
    }

    private RolloutInput input(Map<String, Object> more) {
      Map<String, Object> all = new LinkedHashMap<>(more);
      all.put("serverGroup", story.stage().cluster().name());
      return ((InputReader.Result.Valid) InputReader.read(all)).input();
    }

    private Usage used(Map<String, FunctionUsage> before) {
      Duration billed = Duration.ZERO;
      for (Map.Entry<String, FunctionUsage> each : story.aws().lambda().usage().entrySet()) {
        FunctionUsage earlier = before.get(each.getKey());
        int invoked = each.getValue().invocations() - earlier.invocations();
        if (invoked > 0) {
          invocations.put(each.getKey(), (double) invoked);
        }
        billed = billed.plus(each.getValue().billed()).minus(earlier.billed());
      }
      return new Usage(
          (double) Costs.of(story.aws()).transitions(),
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

    Stream<String> invocationsOf(String function) {
      return calls.stream()
          .map(ApiCall::caller)
          .filter(caller -> caller.startsWith(function + "#"))
          .distinct();
    }

    FunctionCalls functions() {
      return new FunctionCalls(
          GroupShape.of(
              PlanMaker.plan(input, survey.situation()), survey.situation().health().group()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false, CLASSIC",
    "3, 1, false, CLASSIC",
    "3, 1, true, TARGET_GROUP",
    "20, 1, true, BOTH",
    "20, 25%, true, CLASSIC",
    "20, 25%, false, BOTH"
  })
  void transitionsInvocationsAndCallsAreNearlyThoseThatCome(
      int servers, String batchSize, boolean volumes, LoadBalancerKind kind) {
    Story story = Story.behind(kind, servers);
    if (!volumes) {
      untagVolumes(story);
    }

    Made made = new Made(story, Map.of("batchSize", batchSize), SIMULATED, Duration.ZERO);

    Usage foreseen = made.forecast.usage();
    assertNear(made.used.transitions(), foreseen.transitions(), TOLERANCE, "transitions");
    assertNear(made.used.invoked(), foreseen.invoked(), TOLERANCE, "invocations");
    assertNear(made.used.calls().total(), foreseen.calls().total(), TOLERANCE, "calls");
    assertNear(made.used.gbSeconds(), foreseen.gbSeconds(), TOLERANCE_OF_TIME, "GB-seconds");
    assertNear(made.used.bill().total(), foreseen.bill().total(), TOLERANCE, "dollars");
    assertEquals(made.used.invocations().keySet(), foreseen.invocations().keySet());
  }

  /** Where nothing is waited for, so that no chance decides how often something is looked at. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, false, CLASSIC, STOP",
    "2, 1, true, BOTH, STOP",
    "5, 2, false, TARGET_GROUP, ROLLBACK",
    "5, 2, true, CLASSIC, ROLLBACK"
  })
  void whatEachFunctionCallsIsForeseenToTheLastCall(
      int servers, int batchSize, boolean volumes, LoadBalancerKind kind, String onFailure) {
    Story story = Story.behind(kind, servers, QUICK);
    story.stage().controlPlane().stopSchedule();
    if (!volumes) {
      untagVolumes(story);
    }

    Made made =
        new Made(
            story,
            Map.of("batchSize", batchSize, "canary", false, "onFailure", onFailure),
            AT_ONCE,
            Duration.ofMinutes(2));

    made.forecast
        .callsByFunction()
        .forEach(
            (function, calls) -> {
              if (!function.equals(POLLS)) {
                assertEquals(
                    made.calls(caller -> caller.startsWith(function + "#")).byAction(),
                    rounded(calls),
                    function);
              }
            });
    List<Calls> kinds = kinds(made.functions());
    List<Calls> polls = made.invocationsOf(POLLS).map(name -> made.calls(name::equals)).toList();
    polls.forEach(poll -> assertTrue(kinds.contains(poll), () -> poll + " is none of " + kinds));
    assertTrue(polls.stream().distinct().count() >= 4, polls::toString);
  }

  /** Without the part of a run that a schedule of every thousand days adds. */
  private static Map<String, Double> rounded(Calls calls) {
    Map<String, Double> whole = new TreeMap<>();
    calls.byAction().forEach((action, count) -> whole.put(action, Math.rint(count * 100) / 100));
    return whole;
  }

  private static List<Calls> kinds(FunctionCalls functions) {
    return Stream.of(
            functions.pollAway(),
            functions.pollAwayClosely(),
            functions.pollServing(),
            functions.pollWhole())
        .flatMap(poll -> Stream.of(poll, FunctionCalls.told(poll)))
        .map(Invocation::calls)
        .toList();
  }

  private static void assertNear(double real, double foreseen, double tolerance, String what) {
    assertTrue(
        Math.abs(real - foreseen) <= tolerance * real,
        () -> "%s: %.2f were foreseen, %.2f came".formatted(what, foreseen, real));
  }

  /** From now on the servers have no volumes. */
  private static void untagVolumes(Story story) {
    Tag group = Tag.builder().key("ServerGroupName").build();
    for (Cluster.Member member : story.stage().cluster().members()) {
      story.aws().ec2().deleteTags(request -> request.resources(member.volume()).tags(group));
    }
  }
}
