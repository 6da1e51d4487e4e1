package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.history.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final Workbench bench =
      new Workbench().task("Call", (call, done) -> done.failed("Busy", "try later"));

  private static String calling(String errorRules) {
    return """
        {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
          "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"Attempt": "{%% $states.context.State.RetryCount %%}"},
            %s, "End": true}}}
        """
        .formatted(errorRules);
  }

  @Test
  void waitsTwiceAsLongBeforeEveryFurtherAttemptUnlessToldOtherwise() {
    Execution execution = bench.run(calling("\"Retry\": [{\"ErrorEquals\": [\"Busy\"]}]"));

    assertEquals(
        List.of(0L, 1_000L, 3_000L, 7_000L), Workbench.times(execution, EventType.TASK_SCHEDULED));
    assertEquals("FAILED Busy: try later", Workbench.outputOf(execution));
  }

  @Test
  void neverWaitsLongerThanTheMaximumDelay() {
    Execution execution =
        bench.run(
            calling(
                """
                "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3,
                           "MaxAttempts": 4, "MaxDelaySeconds": 10}]"""));

    assertEquals(
        List.of(0L, 2_000L, 8_000L, 18_000L, 28_000L),
        Workbench.times(execution, EventType.TASK_SCHEDULED));
  }

  @Test
  void fullJitterDrawsEveryDelayBetweenNothingAndItsLength() {
    String machine =
        calling(
            """
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 8, "BackoffRate": 1,
                       "MaxAttempts": 20, "JitterStrategy": "FULL"}]""");
    List<Long> times = Workbench.times(bench.run(machine), EventType.TASK_SCHEDULED);

    assertEquals(21, times.size());
    for (int i = 1; i < times.size(); i++) {
      long delay = times.get(i) - times.get(i - 1);
      assertTrue(delay >= 0 && delay <= 8_000, () -> "delays out of " + times);
    }
    assertNotEquals(20 * 8_000L, times.getLast());
  }

  @Test
  void countsTheAttemptsOfEveryRetrierApart() {
    bench.task(
        "Call",
        (call, done) -> done.failed(call.retryCount() % 2 == 0 ? "Busy" : "Odd", "try later"));
    bench.run(
        calling(
            """
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2},
                      {"ErrorEquals": ["Odd"], "MaxAttempts": 2}]"""));

    assertEquals(5, bench.calls().size());
  }

  @Test
  void tellsEveryAttemptHowOftenItWasRetried() {
    bench.run(calling("\"Retry\": [{\"ErrorEquals\": [\"Busy\"], \"MaxAttempts\": 2}]"));

    assertEquals(
        List.of("{Attempt=0}", "{Attempt=1}", "{Attempt=2}"),
        bench.calls().stream().map(call -> call.arguments().toString()).toList());
  }

  @Test
  void everyRetryIsATransitionToPayFor() {
    Execution execution =
        bench.run(calling("\"Retry\": [{\"ErrorEquals\": [\"Busy\"], \"MaxAttempts\": 2}]"));

    assertEquals(3, execution.transitions());
  }

  @Test
  void doesNotRetryAnErrorThatNoRetrierNames() {
    bench.run(calling("\"Retry\": [{\"ErrorEquals\": [\"Other\"]}]"));

    assertEquals(1, bench.calls().size());
  }
}
