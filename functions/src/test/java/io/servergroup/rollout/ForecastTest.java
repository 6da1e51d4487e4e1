package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.LifecycleState;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  /** 100 seconds in all. */
  private static final BatchTime BATCH =
      new BatchTime(Duration.ofSeconds(80), Duration.ofSeconds(20));

  @Test
  void theBatchesAreThoseThatTheRolloutWillChoose() {
    Forecast forecast = forecast(SampleGroup.of(6), Inputs.of().batchSize(2));

    assertEquals(List.of(List.of(0), List.of(1, 4), List.of(2, 5), List.of(3)), servers(forecast));
    assertEquals(
        List.of(1, 2, 3, 4), forecast.batches().stream().map(Forecast.Batch::number).toList());
    assertTrue(forecast.batches().getFirst().canary());
    assertFalse(forecast.batches().getLast().canary());
    assertEquals(4, forecast.floor());
    assertEquals(4, forecast.lowestHealthy());
    assertEquals(Duration.ofSeconds(400), forecast.duration());
    assertEquals(Optional.empty(), forecast.stops());
    assertEquals(1, forecast.executions());
  }

  @Test
  void whatIsAtTheTargetStaysAndWhatIsUnhealthyComesFirstAndCostsNoHealth() {
    SampleGroup sample = SampleGroup.of(4).replace(0, "i-new", 2).unhealthy(3);

    Forecast forecast = forecast(sample, Inputs.ofSkippingHealth());

    assertEquals(List.of(List.of(3), List.of(1), List.of(2)), servers(forecast));
    assertEquals(3, forecast.lowestHealthy());
  }

  @Test
  void whyARolloutWouldBeRefusedIsWhatItWouldSayItself() {
    SampleGroup sample = SampleGroup.of(3).unhealthy(1);

    Forecast forecast = forecast(sample, Inputs.of().batchSize(4));

    assertFalse(forecast.starts());
    assertEquals(List.of(), forecast.batches());
    assertEquals(
        Preflight.check(Inputs.of().batchSize(4).input(), survey(sample)), forecast.findings());
  }

  @Test
  void aRolloutThatCouldNotGoOnIsSaidSo() {
    SampleGroup sample = SampleGroup.of(3).state(2, LifecycleState.PENDING);

    Forecast forecast = forecast(sample, Inputs.ofSkippingHealth());

    assertTrue(forecast.starts());
    assertTrue(
        forecast.stops().orElseThrow().contains("server 2: i-2 is Pending"), forecast::toString);
  }

  @Test
  void aBatchThatIsExpectedToTakeLongerThanItMayIsTheLast() {
    Inputs impatient = Inputs.of().with(InputField.BATCH_TIMEOUT_MINUTES, 1);

    Forecast forecast = forecast(SampleGroup.of(3), impatient);

    assertTrue(forecast.starts());
    assertEquals(1, forecast.batches().size());
    assertEquals(Duration.ofMinutes(1), forecast.duration());
    assertEquals(
        "batch 1 is expected to take 100 seconds and is given up after 60: allow it more time"
            + " (batchTimeoutMinutes)",
        forecast.stops().orElseThrow());
    assertEquals(
        Optional.empty(),
        forecast(SampleGroup.of(3), Inputs.of().with(InputField.BATCH_TIMEOUT_MINUTES, 2)).stops());
  }

  @Test
  void bakingTakesTimeAndPeopleAreNamedButNotWaitedFor() {
    Forecast forecast =
        forecast(
            SampleGroup.of(5),
            Inputs.of()
                .with(InputField.BAKE_SECONDS, 600)
                .with(InputField.CHECKPOINTS, "canary,50%"));

    assertEquals(5, forecast.batches().size());
    assertEquals(
        List.of(1, 3), forecast.questions().stream().map(Forecast.Question::afterBatch).toList());
    assertTrue(
        forecast.questions().getFirst().words().startsWith("checkpoint: the canary is replaced"));
    assertEquals(Duration.ofSeconds(5 * (100 + 600)), forecast.duration());
  }

  @Test
  void onlyTheServersAskedForOrAllOfThemAreReplaced() {
    assertEquals(
        List.of(List.of(1), List.of(2)),
        servers(forecast(SampleGroup.of(4), Inputs.of().with(InputField.SERVERS, List.of(1, 2)))));
    SampleGroup current = SampleGroup.of(2).replace(0, "i-a", 2).replace(1, "i-b", 2);
    assertEquals(List.of(), servers(forecast(current, Inputs.of())));
  }

  @Test
  void aGroupThatIsToldItsVersionHasNotMovedByThat() {
    Survey survey =
        Survey.of(
            Looks.at(SampleGroup.of(3))
                .resolved(Plans.TO_2.withFixed(Map.of("lt-1", 2L)))
                .lockFree()
                .now());

    Forecast forecast =
        Forecast.of(Inputs.of().with(InputField.LAUNCH_TEMPLATE_VERSION, 2).input(), survey, BATCH);

    assertEquals(3, forecast.batches().size());
    assertEquals(Optional.empty(), forecast.stops());
  }

  @Test
  void anInstanceHasToHaveBeenUpForAsLongAsWasAskedFor() {
    Forecast forecast =
        forecast(SampleGroup.of(1), Inputs.of().with(InputField.MIN_UPTIME_SECONDS, 300));

    assertEquals(Duration.ofSeconds(380), forecast.duration());
  }

  @Test
  void moreLooksTakeMoreTransitions() {
    long rare =
        forecast(SampleGroup.of(1), Inputs.of().with(InputField.POLL_SECONDS, 50)).transitions();
    long often =
        forecast(SampleGroup.of(1), Inputs.of().with(InputField.POLL_SECONDS, 2)).transitions();

    // Begin to HasLock, two looks at the group, the batch, the end, and three for each look at it.
    assertTrue(rare > 5 + 4 + 5 + 2 + 3 && rare < often, rare + " and " + often);
  }

  /** What the state machines do for each thing, in states entered. */
  @Test
  void transitionsAddUpFromWhatTheStateMachinesDo() {
    Inputs plain = Inputs.of();
    long nothing = transitions(SampleGroup.of(1).replace(0, "i-n0", 2), plain);
    long one = transitions(SampleGroup.of(1), plain);
    long three = transitions(SampleGroup.of(3), plain);

    assertEquals(5 + 2 + 2, nothing, "begin, look, end");
    assertTrue(Math.abs(3 * (one - nothing) - (three - nothing)) <= 2, one + " and " + three);
    assertEquals(
        three + 3 * (2 + 1),
        transitions(SampleGroup.of(3), Inputs.of().with(InputField.BAKE_SECONDS, 30)),
        "a look and a wait after each batch");
    assertEquals(
        three + 2 + 2,
        transitions(SampleGroup.of(3), Inputs.of().with(InputField.CHECKPOINTS, "canary")),
        "a look and a question");
  }

  @Test
  void whatDoesNotStartTakesNoSteps() {
    assertEquals(0, forecast(SampleGroup.of(2).unhealthy(1), Inputs.of()).transitions());
  }

  /** Several servers come up one after the other, so that most looks find one that serves. */
  @Test
  void looksAtASingleServerReadLessThanLooksAtSeveral() {
    Inputs input = Inputs.of().batchSize(2);
    SampleGroup pair = SampleGroup.of(2);
    Polls single = polls(SampleGroup.of(1), Inputs.of());
    Polls both = polls(pair, input.with(InputField.CANARY, false));
    Polls canaryAndTwo = polls(SampleGroup.of(3), Inputs.of().batchSize(2));
    Polls unnumbered =
        polls(SampleGroup.of(1).change(0, group -> group.withoutIndex()), Inputs.of());

    assertTrue(single.serving() > 0, single::toString);
    assertEquals(0, both.serving());
    assertEquals(single.all(), both.all());
    assertEquals(single.serving() + single.whole(), both.whole());
    assertEquals(single.plus(both), canaryAndTwo);
    assertEquals(both, unnumbered);
  }

  /** After a batch of 100 seconds 30 are waited for at once, 52 in two steps, of 50 and 3. */
  @Test
  void aWaitIsToldOfWhenTheNextLookWouldBeTooLate() {
    Steps steps =
        forecast(SampleGroup.of(2), Inputs.of().with(InputField.BAKE_SECONDS, 30)).steps();
    Steps longer =
        forecast(SampleGroup.of(1), Inputs.of().with(InputField.BAKE_SECONDS, 52)).steps();

    assertEquals(2, steps.waits());
    assertEquals(2, steps.told());
    assertEquals(2, longer.waits());
    assertEquals(1, longer.told());
  }

  private static Polls polls(SampleGroup sample, Inputs input) {
    return forecast(sample, input).steps().polls();
  }

  private static long transitions(SampleGroup sample, Inputs input) {
    return forecast(sample, input).transitions();
  }

  @Test
  @Tag("large")
  void aThousandServersAreForeseenInNoTimeAndInTwoExecutions() {
    Forecast forecast =
        assertTimeout(
            Duration.ofSeconds(20),
            () ->
                forecast(
                    SampleGroup.of(1000), Inputs.of().with(InputField.CHECKPOINTS, "every-batch")));

    assertEquals(1000, forecast.batches().size());
    assertEquals(999, forecast.questions().size());
    assertEquals(2, forecast.executions());
  }

  private static Forecast forecast(SampleGroup sample, Inputs input) {
    return Forecast.of(input.input(), survey(sample), BATCH);
  }

  private static Survey survey(SampleGroup sample) {
    return Survey.of(Looks.at(sample).lockFree().now());
  }

  private static List<List<Integer>> servers(Forecast forecast) {
    return forecast.batches().stream()
        .map(b -> b.servers().stream().map(server -> server.index().orElseThrow()).toList())
        .toList();
  }
}
