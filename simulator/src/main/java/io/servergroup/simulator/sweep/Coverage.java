package io.servergroup.simulator.sweep;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what one run reaches. */
final class Coverage {
  private static final String ARROW = " -> ";

  /** Remarks begin with the call they are about. */
  private static final String REMARK = "Remark";

  private final Map<Point, Long> counts = new HashMap<>();
  private final Map<String, String> latestState = new HashMap<>();

  Coverage(Stage stage) {
    stage.aws().engine().onEvent(this::happened);
    stage.simulation().trace().listen(this::traced);
    stage.controlPlane().whenDecided((decision, fields) -> decided(decision, fields));
  }

  void reached(Point.Kind kind, String name) {
    counts.merge(new Point(kind, name), 1L, Long::sum);
  }

  Map<Point, Long> counts() {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.details() instanceof Details.StateEntered entered) {
      String machine = execution.stateMachine().name();
      reached(Point.Kind.STATE, machine + "." + entered.name());
      String before = latestState.put(execution.arn(), entered.name());
      String branch = MachineMap.branch(machine, before, entered.name());
      if (Reachable.isBranch(branch)) {
        reached(Point.Kind.BRANCH, branch);
      }
    }
  }

  /** Decisions of a rollout name the function that made them, others are about identities. */
  private void decided(String decision, Map<String, ?> fields) {
    Object step = fields.get("step");
    Object outcome = fields.get("outcome");
    String name = step == null ? decision : step + " " + decision;
    if (decision.endsWith(REMARK)) {
      name = REMARK;
    }
    reached(Point.Kind.DECISION, name);
    if (outcome != null) {
      reached(Point.Kind.OUTCOME, name + ": " + outcome);
    }
  }

  private void traced(TraceEntry entry) {
    if (entry.source().equals("api")) {
      int arrow = entry.text().indexOf(ARROW);
      if (arrow >= 0) {
        int end = entry.text().indexOf(':', arrow);
        String code = entry.text().substring(arrow + ARROW.length(), Math.max(arrow, end));
        reached(Point.Kind.ERROR, entry.text().substring(0, arrow) + " " + code);
      }
    }
  }
}
