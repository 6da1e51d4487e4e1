package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;

/**
 * A Choice state: the first rule whose condition holds, else the default. When there is neither,
 * AWS reports {@code States.Runtime}, not the documented {@code States.NoChoiceMatched} (measured
 * by users of the service).
 */
final class ChoiceVisit extends Visit {
  private final State.Choice choice;

  ChoiceVisit(Branch branch, State.Choice choice, Object input) {
    super(branch, choice, input);
    this.choice = choice;
  }

  @Override
  void begin() {
    TypedFields fields = new TypedFields(this);
    for (State.Rule rule : choice.rules()) {
      if (fields.flag(rule.condition())) {
        exit(rule.output(), rule.assign(), input(), rule.next());
        return;
      }
    }
    if (choice.defaultNext() == null) {
      failed(
          Failure.of(
              Failure.RUNTIME,
              errorWhileExecuting(
                  "Failed to transition out of the state. The state does not point to a next"
                      + " state.")));
    } else {
      exit(choice.common().output(), choice.common().assign(), input(), choice.defaultNext());
    }
  }
}
