package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;

/** A Fail state. */
final class FailVisit extends Visit {
  private final State.Fail fail;

  FailVisit(Branch branch, State.Fail fail, Object input) {
    super(branch, fail, input);
    this.fail = fail;
  }

  @Override
  void begin() {
    TypedFields fields = new TypedFields(this);
    failed(Failure.of(fields.text(fail.error()), fields.text(fail.cause())));
  }
}
