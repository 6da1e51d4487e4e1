package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.EventSink;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.StepFunctionsEngine;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an event on the bus when an execution starts and when it ends, as Step Functions does for
 * standard workflows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions status changes in EventBridge</a>
 */
public final class StatusChanges {
  private static final String DETAIL_TYPE = "Step Functions Execution Status Change";

  /** A longer input or output is left out; "included" tells. */
  private static final int LONGEST = 248 * 1024;

  private final EventSink events;

  private StatusChanges(EventSink events) {
    this.events = events;
  }

  /** From now on every execution of the engine is told of. */
  public static void tell(StepFunctionsEngine engine, EventSink events) {
    StatusChanges changes = new StatusChanges(events);
    engine.onEvent(
        (execution, event) -> {
          if (event.type() == EventType.EXECUTION_STARTED) {
            changes.emit(execution);
            execution.onEnd(changes::emit);
          }
        });
  }

  private void emit(Execution execution) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("executionArn", execution.arn());
    detail.put("stateMachineArn", execution.stateMachine().arn());
    detail.put("name", execution.name());
    detail.put("status", execution.status().name());
    detail.put("startDate", execution.startTime().toEpochMilli());
    detail.put(
        "stopDate", execution.stopTime() == null ? null : execution.stopTime().toEpochMilli());
    put(detail, "input", Json.print(execution.input()));
    put(detail, "output", execution.output() == null ? null : Json.print(execution.output()));
    detail.put("error", execution.error());
    detail.put("cause", execution.cause());
    events.emit("aws.states", DETAIL_TYPE, List.of(execution.arn()), detail);
  }

  private static void put(Map<String, Object> detail, String name, String json) {
    boolean included = json != null && json.length() <= LONGEST;
    detail.put(name, included ? json : null);
    detail.put(name + "Details", json == null ? null : Map.of("included", included));
  }
}
