package io.servergroup.simulator.states;

import io.servergroup.simulator.states.jsonata.Evaluator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of the context object that are the same for all states of an execution. */
final class ExecutionContext {
  private final Map<String, Object> execution = new LinkedHashMap<>();
  private final Map<String, Object> stateMachine = new LinkedHashMap<>();

  ExecutionContext(Execution of) {
    execution.put("Id", of.arn());
    execution.put("Input", Evaluator.prepare(of.input()));
    execution.put("StartTime", ApiTime.text(of.startTime()));
    execution.put("Name", of.name());
    execution.put("RoleArn", of.stateMachine().roleArn());
    execution.put("RedriveCount", 0);
    stateMachine.put("Id", of.stateMachine().arn());
    stateMachine.put("Name", of.stateMachine().name());
  }

  void redriven(int count, Instant time) {
    execution.put("RedriveCount", count);
    execution.put("RedriveTime", ApiTime.text(time));
  }

  Map<String, Object> execution() {
    return execution;
  }

  Map<String, Object> stateMachine() {
    return stateMachine;
  }
}
