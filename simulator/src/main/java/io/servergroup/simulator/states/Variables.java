package io.servergroup.simulator.states;

import io.servergroup.simulator.states.jsonata.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of a scope; an inner scope sees those of the outer ones. */
final class Variables {
  private final Variables outer;
  private final Map<String, Object> prepared = new LinkedHashMap<>();

  /**
   * @param outer null for an execution's own scope
   */
  Variables(Variables outer) {
    this.outer = outer;
  }

  void assign(Map<String, Object> values) {
    values.forEach((name, value) -> prepared.put(name, Evaluator.prepare(value)));
  }

  /** The value for expressions, or null when no scope has the variable. */
  Object lookup(String name) {
    Object value = prepared.get(name);
    return value != null || outer == null ? value : outer.lookup(name);
  }
}
