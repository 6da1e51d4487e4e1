package io.servergroup.simulator.states;

import io.servergroup.simulator.states.jsonata.Evaluator;

/**
 * The item an iteration of a Map works on.
 *
 * @param prepared the value in the evaluator's form
 */
record MapItem(int index, Object value, Object prepared) {
  static MapItem of(int index, Object value) {
    return new MapItem(index, value, Evaluator.prepare(value));
  }
}
