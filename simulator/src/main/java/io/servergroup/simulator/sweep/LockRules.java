package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.dynamodb.ItemChange;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Nobody takes the lock from an execution that runs, unless that one has handed over; and no batch
 * begins whose rollout has not had the lock since the look that chose it.
 */
final class LockRules {
  private static final String HOLDER = "ExecutionArn";

  private final Stage stage;
  private final Violations violations;
  private final Map<String, String> holders = new HashMap<>();
  private final Set<String> takenTooLate = new HashSet<>();

  private LockRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every lock that is taken away. */
  static LockRules watch(Stage stage, Violations violations) {
    LockRules rules = new LockRules(stage, violations);
    stage.aws().tables().whenChanged(rules::changed);
    stage.aws().engine().onEvent(rules::happened);
    return rules;
  }

  /**
   * Whether the lock was taken for an execution that had ended: it was stopped while its function
   * was at work, and what is told of its end looked at the lock before. Who comes next takes it
   * over.
   */
  boolean wasTakenTooLate() {
    return takenTooLate.contains(holder());
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.details() instanceof Details.StateEntered entered
        && entered.name().equals("NextBatch")) {
      holders.put(execution.arn(), holder());
    } else if (event.type() == EventType.EXECUTION_STARTED
        && execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)
        && execution.input() instanceof Map<?, ?> batch) {
      String rollout = String.valueOf(batch.get("execution"));
      if (!rollout.equals(holders.get(rollout)) && !rollout.equals(holder())) {
        violations.add("batch " + execution.name() + " begins without the lock");
      }
    }
  }

  private String holder() {
    AttributeValue holder = stage.lock().get(HOLDER);
    return holder == null ? "" : holder.s();
  }

  private void changed(ItemChange change) {
    AttributeValue before = change.before().get(HOLDER);
    AttributeValue after = change.after().get(HOLDER);
    if (!change.table().equals(ControlPlane.LOCK_TABLE) || after == null || after.equals(before)) {
      return;
    }
    if (stage.aws().engine().execution(after.s()).status() != ExecutionStatus.RUNNING) {
      takenTooLate.add(after.s());
    }
    if (before == null) {
      return;
    }
    Execution former = stage.aws().engine().execution(before.s());
    Execution next = stage.aws().engine().execution(after.s());
    if (former.status() == ExecutionStatus.RUNNING && !continues(next, former)) {
      violations.add("%s takes the lock from %s, which runs".formatted(next.name(), former.name()));
    }
  }

  private static boolean continues(Execution next, Execution former) {
    return next.input() instanceof Map<?, ?> input
        && input.get("continues") instanceof Map<?, ?> continues
        && former.arn().equals(continues.get("predecessor"));
  }
}
