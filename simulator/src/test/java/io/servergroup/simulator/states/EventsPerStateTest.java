package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many events of an execution's history a state takes. A rollout has to hand over before its
 * history is full, so what it counts has to be what AWS writes down.
 */
class EventsPerStateTest {
  /** Those of the execution itself: that it started, and that it ended. */
  private static final int EXECUTION = 2;

  private final Workbench bench = new Workbench();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          2 | "Type": "Pass", "End": true
          2 | "Type": "Wait", "Seconds": 1, "End": true
          2 | "Type": "Succeed"
          1 | "Type": "Fail", "Error": "X"
          5 | "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true
          8 | "Type": "Parallel", "End": true, "Branches": [ {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}, {"StartAt": "C", "States": {"C": {"Type": "Pass", "End": true}}}]
          16 | "Type": "Map", "Items": [1, 2, 3], "End": true, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}
          """)
  void aStateTakesAsManyEventsAsAwsWrites(int events, String state) {
    bench.task("S", (call, done) -> done.succeeded(Map.of()));
    Execution execution = bench.run(machine("\"S\": {" + state + "}"));

    assertEquals(EXECUTION + events, execution.history().size(), () -> told(execution));
  }

  @Test
  void aChoiceTakesTwo() {
    Execution execution =
        bench.run(
            machine(
                """
                "S": {"Type": "Choice", "Default": "E",
                  "Choices": [{"Condition": "{% false %}", "Next": "E"}]},
                "E": {"Type": "Succeed"}
                """));

    assertEquals(EXECUTION + 2 + 2, execution.history().size(), () -> told(execution));
  }

  @Test
  void everyRetryTakesThreeMore() {
    AtomicInteger attempts = new AtomicInteger();
    bench.task(
        "S",
        (call, done) -> {
          if (attempts.incrementAndGet() < 3) {
            done.failed("Busy", "");
          } else {
            done.succeeded(Map.of());
          }
        });
    Execution execution =
        bench.run(
            machine(
                """
                "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                  "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2}]}
                """));

    assertEquals(EXECUTION + 5 + 2 * 3, execution.history().size(), () -> told(execution));
  }

  @ParameterizedTest
  @CsvSource({"'', 5", ".sync, 6", ".sync:2, 6"})
  void waitingForAChildTakesOneMore(String pattern, int events) {
    String child = bench.machine("child", machine("\"S\": {\"Type\": \"Succeed\"}"));
    Execution execution =
        bench.run(
            machine(
                """
                "S": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::states:startExecution%s",
                  "Arguments": {"StateMachineArn": "%s"}}
                """
                    .formatted(pattern, child)));

    assertEquals(ExecutionStatus.SUCCEEDED, execution.status(), () -> told(execution));
    assertEquals(EXECUTION + events, execution.history().size(), () -> told(execution));
  }

  @Test
  void waitingForATokenTakesOneMore() {
    bench.task(
        "S",
        (call, done) -> {
          done.submitted(Map.of());
          bench.after(Duration.ofSeconds(5), () -> done.succeeded(Map.of()));
        });
    Execution execution =
        bench.run(
            machine(
                """
                "S": {"Type": "Task", "End": true, "Resource":
                  "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {"FunctionName": "f", "Payload": "{% $states.context.Task.Token %}"}}
                """));

    assertEquals(EXECUTION + 6, execution.history().size(), () -> told(execution));
  }

  private static String machine(String states) {
    return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"S\", \"States\": {" + states + "}}";
  }

  private static String told(Execution execution) {
    return Workbench.types(execution).toString();
  }
}
