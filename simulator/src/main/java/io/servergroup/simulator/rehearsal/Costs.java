package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.rehearsal.RehearsalReport.HistoryEvents;
import io.servergroup.simulator.states.Execution;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Step Functions did for the rollouts of a rehearsal.
 *
 * @param transitions of the rollouts' executions and of their batches', retries included
 */
record Costs(long transitions, HistoryEvents historyEvents) {
  /** Of all rollouts so far in an account, with the executions that others handed over to. */
  static Costs of(SimulatedAws aws) {
    List<Execution> rollouts = executions(aws, ControlPlane.ROLLING_DEPLOY).toList();
    List<Execution> batches = executions(aws, ControlPlane.REPLACE_BATCH).toList();
    return new Costs(
        Stream.concat(rollouts.stream(), batches.stream()).mapToLong(Execution::transitions).sum(),
        new HistoryEvents(longest(rollouts), longest(batches)));
  }

  static Stream<Execution> executions(SimulatedAws aws, String stateMachine) {
    return aws.engine().stateMachines().stream()
        .filter(machine -> machine.name().equals(stateMachine))
        .flatMap(machine -> aws.engine().executions(machine.arn()).stream());
  }

  private static long longest(List<Execution> executions) {
    return executions.stream().mapToLong(each -> each.history().size()).max().orElse(0);
  }
}
