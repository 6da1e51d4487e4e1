package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.kernel.EventQueue;
import java.time.Duration;
import java.util.Optional;

/** Makes the incidents of a rehearsal happen, the answers of its person included. */
final class Trouble {
  /** Who watches a rollout needs a moment to stop it. */
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private static final String PERSON = "operator";

  private final Stage stage;
  private final Incidents incidents;
  private final Optional<BootFailure> bootFailure;
  private boolean turnedBack;
  private boolean cancelled;
  private boolean alarmed;

  /**
   * Begins.
   *
   * @param target the version that is rolled to
   */
  Trouble(Stage stage, Incidents incidents, RolloutWatch watch, long target) {
    this.stage = stage;
    this.incidents = incidents;
    this.bootFailure =
        incidents.bootFailureAt().stream()
            .mapToObj(server -> BootFailure.of(stage, server, target))
            .findFirst();
    if (incidents.alarmAt().isPresent()) {
      stage.aws().alarms().create(Incidents.ALARM);
      stage.aws().alarms().set(Incidents.ALARM, AlarmState.OK, "no errors");
    }
    watch.whenBatchBegins(this::batchBegan);
    stage
        .controlPlane()
        .whenDecided(
            (decision, fields) -> {
              if (decision.equals("ASKED")) {
                asked(String.valueOf(fields.get("reason")));
              }
              turnedBack |= decision.equals("TURN_BACK");
            });
  }

  /** Whether somebody has stopped the rollout. */
  boolean cancelled() {
    return cancelled;
  }

  /** Everything works again. */
  void end() {
    bootFailure.ifPresent(BootFailure::end);
    if (alarmed) {
      stage.aws().alarms().set(Incidents.ALARM, AlarmState.OK, "no errors any more");
    }
  }

  /** A rollout that has turned back has other batches. */
  private void batchBegan(RolloutWatch.Batch batch) {
    if (turnedBack) {
      return;
    }
    if (!alarmed && incidents.alarmAt().orElse(0) == batch.number()) {
      alarmed = true;
      queue()
          .soon(
              "the alarm goes off",
              () -> stage.aws().alarms().set(Incidents.ALARM, AlarmState.ALARM, "too many errors"));
    }
    if (!cancelled && incidents.cancelAt().orElse(0) == batch.number()) {
      cancelled = true;
      queue().after(TO_STOP, "the rollout is stopped", () -> cancel(batch.rollout()));
    }
  }

  private void cancel(String execution) {
    stage.simulation().trace().add(PERSON, execution, "is stopped");
    stage.aws().engine().stopExecution(execution, "Cancelled", "by an operator");
  }

  private void asked(String question) {
    queue().after(incidents.approveAfter(), "a person answers", () -> answer(question));
  }

  private void answer(String question) {
    stage.simulation().trace().add(PERSON, stage.cluster().name(), "goes on: " + question);
    stage.controlPlane().control("resume", "as rehearsed");
  }

  private EventQueue queue() {
    return stage.simulation().queue();
  }
}
