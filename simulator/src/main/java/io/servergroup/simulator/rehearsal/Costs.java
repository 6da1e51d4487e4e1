package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.rehearsal.RehearsalReport.HistoryEvents;
import io.servergroup.simulator.states.Execution;
import java.util.List;

/**
 * What Step Functions did for a rollout and what AWS asks for it.
 *
 * @param transitions of the rollout's execution and of its batches', retries included
 */
record Costs(long transitions, HistoryEvents historyEvents) {
  /**
   * Standard workflows, per state transition.
   *
   * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
   */
  private static final double USD_PER_TRANSITION = 0.025 / 1_000;

  /** Of one rollout, the only one so far in its account. */
  static Costs of(SimulatedAws aws, Execution rollout) {
    List<Execution> batches =
        aws.engine().stateMachines().stream()
            .filter(machine -> machine.name().equals(ControlPlane.REPLACE_BATCH))
            .flatMap(machine -> aws.engine().executions(machine.arn()).stream())
            .toList();
    return new Costs(
        rollout.transitions() + batches.stream().mapToLong(Execution::transitions).sum(),
        new HistoryEvents(
            rollout.history().size(),
            batches.stream().mapToLong(batch -> batch.history().size()).max().orElse(0)));
  }

  double priceUsd() {
    return transitions * USD_PER_TRANSITION;
  }
}
