package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.states.history.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The batches that rollouts of a story began, in their order. */
final class Batches {
  private final List<List<Integer>> servers = new ArrayList<>();

  Batches(Story story) {
    story
        .aws()
        .engine()
        .onEvent(
            (execution, event) -> {
              if (event.type() == EventType.EXECUTION_STARTED
                  && execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)) {
                servers.add(indexes((Map<?, ?>) execution.input()));
              }
            });
  }

  /** The numbers of the servers of each batch. */
  List<List<Integer>> servers() {
    return servers;
  }

  private static List<Integer> indexes(Map<?, ?> input) {
    return ((List<?>) input.get("servers"))
        .stream().map(server -> ((Number) ((Map<?, ?>) server).get("index")).intValue()).toList();
  }
}
