package io.servergroup.simulator.sweep;

import io.servergroup.rollout.InputReader;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Invariants;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * Tells the invariants what each rollout may do: which, and until when, follows from what it was
 * asked for, and not from what it believes. What it pinned at its start is checked against that.
 */
final class RolloutAudit {
  /** A function that was left behind when its rollout ended may finish one change. */
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(60);

  private final Stage stage;
  private final Invariants invariants;
  private final Violations violations;
  private final Map<String, Map<?, ?>> pinned = new HashMap<>();
  private final Map<String, RolloutInput> asked = new HashMap<>();
  private final Set<String> acting = new HashSet<>();
  private final Versions versions;
  private RolloutInput current;

  private RolloutAudit(
      Stage stage, Versions versions, Invariants invariants, Violations violations) {
    this.stage = stage;
    this.versions = versions;
    this.invariants = invariants;
    this.violations = violations;
  }

  /** From now on audits every rollout. */
  static void begin(Stage stage, Versions versions, Invariants invariants, Violations violations) {
    RolloutAudit audit = new RolloutAudit(stage, versions, invariants, violations);
    stage.aws().engine().onEvent(audit::happened);
    stage.aws().calls().listen(audit::called);
  }

  private void called(ApiCall call) {
    if (call.request() instanceof TerminateInstanceInAutoScalingGroupRequest request
        && current != null
        && !current.servers().isEmpty()) {
      int server = stage.census().serverOf(request.instanceId());
      if (server >= 0 && !current.servers().contains(server)) {
        violations.add(
            "%s terminates %s of server %d; only %s were to be replaced"
                .formatted(call.caller(), request.instanceId(), server, current.servers()));
      }
    }
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (!execution.stateMachine().name().equals(ControlPlane.ROLLING_DEPLOY)) {
      return;
    }
    if (event.type() == EventType.EXECUTION_STARTED) {
      execution.onEnd(each -> ended());
    }
    switch (event.details()) {
      case Details.StateExited exited when exited.name().equals("Prepare") ->
          prepared(execution, exited.output());
      case Details.StateEntered entered when entered.name().equals("NextBatch") -> acts(execution);
      default -> {}
    }
  }

  private void prepared(Execution execution, Object output) {
    if (output instanceof Map<?, ?> answer && answer.get("rollout") instanceof Map<?, ?> rollout) {
      pinned.put(execution.arn(), rollout);
      asked.put(execution.arn(), input(execution));
    }
  }

  @SuppressWarnings("unchecked") // The input of an execution is a JSON object.
  private static RolloutInput input(Execution execution) {
    return switch (InputReader.read((Map<String, ?>) execution.input())) {
      case InputReader.Result.Valid(RolloutInput valid) -> valid;
      case InputReader.Result.Invalid(var findings) ->
          throw new IllegalStateException(
              "a rollout was prepared with an input that cannot be used: " + findings);
    };
  }

  /** A rollout has the lock, and decides for the first time. */
  private void acts(Execution execution) {
    if (!acting.add(execution.arn())) {
      return;
    }
    Map<?, ?> rollout = pinned.get(execution.arn());
    RolloutInput input = asked.get(execution.arn());
    if (rollout == null) {
      violations.add(execution.name() + " acts, but has prepared nothing");
      return;
    }
    int size = ((Number) rollout.get("size")).intValue();
    current = input;
    invariants.rolloutBegins(
        size - input.batchSize().servers(size),
        targets(execution, input, rollout),
        input.replaceAll());
  }

  /** By server, the version that a rollout may bring it to. */
  private SortedMap<Integer, Long> targets(
      Execution execution, RolloutInput input, Map<?, ?> rollout) {
    SortedMap<Integer, Long> targets = new TreeMap<>();
    for (Cluster.Member member : stage.cluster().members()) {
      String named =
          input.launchTemplateVersion().orElseGet(() -> stage.cluster().named(member.group()));
      targets.put(
          member.index(),
          named.startsWith("$") ? newest(execution, rollout) : Long.parseLong(named));
    }
    return targets;
  }

  /** The version that a rollout took for the newest one, which it was when the rollout started. */
  private long newest(Execution execution, Map<?, ?> rollout) {
    Map<?, ?> fixed = (Map<?, ?>) rollout.get("launchTemplateVersions");
    Map<?, ?> references = (Map<?, ?>) rollout.get("targets");
    Object taken =
        fixed.isEmpty()
            ? references.get(stage.cluster().templateId() + " $Latest")
            : fixed.get(stage.cluster().templateId());
    if (!(taken instanceof Number number)
        || !versions.wasNewest(number.longValue(), execution.startTime())) {
      violations.add(
          "%s rolls to version %s; the newest versions were %s"
              .formatted(execution.name(), taken, versions));
      return versions.newest();
    }
    return number.longValue();
  }

  private void ended() {
    stage
        .simulation()
        .queue()
        .after(
            LEFT_BEHIND,
            "no rollout may act any more",
            () -> {
              if (stage.aws().engine().executions(stage.controlPlane().rollingDeployArn()).stream()
                  .noneMatch(each -> each.status() == ExecutionStatus.RUNNING)) {
                invariants.rolloutEnded();
              }
            });
  }
}
