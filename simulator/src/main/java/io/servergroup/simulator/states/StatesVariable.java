package io.servergroup.simulator.states;

import io.servergroup.simulator.states.jsonata.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The value of {@code $states} during one visit, in the evaluator's form. */
final class StatesVariable {
  private final Visit visit;
  private final Object input;
  private Object preparedInput;
  private Object preparedResult;
  private Object preparedErrorOutput;
  private String enteredTime;

  StatesVariable(Visit visit, Object input) {
    this.visit = visit;
    this.input = input;
  }

  void result(Object result) {
    preparedResult = Evaluator.prepare(result);
  }

  void errorOutput(Object errorOutput) {
    preparedErrorOutput = Evaluator.prepare(errorOutput);
  }

  Map<String, Object> value() {
    return value(visit.branch().item());
  }

  /** The value for the selection of one item. */
  Map<String, Object> value(MapItem item) {
    if (preparedInput == null) {
      preparedInput = visit.branch().prepare(input);
    }
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", preparedInput);
    if (preparedResult != null) {
      states.put("result", preparedResult);
    }
    if (preparedErrorOutput != null) {
      states.put("errorOutput", preparedErrorOutput);
    }
    states.put("context", context(item));
    return states;
  }

  private Map<String, Object> context(MapItem item) {
    Execution execution = visit.execution();
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Execution", execution.context().execution());
    context.put("StateMachine", execution.context().stateMachine());
    context.put("State", stateContext());
    if (visit.taskToken() != null) {
      context.put("Task", Map.of("Token", visit.taskToken()));
    }
    if (item != null) {
      Map<String, Object> mapItem = new LinkedHashMap<>();
      mapItem.put("Index", item.index());
      mapItem.put("Value", item.prepared());
      context.put("Map", Map.of("Item", mapItem));
    }
    return context;
  }

  private Map<String, Object> stateContext() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("Name", visit.state().name());
    state.put("EnteredTime", enteredTime());
    if (visit.state().retries()) {
      state.put("RetryCount", visit.retryCount());
    }
    return state;
  }

  /** Written once per visit, in which several expressions may be evaluated. */
  private String enteredTime() {
    if (enteredTime == null) {
      enteredTime = ApiTime.text(visit.enteredTime());
    }
    return enteredTime;
  }
}
