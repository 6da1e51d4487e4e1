package io.servergroup.simulator.sweep;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A rollout that has replaced something knows what to take back. */
final class RollbackRules {
  private static final String TERMINATES = "autoscaling:TerminateInstanceInAutoScalingGroup";

  private final Stage stage;
  private final Violations violations;
  private final Set<String> replaced = new HashSet<>();

  private RollbackRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every rollout that takes nothing back because it knows of nothing. */
  static void watch(Stage stage, Violations violations) {
    RollbackRules rules = new RollbackRules(stage, violations);
    stage.simulation().trace().listen(rules::traced);
    stage.aws().engine().onEvent(rules::happened);
  }

  /** A call that AWS has answered, by a function of whoever has the lock. */
  private void traced(TraceEntry entry) {
    if (entry.source().equals("api")
        && entry.text().equals(TERMINATES)
        && entry.subject().startsWith("ReplaceServers")) {
      AttributeValue holder = stage.lock().get("ExecutionArn");
      if (holder != null) {
        replaced.add(holder.s());
      }
    }
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.type() == EventType.EXECUTION_STARTED
        && execution.stateMachine().name().equals(ControlPlane.ROLLING_DEPLOY)) {
      execution.onEnd(this::ended);
    }
  }

  private void ended(Execution execution) {
    String cause = String.valueOf(execution.cause());
    if (replaced.contains(execution.arn())
        && (cause.contains("nothing to take back") || cause.contains("none is taken back"))) {
      violations.add(execution.name() + " has replaced servers, but takes none back");
    }
  }
}
