package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.states.history.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParallelAndMapTest {
  private final Workbench bench = new Workbench();

  private static String mapping(String fields, String mode) {
    return """
        {"QueryLanguage": "JSONata", "StartAt": "Each", "States": {
          "Each": {"Type": "Map", "Items": [0, 1, 2, 3, 4], %s "End": true,
            "ItemProcessor": {"ProcessorConfig": {"Mode": "%s"}, "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Output": "{%% $states.input * 10 %%}", "End": true}}}}}}
        """
        .formatted(fields, mode);
  }

  private void callsTakeSeconds(int seconds) {
    bench.task(
        "Call",
        (call, done) -> bench.after(Duration.ofSeconds(seconds), () -> done.succeeded(Map.of())));
  }

  @Test
  void aBranchThatFailsCallsTheOthersOff() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "All", "States": {
              "All": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke"}}},
                {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": 9,
                  "End": true}}},
                {"StartAt": "Doze", "States": {
                  "Doze": {"Type": "Wait", "Seconds": 3, "Next": "Give up"},
                  "Give up": {"Type": "Fail", "Error": "Enough"}}}]}}}
            """);

    assertEquals("FAILED Enough: null", Workbench.outputOf(execution));
    assertEquals(List.of("Call ABORTED"), bench.cancelled());
    assertEquals(
        List.of("TaskStateAborted", "WaitStateAborted", "ParallelStateFailed", "ExecutionFailed"),
        Workbench.types(execution).reversed().subList(0, 4).reversed());
  }

  @Test
  void outputsKeepTheOrderOfTheItemsWhoeverIsDoneFirst() {
    bench.task(
        "Call",
        (call, done) ->
            bench.after(
                Duration.ofSeconds(9 - (Integer) call.arguments()),
                () -> done.succeeded(Map.of())));

    assertEquals("[0,10,20,30,40]", Workbench.outputOf(bench.run(mapping("", "INLINE"))));
  }

  @Test
  void neverRunsMoreIterationsAtOnceThanAllowed() {
    callsTakeSeconds(10);
    Execution execution = bench.run(mapping("\"MaxConcurrency\": 2,", "INLINE"));

    assertEquals(
        List.of(0L, 0L, 10_000L, 10_000L, 20_000L),
        Workbench.times(execution, EventType.MAP_ITERATION_STARTED));
  }

  @Test
  void anIterationThatFailsCallsTheOthersOff() {
    bench.task(
        "Call",
        (call, done) -> {
          if (call.arguments().equals(3)) {
            bench.after(Duration.ofSeconds(1), () -> done.failed("Odd", "three"));
          }
        });
    Execution execution = bench.run(mapping("", "INLINE"));

    assertEquals("FAILED Odd: three", Workbench.outputOf(execution));
    assertEquals(4, bench.cancelled().size());
    assertEquals(1, count(execution, "MapIterationFailed"));
    assertEquals(4, count(execution, "MapIterationAborted"));
  }

  private static long count(Execution execution, String type) {
    return Workbench.types(execution).stream().filter(type::equals).count();
  }

  @Test
  void aDistributedMapKeepsItsIterationsOutOfTheHistory() {
    callsTakeSeconds(1);
    Execution execution = bench.run(mapping("", "DISTRIBUTED"));

    assertEquals("[0,10,20,30,40]", Workbench.outputOf(execution));
    assertEquals(
        List.of(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapRunStarted",
            "MapRunSucceeded",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded"),
        Workbench.types(execution));
  }

  @Test
  void aDistributedMapToleratesAsManyFailuresAsItSays() {
    bench.task(
        "Call",
        (call, done) -> {
          if ((Integer) call.arguments() % 2 == 0) {
            done.succeeded(Map.of());
          } else {
            done.failed("Odd", null);
          }
        });

    assertEquals(
        "[0,20,40]",
        Workbench.outputOf(bench.run(mapping("\"ToleratedFailureCount\": 2,", "DISTRIBUTED"))));
    assertEquals(
        "States.ExceedToleratedFailureThreshold",
        bench.run(mapping("\"ToleratedFailurePercentage\": 30,", "DISTRIBUTED")).error());
  }

  @Test
  void aBranchReadsOuterVariablesAndKeepsItsOwnToItself() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Outer", "States": {
              "Outer": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "All"},
              "All": {"Type": "Parallel", "Next": "After", "Branches": [
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true,
                  "Assign": {"inner": "{% $outer + 1 %}"}, "Output": "{% $outer %}"}}}]},
              "After": {"Type": "Pass", "Output": "{% $exists($inner) %}", "End": true}}}
            """);

    assertEquals("false", Workbench.outputOf(execution));
  }

  @Test
  void manyIterationsDoNotSlowEachOtherDown() {
    bench.task("Call", (call, done) -> done.succeeded(Map.of()));
    Execution execution =
        bench.run(mapping("", "INLINE").replace("[0, 1, 2, 3, 4]", "\"{% [1..2500] %}\""));

    assertEquals(ExecutionStatus.SUCCEEDED, execution.status());
  }
}
