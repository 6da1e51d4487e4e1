package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Follows one rollout through the histories of its execution and of the executions of its batches.
 */
final class RolloutWatch {
  /**
   * One batch.
   *
   * @param servers their indexes
   */
  record Batch(Execution execution, Set<Integer> servers) {
    /** True unless the batch was given back untouched. */
    boolean counts() {
      return !(execution.output() instanceof Map<?, ?> output
          && "GIVEN_BACK".equals(output.get("status")));
    }

    boolean completed() {
      return execution.output() instanceof Map<?, ?> output
          && "REPLACED".equals(output.get("status"));
    }

    /** What became of it: REPLACED, GIVEN_BACK, or how its execution ended. */
    String status() {
      return execution.output() instanceof Map<?, ?> output
              && output.get("status") instanceof String status
          ? status
          : execution.status().name();
    }

    /** The ARN of the rollout's execution. */
    String rollout() {
      return execution.input() instanceof Map<?, ?> input
          ? String.valueOf(input.get("execution"))
          : "";
    }
  }

  private final SequencedMap<String, Batch> batches = new LinkedHashMap<>();
  private final List<Consumer<Batch>> listeners = new ArrayList<>();
  private final List<Consumer<Batch>> endListeners = new ArrayList<>();
  private String phase = "";

  RolloutWatch(SimulatedAws aws) {
    aws.engine().onEvent(this::happened);
  }

  /** Tells {@code listener} of every batch that begins. */
  void whenBatchBegins(Consumer<Batch> listener) {
    listeners.add(listener);
  }

  /** Tells {@code listener} of every batch whose execution ends. */
  void whenBatchEnds(Consumer<Batch> listener) {
    endListeners.add(listener);
  }

  /** The batches begun, in order, without those given back untouched. */
  List<Batch> batches() {
    return batches.values().stream().filter(Batch::counts).toList();
  }

  /** The servers of the batch that is being replaced now. */
  Set<Integer> inBatch() {
    return batches.isEmpty() || batches.lastEntry().getValue().execution().stopTime() != null
        ? new TreeSet<>()
        : batches.lastEntry().getValue().servers();
  }

  /** What the rollout is doing, in words. */
  String phase() {
    return phase;
  }

  /** Takes the reason of the last decision as what the rollout is doing. */
  void decided(String reason) {
    phase = reason;
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.type() == EventType.EXECUTION_STARTED
        && execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)) {
      Batch batch = new Batch(execution, serversOf(execution.input()));
      batches.put(execution.arn(), batch);
      listeners.forEach(listener -> listener.accept(batch));
      execution.onEnd(ended -> endListeners.forEach(listener -> listener.accept(batch)));
    }
  }

  private static Set<Integer> serversOf(Object input) {
    Set<Integer> servers = new TreeSet<>();
    if (input instanceof Map<?, ?> fields && fields.get("servers") instanceof List<?> chosen) {
      for (Object each : new ArrayList<>(chosen)) {
        if (each instanceof Map<?, ?> server && server.get("index") instanceof Number index) {
          servers.add(index.intValue());
        }
      }
    }
    return servers;
  }
}
