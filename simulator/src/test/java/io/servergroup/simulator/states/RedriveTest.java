package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedriveTest {
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "First", "States": {
        "First": {"Type": "Pass", "Assign": {"kept": 7}, "Next": "Call"},
        "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
          "Arguments": {"redrives": "{% $states.context.Execution.RedriveCount %}"},
          "Output": "{% $kept %}", "End": true}}}
      """;

  private final Workbench bench = new Workbench();

  private void callFailsAtFirst() {
    bench.task(
        "Call",
        (call, done) -> {
          if (call.arguments().equals(Map.of("redrives", 0))) {
            done.failed("Broken", "once");
          } else {
            done.succeeded(Map.of());
          }
        });
  }

  @Test
  void schedulesTheFailedTaskAgainAndKeepsWhatWasDoneBefore() {
    callFailsAtFirst();
    Execution execution = bench.run(MACHINE);
    bench.engine().redriveExecution(execution.arn());
    bench.pass(Duration.ofSeconds(1));

    assertEquals("7", Workbench.outputOf(execution));
    assertEquals(1, execution.redriveCount());
    assertEquals(
        List.of(
            "ExecutionFailed",
            "ExecutionRedriven",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        Workbench.types(execution).subList(7, 14));
  }

  @Test
  void runsOnlyTheUnsuccessfulBranchesAgain() {
    callFailsAtFirst();
    bench.task("Fine", (call, done) -> done.succeeded(Map.of()));
    Execution execution =
        bench.run(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Both", "States": {
              "Both": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "Fine", "States": {"Fine": {"Type": "Task", "Output": 1,
                  "Resource": "arn:aws:states:::lambda:invoke", "End": true}}},
                {"StartAt": "Call", "States": {"Call": {"Type": "Task", "Output": 2,
                  "Arguments": {"redrives": "{% $states.context.Execution.RedriveCount %}"},
                  "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}]}}}
            """);
    bench.engine().redriveExecution(execution.arn());
    bench.pass(Duration.ofSeconds(1));

    assertEquals("[1,2]", Workbench.outputOf(execution));
    assertEquals(3, bench.calls().size());
  }

  @Test
  void aStoppedExecutionGoesOnWhereItWasStopped() {
    Execution execution = bench.start(MACHINE, "{}");
    bench.pass(Duration.ofSeconds(1));
    bench.engine().stopExecution(execution.arn(), null, null);
    callFailsAtFirst();
    bench.engine().redriveExecution(execution.arn());
    bench.pass(Duration.ofSeconds(1));

    assertEquals("7", Workbench.outputOf(execution));
  }

  @Test
  void neitherARunningNorASuccessfulExecutionCanBeRedriven() {
    Execution execution = bench.start(MACHINE, "{}");
    StatesException running =
        assertThrows(StatesException.class, () -> bench.engine().redriveExecution(execution.arn()));
    assertEquals("ExecutionNotRedrivable", running.code());

    bench.task("Call", (call, done) -> done.succeeded(Map.of()));
    bench.pass(Duration.ofSeconds(1));
    StatesException successful =
        assertThrows(StatesException.class, () -> bench.engine().redriveExecution(execution.arn()));
    assertEquals("Execution is SUCCEEDED and cannot be redriven", successful.getMessage());
  }

  @Test
  void afterFourteenDaysItIsTooLate() {
    bench.task("Call", (call, done) -> done.failed("Broken", null));
    Execution execution = bench.run(MACHINE);
    bench.pass(Duration.ofDays(15));

    assertThrows(StatesException.class, () -> bench.engine().redriveExecution(execution.arn()));
  }
}
