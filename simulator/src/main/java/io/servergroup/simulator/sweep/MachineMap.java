package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.states.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of a state machine, and the ways from one to the next where there are several.
 *
 * @param states such as {@code rolling-deploy.NextBatch}
 * @param branches such as {@code rolling-deploy.WhatNext -> ReplaceBatch}
 */
record MachineMap(List<String> states, List<String> branches) {
  /** Reads the definition that the project deploys. */
  static MachineMap of(String machine) {
    Map<?, ?> definition = (Map<?, ?>) Json.parse(ControlPlane.definition(machine));
    List<String> states = new ArrayList<>();
    List<String> branches = new ArrayList<>();
    ((Map<?, ?>) definition.get("States"))
        .forEach(
            (name, state) -> {
              states.add(machine + "." + name);
              Set<String> next = successors((Map<?, ?>) state);
              if (next.size() > 1) {
                next.forEach(to -> branches.add(branch(machine, String.valueOf(name), to)));
              }
            });
    return new MachineMap(states, branches);
  }

  /** How the way from one state to another is written. */
  static String branch(String machine, String from, String to) {
    return machine + "." + from + " -> " + to;
  }

  private static Set<String> successors(Map<?, ?> state) {
    Set<String> next = new LinkedHashSet<>();
    add(next, state.get("Next"));
    add(next, state.get("Default"));
    addAll(next, state.get("Choices"));
    addAll(next, state.get("Catch"));
    return next;
  }

  private static void addAll(Set<String> next, Object rules) {
    if (rules instanceof List<?> list) {
      list.forEach(rule -> add(next, ((Map<?, ?>) rule).get("Next")));
    }
  }

  private static void add(Set<String> next, Object name) {
    if (name != null) {
      next.add(String.valueOf(name));
    }
  }
}
