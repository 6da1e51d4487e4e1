package io.servergroup.simulator.states.definition;

import java.util.Map;

/** States that lead to each other: a machine, a branch of a Parallel, or what a Map runs. */
public record Graph(String startAt, Map<String, State> states) {
  /** The state of that name, which exists: the loader has checked every transition. */
  public State state(String name) {
    return states.get(name);
  }

  public State start() {
    return states.get(startAt);
  }
}
