package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.rehearsal.RehearsalReport.Questions;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the rollouts of a rehearsal, and follows each through all its executions. */
final class RolloutRuns {
  private static final Duration LONGEST_ROLLOUT = Duration.ofDays(30);
  private static final String ASKING = "AskPerson";

  private final Stage stage;
  private final Map<String, Object> input;
  private final List<Execution> executions = new ArrayList<>();
  private int rollouts;
  private int handedOver;

  /**
   * @param input of each rollout
   */
  RolloutRuns(Stage stage, Map<String, Object> input) {
    this.stage = stage;
    this.input = input;
  }

  /** Starts a rollout and lets it come to its end, in whichever execution. */
  Execution run() {
    rollouts++;
    Optional<Execution> next =
        Optional.of(
            stage
                .aws()
                .engine()
                .startExecution(
                    stage.controlPlane().rollingDeployArn(),
                    "rehearsal" + (rollouts == 1 ? "" : "-" + rollouts),
                    input));
    while (next.isPresent()) {
      Execution execution = next.get();
      executions.add(execution);
      stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, LONGEST_ROLLOUT);
      next = successor(execution);
      handedOver += next.isPresent() ? 1 : 0;
    }
    return executions.getLast();
  }

  /** How many rollouts were started. */
  int rollouts() {
    return rollouts;
  }

  /** How often an execution has handed over to another. */
  int handedOver() {
    return handedOver;
  }

  /**
   * From the start of the first to the end of the last: while the group becomes whole after one was
   * cancelled, servers are away as well.
   */
  Duration took() {
    return Duration.between(executions.getFirst().startTime(), end(executions.getLast()));
  }

  /** What people were asked, and how long they were awaited. */
  Questions questions() {
    int asked = 0;
    Duration awaited = Duration.ZERO;
    for (Execution execution : executions) {
      Optional<Instant> since = Optional.empty();
      for (HistoryEvent event : execution.history()) {
        if (event.details() instanceof Details.StateEntered entered) {
          boolean asking = entered.name().equals(ASKING);
          // A failed task has no event that says it was left: the next state is entered.
          awaited = awaited.plus(between(since, event.time()));
          since = asking ? Optional.of(event.time()) : Optional.empty();
          asked += asking ? 1 : 0;
        }
      }
      awaited = awaited.plus(between(since, end(execution)));
    }
    return new Questions(asked, awaited.toMillis() / 1000.0);
  }

  private static Duration between(Optional<Instant> since, Instant until) {
    return since.map(from -> Duration.between(from, until)).orElse(Duration.ZERO);
  }

  private Instant end(Execution execution) {
    return Optional.ofNullable(execution.stopTime()).orElseGet(stage.simulation()::now);
  }

  private Optional<Execution> successor(Execution execution) {
    return execution.output() instanceof Map<?, ?> output
            && "HANDED_OVER".equals(output.get("status"))
        ? Optional.of(stage.aws().engine().execution(String.valueOf(output.get("successor"))))
        : Optional.empty();
  }
}
