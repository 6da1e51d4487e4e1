package io.servergroup.simulator.aws.states;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.lambda.FunctionDefinition;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.lambda.LambdaTiming;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.EngineSettings;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.StepFunctionsEngine;
import io.servergroup.simulator.states.history.EventJson;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The engine with everything its tasks call, and one state machine of one Task state. */
final class StatesFixture {
  static final String ROLE = "arn:aws:iam::123456789012:role/deploy";

  final Simulation simulation = new Simulation(11);
  final CallPath calls = new CallPath(simulation, Duration.ofMillis(20), Duration.ofMillis(20));
  final LambdaService lambda =
      new LambdaService(simulation, "eu-west-1", "123456789012", LambdaTiming.typical());
  final SimulatedTasks tasks = new SimulatedTasks(simulation, lambda);
  final StepFunctionsEngine engine =
      new StepFunctionsEngine(
          simulation.queue(),
          simulation.stream("engine"),
          new EngineSettings("aws", "eu-west-1", "123456789012"),
          tasks);
  final SfnClient sfn = new SimulatedStepFunctions(calls, engine, simulation.queue());

  StatesFixture() {
    tasks.offer(SdkService.of(SfnClient.class, sfn));
  }

  /** Registers a function that answers as the script says. */
  void function(String name, UnaryOperator<Map<String, Object>> script) {
    lambda.register(
        FunctionDefinition.of(name, () -> new Scripted(script), Duration.ofSeconds(30)));
  }

  record Scripted(UnaryOperator<Map<String, Object>> script)
      implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
      return script.apply(input);
    }
  }

  /** A machine whose only state calls a resource; returns its ARN. */
  String machine(String name, String resource, String arguments) {
    return machine(name, resource, arguments, "");
  }

  /**
   * @param fields further members of the state, each with a comma before it
   */
  String machine(String name, String resource, String arguments, String fields) {
    return engine.createStateMachine(
        name,
        ROLE,
        """
        {"QueryLanguage": "JSONata", "StartAt": "Call",
         "States": {"Call": {"Type": "Task", "Resource": "%s", "Arguments": %s%s, "End": true}}}
        """
            .formatted(resource, arguments, fields));
  }

  /** Runs a machine of one Task state until nothing happens any more. */
  Execution run(String resource, String arguments) {
    Execution execution =
        engine.startExecution(machine("deploy", resource, arguments), "run-1", Map.of());
    drain();
    return execution;
  }

  void drain() {
    // Later, names are free again, and what still runs has run for too long.
    simulation.queue().runUntil(simulation.now().plus(Duration.ofDays(7)));
  }

  static List<String> types(Execution execution) {
    return execution.history().stream().map(event -> event.type().apiName()).toList();
  }

  /** The details of the first event of a type, as JSON text. */
  static String details(Execution execution, String type) {
    for (HistoryEvent event : execution.history()) {
      if (event.type().apiName().equals(type)) {
        return Json.print(EventJson.details(event.details()));
      }
    }
    throw new AssertionError("no " + type + " in " + types(execution));
  }
}
