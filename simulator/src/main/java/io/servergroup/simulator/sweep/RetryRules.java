package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Nothing is given up for a failure that may pass before it was tried several times. */
final class RetryRules {
  private static final int LEAST = 3;

  private static final Set<String> MAY_PASS =
      Set.of(
          "Lambda.ServiceException",
          "Lambda.TooManyRequestsException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.Unknown",
          "Runtime.ExitError",
          "Sandbox.Timedout",
          "io.servergroup.lambda.RetryLaterException");

  private final Violations violations;
  private final Map<String, Trial> trials = new HashMap<>();

  private RetryRules(Violations violations) {
    this.violations = violations;
  }

  /**
   * What became of a state so far.
   *
   * @param failures how many attempts failed
   * @param error of the last one; empty when it did not fail, or not in a way that may pass
   */
  private record Trial(String state, int failures, String error) {}

  /** From now on tells of every state that gives up too early. */
  static void watch(Stage stage, Violations violations) {
    stage.aws().engine().onEvent(new RetryRules(violations)::happened);
  }

  private void happened(Execution execution, HistoryEvent event) {
    switch (event.details()) {
      case Details.StateEntered entered -> {
        ended(execution, trials.put(execution.arn(), new Trial(entered.name(), 0, "")));
      }
      case Details.TaskFailed failed -> failed(execution, failed.error());
      case Details.TaskOutput _ -> trials.remove(execution.arn());
      case Details.ExecutionEnded _ -> trials.remove(execution.arn());
      default -> {}
    }
  }

  private void failed(Execution execution, String error) {
    trials.computeIfPresent(
        execution.arn(),
        (arn, trial) ->
            new Trial(trial.state(), trial.failures() + 1, MAY_PASS.contains(error) ? error : ""));
  }

  private void ended(Execution execution, Trial trial) {
    if (trial != null && !trial.error().isEmpty() && trial.failures() < LEAST) {
      violations.add(
          "%s gives up in %s after %d attempts for %s"
              .formatted(execution.name(), trial.state(), trial.failures(), trial.error()));
    }
  }
}
