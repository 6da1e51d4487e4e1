package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.Census;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.List;
import java.util.Map;

/**
 * A rollout that says it succeeded has left no server behind: none that it was to replace is at an
 * older version than its target.
 */
final class SuccessRules {
  private final Stage stage;
  private final Violations violations;

  private SuccessRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every success that is none. */
  static void watch(Stage stage, Violations violations) {
    stage.aws().engine().onEvent(new SuccessRules(stage, violations)::happened);
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.type() == EventType.EXECUTION_STARTED
        && execution.stateMachine().name().equals(ControlPlane.ROLLING_DEPLOY)) {
      execution.onEnd(this::ended);
    }
  }

  private void ended(Execution execution) {
    if (execution.status() != ExecutionStatus.SUCCEEDED
        || !(execution.output() instanceof Map<?, ?> output)
        || !"SUCCEEDED".equals(output.get("status"))) {
      return;
    }
    for (Cluster.Member member : stage.cluster().members()) {
      long target = target(output, member);
      Census.Truth truth = stage.census().of(member.index());
      if (wasAsked(execution, member.index())
          && stage.cluster().isWanted(member)
          && !truth.instance().isEmpty()
          && truth.version() < target
          && !stage.cluster().areAlike(truth.version(), target)) {
        violations.add(
            "%s succeeded, but server %d is not at version %d: %s"
                .formatted(execution.name(), member.index(), target, truth));
      }
    }
  }

  /** What it says that it rolled a server to; 0 when it says nothing of what its group names. */
  private long target(Map<?, ?> output, Cluster.Member member) {
    Map<?, ?> fixed = (Map<?, ?>) output.get("launchTemplateVersions");
    String template = stage.cluster().templateId();
    Object target =
        fixed.isEmpty()
            ? ((Map<?, ?>) output.get("targets"))
                .get(template + " " + stage.cluster().named(member.group()))
            : fixed.get(template);
    return target instanceof Number number ? number.longValue() : 0;
  }

  private static boolean wasAsked(Execution execution, int server) {
    return !(execution.input() instanceof Map<?, ?> input)
        || !(input.get("servers") instanceof List<?> servers)
        || servers.stream().anyMatch(each -> ((Number) each).intValue() == server);
  }
}
