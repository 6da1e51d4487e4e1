package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;

/** A Pass or Succeed state: nothing but its Output and Assign. */
final class PlainVisit extends Visit {
  PlainVisit(Branch branch, State state, Object input) {
    super(branch, state, input);
  }

  @Override
  void begin() {
    exit(input());
  }
}
