package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   * @param number its place among the batches that count, from 1
   * @param servers their indexes
   */
  record Batch(int number, Execution execution, Set<Integer> servers) {
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

  private final List<Batch> batches = new ArrayList<>();
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
    return List.copyOf(batches);
  }

  /** How many batches have begun, without those given back untouched. */
  int begun() {
    return batches.size();
  }

  /** The servers of the batch that is being replaced now. */
  Set<Integer> inBatch() {
    return batches.isEmpty() || batches.getLast().execution().stopTime() != null
        ? new TreeSet<>()
        : batches.getLast().servers();
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
      Batch batch = new Batch(batches.size() + 1, execution, serversOf(execution.input()));
      batches.add(batch);
      listeners.forEach(listener -> listener.accept(batch));
      execution.onEnd(_ -> ended(batch));
    }
  }

  /** The next batch has the number of one that was given back. */
  private void ended(Batch batch) {
    if (!batch.counts()) {
      batches.remove(batch);
    }
    endListeners.forEach(listener -> listener.accept(batch));
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
