package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskTokenTest {
  private static final String ASKING =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {
        "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
          "Arguments": {"Token": "{% $states.context.Task.Token %}"}, "End": true}}}
      """;

  private final Workbench bench = new Workbench();
  private Execution execution;
  private String token;

  @BeforeEach
  void ask() {
    bench.task("Ask", (call, done) -> done.submitted(Map.of("MessageId", "1")));
    execution = bench.start(ASKING, "{}");
    bench.pass(Duration.ofHours(1));
    token = bench.calls().getFirst().taskToken();
  }

  @Test
  void theTokenIsPartOfTheArguments() {
    assertEquals(Map.of("Token", token), bench.calls().getFirst().arguments());
  }

  @Test
  void whoeverHasTheTokenEndsTheTask() {
    bench.engine().sendTaskSuccess(token, Map.of("answer", true));
    bench.pass(Duration.ZERO);

    assertEquals("{\"answer\":true}", Workbench.outputOf(execution));
    assertEquals(
        List.of(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSubmitted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        Workbench.types(execution));
  }

  @Test
  void whoeverHasTheTokenFailsTheTask() {
    bench.engine().sendTaskFailure(token, "Refused", "not today");

    assertEquals("FAILED Refused: not today", Workbench.outputOf(execution));
  }

  @Test
  void aTokenWorksOnce() {
    bench.engine().sendTaskSuccess(token, Map.of());

    StatesException refused =
        assertThrows(StatesException.class, () -> bench.engine().sendTaskSuccess(token, Map.of()));
    assertEquals("TaskTimedOut", refused.code());
  }

  @Test
  void aTokenThatWasNeverHandedOutIsInvalid() {
    StatesException refused =
        assertThrows(
            StatesException.class, () -> bench.engine().sendTaskFailure("made up", null, null));
    assertEquals("InvalidToken", refused.code());
  }

  @Test
  void aTaskThatCouldNotBeSubmittedFailsAsSuch() {
    bench.task("Ask", (call, done) -> done.failed("SNS.NotFoundException", "no topic"));
    Execution failed = bench.run(ASKING);

    assertEquals(
        List.of("TaskStarted", "TaskSubmitFailed", "ExecutionFailed"),
        Workbench.types(failed).subList(3, 6));
  }
}
