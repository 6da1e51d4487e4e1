package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.task.TaskCompletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final String WAITING =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
        "Call": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          "Arguments": {"token": "{% $states.context.Task.Token %}"},
          "TimeoutSeconds": 60, "HeartbeatSeconds": 10, "End": true}}}
      """;

  private final Workbench bench = new Workbench();

  @Test
  void aTaskThatTakesTooLongTimesOutAndIsCalledOff() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "TimeoutSeconds": "{% 2 * 15 %}", "End": true}}}
            """);

    assertEquals("FAILED States.Timeout: null", Workbench.outputOf(execution));
    assertEquals(List.of(30_000L), Workbench.times(execution, EventType.TASK_TIMED_OUT));
    assertEquals(List.of("Call TIMED_OUT"), bench.cancelled());
  }

  @Test
  void anAnswerAfterTheTimeoutIsIgnored() {
    List<TaskCompletion> late = new ArrayList<>();
    bench.task("Call", (call, done) -> late.add(done));
    Execution execution = bench.run(WAITING);
    int events = execution.history().size();

    late.getFirst().succeeded("too late");
    late.getFirst().failed("Late", "too late");

    assertEquals(events, execution.history().size());
  }

  @Test
  void aMissedHeartbeatTimesTheTaskOut() {
    Execution execution = bench.run(WAITING);

    assertEquals("FAILED States.Timeout: null", Workbench.outputOf(execution));
    assertEquals(List.of(10_000L), Workbench.times(execution, EventType.TASK_TIMED_OUT));
  }

  @Test
  void heartbeatsKeepATaskAliveUntilItsTimeout() {
    bench.task("Call", (call, done) -> beat(call.taskToken()));
    Execution execution = bench.run(WAITING);

    assertEquals(List.of(60_000L), Workbench.times(execution, EventType.TASK_TIMED_OUT));
  }

  private void beat(String token) {
    bench.after(
        Duration.ofSeconds(9),
        () -> {
          try {
            bench.engine().sendTaskHeartbeat(token);
            beat(token);
          } catch (StatesException e) {
            assertEquals("TaskTimedOut", e.code());
          }
        });
  }

  @Test
  void aTimeoutThatIsCaughtHasAnEmptyCause() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                "TimeoutSeconds": 5, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Caught",
                  "Output": "{% $states.errorOutput %}"}]},
              "Caught": {"Type": "Pass", "End": true}}}
            """);

    assertEquals("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}", Workbench.outputOf(execution));
  }

  @Test
  void anExecutionThatNothingElseEndsTimesOutAfterAYear() {
    Execution execution =
        bench.start(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Sleep", "States": {
              "Sleep": {"Type": "Wait", "Seconds": 99999999, "End": true}}}
            """,
            "{}");
    bench.pass(Duration.ofDays(366));

    assertEquals(ExecutionStatus.TIMED_OUT, execution.status());
    assertEquals(
        List.of(365 * 24 * 3_600_000L), Workbench.times(execution, EventType.EXECUTION_TIMED_OUT));
  }

  @Test
  void aMachineThatTakesTooLongTimesOutAndCallsItsTasksOff() {
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Both", "TimeoutSeconds": 7, "States": {
              "Both": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::lambda:invoke"}}},
                {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": 100,
                  "End": true}}}]}}}
            """);

    assertEquals(ExecutionStatus.TIMED_OUT, execution.status());
    assertEquals(List.of(7_000L), Workbench.times(execution, EventType.EXECUTION_TIMED_OUT));
    assertEquals(List.of("Call ABORTED"), bench.cancelled());
    assertFalse(Workbench.types(execution).contains("WaitStateExited"));
  }
}
