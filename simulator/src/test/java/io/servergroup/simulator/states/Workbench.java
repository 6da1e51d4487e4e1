package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventJson;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** An engine whose tasks are scripted by the name of their state. */
final class Workbench {
  private final Simulation simulation;
  private final StepFunctionsEngine engine;
  private final Map<String, BiConsumer<TaskCall, TaskCompletion>> scripts = new LinkedHashMap<>();
  private final List<TaskCall> calls = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();

  Workbench() {
    this(1);
  }

  Workbench(long seed) {
    simulation = new Simulation(seed);
    engine =
        new StepFunctionsEngine(
            simulation.queue(),
            simulation.stream("engine"),
            new EngineSettings("aws", "us-east-1", "123456789012"),
            this::run);
  }

  private RunningTask run(TaskCall call, TaskCompletion completion) {
    calls.add(call);
    scripts.getOrDefault(call.stateName(), (c, done) -> {}).accept(call, completion);
    return reason -> cancelled.add(call.stateName() + " " + reason);
  }

  /** What a task does; without it, it never answers. */
  Workbench task(String state, BiConsumer<TaskCall, TaskCompletion> script) {
    scripts.put(state, script);
    return this;
  }

  /** Creates a machine and returns its ARN. */
  String machine(String name, String definition) {
    return engine.createStateMachine(name, "arn:aws:iam::123456789012:role/states", definition);
  }

  /** Starts a machine of its own with an empty object and runs for ten days. */
  Execution run(String definition) {
    return run(definition, "{}");
  }

  Execution run(String definition, String input) {
    Execution execution = start(definition, input);
    pass(Duration.ofDays(10));
    return execution;
  }

  Execution start(String definition, String input) {
    String machine = machine("machine-" + engine.stateMachines().size(), definition);
    return engine.startExecution(machine, null, Json.parse(input));
  }

  void pass(Duration duration) {
    simulation.queue().runUntil(simulation.now().plus(duration));
  }

  void after(Duration delay, Runnable action) {
    simulation.queue().after(delay, "test", action);
  }

  StepFunctionsEngine engine() {
    return engine;
  }

  /** Every call so far. */
  List<TaskCall> calls() {
    return calls;
  }

  /** Every task called off so far, as state and reason. */
  List<String> cancelled() {
    return cancelled;
  }

  static List<String> types(Execution execution) {
    return execution.history().stream().map(event -> event.type().apiName()).toList();
  }

  /** When events of a type happened, in milliseconds after the start. */
  static List<Long> times(Execution execution, EventType type) {
    return execution.history().stream()
        .filter(event -> event.type() == type)
        .map(event -> Duration.between(execution.startTime(), event.time()).toMillis())
        .toList();
  }

  /** The details of the only event of a type, as JSON. */
  static Map<String, Object> details(Execution execution, EventType type) {
    List<Details> found =
        execution.history().stream()
            .filter(event -> event.type() == type)
            .map(HistoryEvent::details)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " events " + type + " in " + types(execution));
    }
    return EventJson.details(found.getFirst());
  }

  static String outputOf(Execution execution) {
    return execution.status() == ExecutionStatus.SUCCEEDED
        ? Json.print(execution.output())
        : execution.status() + " " + execution.error() + ": " + execution.cause();
  }
}
