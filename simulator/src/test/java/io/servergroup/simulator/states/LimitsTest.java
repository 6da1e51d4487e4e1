package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.JsonSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final String CALLING =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
        "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
          "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]},
        "Caught": {"Type": "Pass", "Output": "{% $states.input.Error %}", "End": true}}}
      """;

  private final Workbench bench = new Workbench();

  @Test
  void anExecutionFailsWhenItsHistoryIsFull() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "B"},
              "B": {"Type": "Choice", "Default": "A",
                "Choices": [{"Condition": "{% false %}", "Next": "C"}]},
              "C": {"Type": "Succeed"}}}
            """);

    assertEquals(25_000, execution.history().size());
    assertEquals(EventType.EXECUTION_FAILED, execution.history().getLast().type());
    assertEquals("States.Runtime", execution.error());
  }

  @Test
  void aFullHistoryCallsTheTasksOfOtherBranchesOff() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Both", "States": {
              "Both": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke"}}},
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"},
                  "B": {"Type": "Choice", "Default": "A",
                    "Choices": [{"Condition": "{% false %}", "Next": "C"}]},
                  "C": {"Type": "Succeed"}}}]}}}
            """);

    assertEquals(ExecutionStatus.FAILED, execution.status());
    assertEquals(List.of("Call ABORTED"), bench.cancelled());
  }

  @Test
  void aResultThatIsTooLongFailsTheTaskAndCanBeCaught() {
    bench.task("Call", (call, done) -> done.succeeded(Map.of("Payload", "x".repeat(262_144))));
    Execution execution = bench.run(CALLING);

    assertEquals("\"States.DataLimitExceeded\"", Workbench.outputOf(execution));
    assertEquals(
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of"
            + " bytes service limit.",
        Workbench.details(execution, EventType.TASK_FAILED).get("cause"));
  }

  @Test
  void anOutputThatIsTooLongFailsTheState() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Long", "States": {
              "Long": {"Type": "Pass", "Output": "{% $pad('', 300000, 'x') %}", "End": true}}}
            """);

    assertEquals("States.DataLimitExceeded", execution.error());
  }

  @Test
  void anInputThatIsTooLongIsRefused() {
    String machine = bench.machine("m", CALLING);
    StatesException refused =
        assertThrows(
            StatesException.class,
            () -> bench.engine().startExecution(machine, null, "x".repeat(262_144)));
    assertEquals("InvalidExecutionInput", refused.code());
  }

  @Test
  void sizesAreCountedInBytesOfJsonText() {
    for (String text : List.of("x", "\"", "\\", "\n", "\u0001", "é", "€", "😀")) {
      int bytes = Json.print(text).getBytes(StandardCharsets.UTF_8).length - 2;
      int fitting = (JsonSize.LIMIT_BYTES - 2) / bytes;
      assertFalse(JsonSize.exceedsLimit(text.repeat(fitting)), text);
      assertTrue(JsonSize.exceedsLimit(text.repeat(fitting + 1)), text);
    }
    Map<String, Object> value = Map.of("a", List.of(1, true, "b"));
    assertFalse(JsonSize.exceedsLimit(value));
  }
}
