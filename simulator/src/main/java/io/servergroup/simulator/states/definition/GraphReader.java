package io.servergroup.simulator.states.definition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads a graph of states and those nested in it. */
final class GraphReader {
  /** AWS limits names of states to 80 characters (Amazon States Language, "States"). */
  private static final int LONGEST_NAME = 80;

  private final Findings findings;
  private final QueryLanguage language;
  private final Set<String> namesInMachine = new LinkedHashSet<>();

  GraphReader(Findings findings, QueryLanguage language) {
    this.findings = findings;
    this.language = language;
  }

  QueryLanguage language() {
    return language;
  }

  Findings findings() {
    return findings;
  }

  Graph readMachine(ObjectReader machine) {
    return readStates(machine);
  }

  /** A branch of a Parallel. */
  Graph readBranch(ObjectReader branch) {
    branch.allowOnly("a branch", "Comment", "StartAt", "States");
    return readStates(branch);
  }

  /** What a Map runs for every item. */
  Graph readProcessor(ObjectReader processor) {
    processor.allowOnly("ItemProcessor", "Comment", "StartAt", "States", "ProcessorConfig");
    return readStates(processor);
  }

  private Graph readStates(ObjectReader container) {
    String startAt = container.requiredText("StartAt");
    ObjectReader states = container.object("States");
    if (states == null) {
      return null;
    }
    Map<String, State> read = new LinkedHashMap<>();
    Map<String, String> paths = new LinkedHashMap<>();
    states.names().forEach(name -> readState(states, name, read, paths));
    if (states.names().isEmpty()) {
      findings.error(states.path(), "a graph needs at least one state");
    }
    // A state that could not be read would make its predecessors look wrong as well.
    if (read.size() == states.names().size() && startAt != null) {
      new TransitionCheck(findings, container, read, paths).check(startAt);
    }
    return new Graph(startAt, read);
  }

  private void readState(
      ObjectReader states, String name, Map<String, State> read, Map<String, String> paths) {
    checkName(states, name);
    ObjectReader reader = states.object(name);
    if (reader == null || language.ofState(reader) == QueryLanguage.JSONPATH) {
      return;
    }
    State state = new StateReader(this, reader, name).read();
    if (state != null) {
      read.put(name, state);
      paths.put(name, reader.path());
      new ExpressionCheck(findings, reader.path()).check(state);
    }
  }

  private void checkName(ObjectReader states, String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      states.error(
          name,
          "a state's name has 1 to %d characters, this one has %d"
              .formatted(LONGEST_NAME, name.length()));
    }
    if (!namesInMachine.add(name)) {
      states.error(
          name, "another state of this machine is also named '" + name + "'; names must be unique");
    }
  }
}
