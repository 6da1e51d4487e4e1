package io.servergroup.simulator.states.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Whether every transition leads somewhere, every state is reached, and some state ends. */
final class TransitionCheck {
  private final Findings findings;
  private final ObjectReader container;
  private final Map<String, State> states;
  private final Map<String, String> paths;

  TransitionCheck(
      Findings findings,
      ObjectReader container,
      Map<String, State> states,
      Map<String, String> paths) {
    this.findings = findings;
    this.container = container;
    this.states = states;
    this.paths = paths;
  }

  void check(String startAt) {
    for (State state : states.values()) {
      targets(state).forEach((field, target) -> checkTarget(state, field, target));
    }
    if (!states.containsKey(startAt)) {
      container.error(
          "StartAt", "there is no state '" + startAt + "'; the states are " + states.keySet());
      return;
    }
    Set<String> reached = reachableFrom(startAt);
    for (String name : states.keySet()) {
      if (!reached.contains(name)) {
        findings.error(
            paths.get(name), "state '" + name + "' is unreachable; no transition leads to it");
      }
    }
    if (reached.stream().filter(states::containsKey).noneMatch(n -> isTerminal(states.get(n)))) {
      findings.error(
          container.pathOf("States"),
          "no reachable state ends; one needs \"End\": true or the type Succeed or Fail");
    }
  }

  private void checkTarget(State state, String field, String target) {
    if (!states.containsKey(target)) {
      findings.error(
          paths.get(state.name()) + "." + field,
          "there is no state '" + target + "' here; the states are " + states.keySet());
    }
  }

  private Set<String> reachableFrom(String startAt) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(startAt);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (reached.add(name) && states.containsKey(name)) {
        open.addAll(targets(states.get(name)).values());
      }
    }
    return reached;
  }

  private static boolean isTerminal(State state) {
    return switch (state) {
      case State.Succeed ignored -> true;
      case State.Fail ignored -> true;
      case State.Choice ignored -> false;
      case State.Pass s -> s.common().next() == null;
      case State.Wait s -> s.common().next() == null;
      case State.Task s -> s.common().next() == null;
      case State.Parallel s -> s.common().next() == null;
      case State.MapItems s -> s.common().next() == null;
    };
  }

  /** Every transition of a state, by the field that names it. */
  private static Map<String, String> targets(State state) {
    Map<String, String> targets = new LinkedHashMap<>();
    if (state.common().next() != null) {
      targets.put("Next", state.common().next());
    }
    switch (state) {
      case State.Choice choice -> choiceTargets(choice, targets);
      case State.Task task -> catchTargets(task.errorRules(), targets);
      case State.Parallel parallel -> catchTargets(parallel.errorRules(), targets);
      case State.MapItems map -> catchTargets(map.errorRules(), targets);
      case State.Pass ignored -> {}
      case State.Wait ignored -> {}
      case State.Succeed ignored -> {}
      case State.Fail ignored -> {}
    }
    return targets;
  }

  private static void choiceTargets(State.Choice choice, Map<String, String> targets) {
    for (int i = 0; i < choice.rules().size(); i++) {
      if (choice.rules().get(i).next() != null) {
        targets.put("Choices[" + i + "].Next", choice.rules().get(i).next());
      }
    }
    if (choice.defaultNext() != null) {
      targets.put("Default", choice.defaultNext());
    }
  }

  private static void catchTargets(ErrorRules rules, Map<String, String> targets) {
    for (int i = 0; i < rules.catchers().size(); i++) {
      if (rules.catchers().get(i).next() != null) {
        targets.put("Catch[" + i + "].Next", rules.catchers().get(i).next());
      }
    }
  }
}
