package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.definition.DefinitionLoader;
import io.servergroup.simulator.states.definition.StateMachineDefinition;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a transition costs that waits for nobody. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EngineBenchmark {
  private static final String LOOP =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Begin", "States": {
        "Begin": {"Type": "Pass", "Assign": {"round": 0, "sum": 0}, "Next": "More"},
        "More": {"Type": "Choice",
          "Choices": [{"Condition": "{% $round < 100 %}", "Next": "Add"}], "Default": "End"},
        "Add": {"Type": "Pass",
          "Assign": {"round": "{% $round + 1 %}", "sum": "{% $sum + $round * 2 %}"}, "Next": "More"},
        "End": {"Type": "Pass", "Output": "{% $sum %}", "End": true}}}
      """;

  private final StateMachineDefinition definition = DefinitionLoader.load(LOOP);

  /** An execution of 100 rounds: 203 transitions. */
  @Benchmark
  public Object loop() {
    Simulation simulation = new Simulation(7);
    StepFunctionsEngine engine =
        new StepFunctionsEngine(
            simulation.queue(),
            simulation.stream("engine"),
            new EngineSettings("aws", "eu-west-1", "123456789012"),
            (call, done) -> {
              throw new IllegalStateException("there is no task");
            });
    String machine = engine.createStateMachine("loop", "arn:aws:iam::123456789012:role/loop", definition);
    Execution execution = engine.startExecution(machine, "one", Map.of());
    while (execution.status() == ExecutionStatus.RUNNING) {
      simulation.queue().runNext();
    }
    if (execution.status() != ExecutionStatus.SUCCEEDED) {
      throw new IllegalStateException(execution.cause());
    }
    return execution.output();
  }
}
