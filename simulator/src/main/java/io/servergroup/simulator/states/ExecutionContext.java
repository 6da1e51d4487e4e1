package io.servergroup.simulator.states;

import io.servergroup.simulator.states.jsonata.Evaluator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of the context object that are the same for all states of one run of an execution.
 * Expressions may put them into outputs, so they never change; a redrive makes new ones.
 */
record ExecutionContext(Map<String, Object> execution, Map<String, Object> stateMachine) {
  /**
   * The context of an execution's present run.
   *
   * @param redriveTime null unless it was redriven
   */
  static ExecutionContext of(Execution execution, Instant redriveTime) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("Id", execution.arn());
    own.put("Input", Evaluator.prepare(execution.input()));
    own.put("StartTime", ApiTime.text(execution.startTime()));
    own.put("Name", execution.name());
    own.put("RoleArn", execution.stateMachine().roleArn());
    own.put("RedriveCount", execution.redriveCount());
    if (redriveTime != null) {
      own.put("RedriveTime", ApiTime.text(redriveTime));
    }
    Map<String, Object> stateMachine = new LinkedHashMap<>();
    stateMachine.put("Id", execution.stateMachine().arn());
    stateMachine.put("Name", execution.stateMachine().name());
    return new ExecutionContext(own, stateMachine);
  }
}
