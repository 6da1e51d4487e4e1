package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.SdkMetadata;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import io.servergroup.simulator.states.task.TaskRunner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs {@code states:startExecution} in all its forms when the machine is one of the engine's, and
 * leaves every other call to another runner.
 */
final class NestedExecutions implements TaskRunner {
  private static final String MACHINE = "StateMachineArn";

  private final StepFunctionsEngine engine;
  private final TaskRunner others;

  NestedExecutions(StepFunctionsEngine engine, TaskRunner others) {
    this.engine = engine;
    this.others = others;
  }

  @Override
  public RunningTask start(TaskCall call, TaskCompletion completion) {
    if (call.resource().startsExecution()
        && call.arguments() instanceof Map<?, ?> arguments
        && arguments.get(MACHINE) instanceof String arn
        && engine.hasStateMachine(arn)) {
      return startChild(call.resource(), arguments, completion);
    }
    return others.start(call, completion);
  }

  private RunningTask startChild(
      Resource resource, Map<?, ?> arguments, TaskCompletion completion) {
    Object input = arguments.get("Input");
    Object name = arguments.get("Name");
    if (name != null && !(name instanceof String)) {
      completion.failed(
          Failure.RUNTIME,
          "The value of the field 'Name' must be a STRING, found " + Json.print(name));
      return RunningTask.NOT_CANCELLABLE;
    }
    Execution child;
    try {
      child =
          engine.startExecution(
              (String) arguments.get(MACHINE), (String) name, input == null ? Map.of() : input);
    } catch (StatesException e) {
      completion.failed("StepFunctions." + e.code() + "Exception", e.getMessage());
      return RunningTask.NOT_CANCELLABLE;
    }
    Map<String, Object> response = startResponse(child, engine.random());
    return switch (resource.pattern()) {
      case REQUEST_RESPONSE -> {
        completion.succeeded(response);
        yield RunningTask.NOT_CANCELLABLE;
      }
      case TASK_TOKEN -> {
        completion.submitted(response);
        yield RunningTask.NOT_CANCELLABLE;
      }
      case SYNC -> {
        completion.submitted(response);
        yield await(child, resource.action().endsWith(".sync:2"), completion);
      }
    };
  }

  // A parent that stops waiting stops its child (developer guide, "Run a Job (.sync)").
  private RunningTask await(Execution child, boolean asJson, TaskCompletion completion) {
    child.onEnd(ended -> report(ended, asJson, completion));
    return reason -> child.stop(null, null);
  }

  private void report(Execution child, boolean asJson, TaskCompletion completion) {
    Map<String, Object> description = description(child, asJson);
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      completion.succeeded(description);
    } else {
      completion.failed("States.TaskFailed", Json.print(description));
    }
  }

  private static Map<String, Object> startResponse(Execution child, RandomStream random) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("ExecutionArn", child.arn());
    SdkMetadata.addTo(response, "application/x-amz-json-1.0", random.uuid());
    response.put("StartDate", child.startTime().toEpochMilli());
    return response;
  }

  /** DescribeExecution as the integration gives it; {@code .sync:2} gives payloads as JSON. */
  private Map<String, Object> description(Execution child, boolean asJson) {
    Map<String, Object> d = new LinkedHashMap<>();
    putIfPresent(d, "Cause", child.cause());
    putIfPresent(d, "Error", child.error());
    d.put("ExecutionArn", child.arn());
    d.put("Input", asJson ? child.input() : Json.print(child.input()));
    d.put("InputDetails", Map.of("Included", true));
    d.put("Name", child.name());
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      d.put("Output", asJson ? child.output() : Json.print(child.output()));
      d.put("OutputDetails", Map.of("Included", true));
    }
    d.put("RedriveCount", child.redriveCount());
    String notRedrivable = engine.whyNotRedrivable(child);
    d.put("RedriveStatus", notRedrivable == null ? "REDRIVABLE" : "NOT_REDRIVABLE");
    putIfPresent(d, "RedriveStatusReason", notRedrivable);
    d.put("StartDate", child.startTime().toEpochMilli());
    d.put("StateMachineArn", child.stateMachine().arn());
    d.put("Status", child.status().name());
    d.put("StopDate", child.stopTime().toEpochMilli());
    return d;
  }

  private static void putIfPresent(Map<String, Object> members, String name, Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
