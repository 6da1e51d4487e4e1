package io.servergroup.simulator.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedExecutionTest {
  private final Workbench bench = new Workbench();

  private String child(String state) {
    return bench.machine(
        "child",
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"Work\", \"States\": {\"Work\": %s}}"
            .formatted(state));
  }

  private static String parent(String form, String child) {
    return """
        {"QueryLanguage": "JSONata", "StartAt": "Start", "States": {
          "Start": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution%s",
            "Arguments": {"StateMachineArn": "%s", "Name": "child-1", "Input": {"n": 20}},
            "End": true}}}
        """
        .formatted(form, child);
  }

  private Execution onlyChild(String machine) {
    return bench.engine().executions(machine).getFirst();
  }

  @Test
  void sync2WaitsForTheChildAndGivesItsOutputAsJson() {
    String child =
        child(
            """
            {"Type": "Pass", "Output": {"n": "{% $states.input.n + 1 %}"}, "End": true}""");
    Execution execution = bench.run(parent(".sync:2", child));

    Map<?, ?> description = (Map<?, ?>) execution.output();
    assertEquals(Map.of("n", 21), description.get("Output"));
    assertEquals(Map.of("n", 20), description.get("Input"));
    assertEquals("SUCCEEDED", description.get("Status"));
  }

  @Test
  void syncGivesTheOutputAsText() {
    String child = child("{\"Type\": \"Pass\", \"Output\": {\"n\": 1}, \"End\": true}");
    Execution execution = bench.run(parent(".sync", child));

    assertEquals("{\"n\":1}", ((Map<?, ?>) execution.output()).get("Output"));
  }

  @Test
  void aChildThatFailsFailsTheTaskWithItsDescription() {
    String child = child("{\"Type\": \"Fail\", \"Error\": \"Unhealthy\", \"Cause\": \"server 3\"}");
    Execution execution = bench.run(parent(".sync:2", child));

    assertEquals("States.TaskFailed", execution.error());
    Map<?, ?> cause = (Map<?, ?>) Json.parse(execution.cause());
    assertEquals("Unhealthy", cause.get("Error"));
    assertEquals("server 3", cause.get("Cause"));
    assertEquals("FAILED", cause.get("Status"));
  }

  @Test
  void withoutSyncTheParentDoesNotWait() {
    String child = child("{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}");
    Execution execution = bench.run(parent("", child));

    assertEquals(List.of(0L), Workbench.times(execution, EventType.EXECUTION_SUCCEEDED));
    assertEquals(onlyChild(child).arn(), ((Map<?, ?>) execution.output()).get("ExecutionArn"));
  }

  @Test
  void stoppingTheParentStopsTheChildAndItsTasks() {
    String child =
        child(
            "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"End\": true}");
    Execution execution = bench.start(parent(".sync:2", child), "{}");
    bench.pass(Duration.ofSeconds(5));

    bench.engine().stopExecution(execution.arn(), "Cancelled", "by hand");

    assertEquals("ABORTED Cancelled: by hand", Workbench.outputOf(execution));
    assertEquals(ExecutionStatus.ABORTED, onlyChild(child).status());
    assertEquals(List.of("Work ABORTED"), bench.cancelled());
    assertEquals("ExecutionAborted", Workbench.types(execution).getLast());
    assertEquals("ExecutionAborted", Workbench.types(onlyChild(child)).getLast());
  }

  @Test
  void stoppingTheChildFailsTheParent() {
    String child = child("{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}");
    Execution execution = bench.start(parent(".sync:2", child), "{}");
    bench.pass(Duration.ofSeconds(5));

    bench.engine().stopExecution(onlyChild(child).arn(), null, null);

    assertEquals("States.TaskFailed", execution.error());
    assertEquals("ABORTED", ((Map<?, ?>) Json.parse(execution.cause())).get("Status"));
  }

  @Test
  void aNameThatIsTakenFailsTheTask() {
    String child = child("{\"Type\": \"Succeed\"}");
    bench.engine().startExecution(child, "child-1", Map.of());
    bench.pass(Duration.ofSeconds(1));
    Execution execution = bench.run(parent(".sync:2", child));

    assertEquals("StepFunctions.ExecutionAlreadyExistsException", execution.error());
  }
}
