package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people and alarms say is heeded: no batch begins that the look before it had to hold back
 * because of a pause or an alarm, and who resumes a rollout that asks is heard.
 */
final class PeopleRules {
  private static final String ASKING = "AskPerson";

  /** An answer that was on its way when the question was asked may miss it. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(90);

  private final Stage stage;
  private final Violations violations;
  private final Map<String, Look> looks = new HashMap<>();
  private final Map<String, Instant> asking = new HashMap<>();
  private Instant alarmSince = Instant.MAX;
  private Instant asked = Instant.MAX;

  private PeopleRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** What was said when a look began. */
  private record Look(boolean paused, boolean alarm) {
    static final Look NOTHING = new Look(false, false);
  }

  /** From now on tells of everything that is not heeded. */
  static void watch(Stage stage, Violations violations) {
    PeopleRules rules = new PeopleRules(stage, violations);
    stage.aws().engine().onEvent(rules::happened);
    stage.aws().alarms().whenChanged((name, state) -> rules.changed(state));
    stage.controlPlane().whenDecided(rules::decided);
  }

  private void changed(AlarmState state) {
    alarmSince = state == AlarmState.ALARM ? stage.simulation().now() : Instant.MAX;
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.details() instanceof Details.StateEntered entered) {
      asking.remove(execution.arn());
      switch (entered.name()) {
        case "NextBatch" -> looks.put(execution.arn(), look());
        case ASKING -> asking.put(execution.arn(), event.time());
        default -> {}
      }
    } else if (event.type() == EventType.EXECUTION_STARTED
        && execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)
        && execution.input() instanceof Map<?, ?> batch) {
      mayBegin(execution.name(), batch);
    }
  }

  private Look look() {
    Instant told = stage.simulation().now().minus(CallTroubles.STALEST);
    return new Look(isPaused(), alarmSince.isBefore(told));
  }

  private void mayBegin(String name, Map<?, ?> batch) {
    Look look = looks.getOrDefault(String.valueOf(batch.get("execution")), Look.NOTHING);
    Map<?, ?> rollout = (Map<?, ?>) batch.get("rollout");
    boolean back = rollout.get("rollback") != null;
    boolean listens = !back && rollout.get("alarms") instanceof List<?> alarms && !alarms.isEmpty();
    if (look.paused() && isPaused() && !back) {
      violations.add("batch " + name + " begins though the rollout is to pause");
    }
    if (look.alarm() && !alarmSince.equals(Instant.MAX) && listens) {
      violations.add("batch " + name + " begins though an alarm of the rollout has gone off");
    }
  }

  private boolean isPaused() {
    return stage.lock().containsKey("PauseRequested");
  }

  private boolean isHeld() {
    return stage.lock().containsKey("ExecutionArn");
  }

  /** Somebody was asked, or somebody said something. */
  private void decided(String decision, Map<String, ?> fields) {
    Instant now = stage.simulation().now();
    if (decision.equals("ASKED")) {
      asked = now;
    } else if (decision.equals("DONE")
        && String.valueOf(fields.get("reason")).startsWith("it pauses before")
        && !isPaused()
        && isHeld()) {
      violations.add("somebody was told that the rollout pauses, but it knows nothing of it");
    } else if ("ControlRollout".equals(fields.get("step"))
        && decision.equals("NOT_DONE")
        && String.valueOf(fields.get("reason")).contains("nothing to resume")
        && asked.plus(ON_ITS_WAY).isBefore(now)) {
      asking.forEach(
          (arn, since) -> {
            Execution execution = stage.aws().engine().execution(arn);
            if (execution.status() == ExecutionStatus.RUNNING && !asked.isBefore(since)) {
              violations.add(
                  execution.name() + " waits for a person, but whoever resumes it is not heard");
            }
          });
    }
  }
}
