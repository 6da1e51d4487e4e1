package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.jsonata.Dialect;
import io.servergroup.simulator.states.jsonata.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the variables of a machine: an inner scope may read those of its outer scopes but not
 * assign them, and reading one that nobody assigns fails when the state runs.
 */
final class VariableCheck {
  private final Findings findings;

  VariableCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Graph graph) {
    checkGraph(graph, "$", Set.of());
  }

  private void checkGraph(Graph graph, String path, Set<Object> outer) {
    Set<Object> own = assigned(graph);
    Set<Object> visible = new LinkedHashSet<>(outer);
    visible.addAll(own);
    for (State state : graph.states().values()) {
      String statePath = Findings.member(path + ".States", state.name());
      checkReads(state, statePath, visible);
      checkAssignments(state, statePath, outer);
      checkNested(state, statePath, visible);
    }
  }

  private void checkNested(State state, String statePath, Set<Object> visible) {
    switch (state) {
      case State.Parallel parallel -> {
        for (int i = 0; i < parallel.branches().size(); i++) {
          Graph branch = parallel.branches().get(i);
          if (branch != null) {
            checkGraph(branch, statePath + ".Branches[" + i + "]", visible);
          }
        }
      }
      case State.MapItems map when map.processor() != null ->
          checkGraph(
              map.processor(),
              statePath + ".ItemProcessor",
              map.distributed() ? Set.of() : visible);
      default -> {}
    }
  }

  private void checkReads(State state, String statePath, Set<Object> visible) {
    for (Template template : ExpressionCheck.templates(state)) {
      if (template != null) {
        template.forEachQuery(query -> checkReads(query, statePath, visible));
      }
    }
  }

  private void checkReads(Template.Query query, String statePath, Set<Object> visible) {
    for (String name : Dialect.freeVariables(query.source())) {
      if (!name.equals("states") && !visible.contains(name) && !Dialect.isFunction(name)) {
        findings.warning(
            statePath + "." + query.field().replace('/', '.'),
            "no state in scope assigns the variable '$"
                + name
                + "'; reading it fails with States.QueryEvaluationError");
      }
    }
  }

  private void checkAssignments(State state, String statePath, Set<Object> outer) {
    for (Template assign : assignments(state)) {
      for (Object name : Assignments.names(assign)) {
        if (outer.contains(name)) {
          findings.error(
              statePath + ".Assign",
              "the variable '"
                  + name
                  + "' belongs to an outer scope, which an inner scope can read but not assign");
        }
      }
    }
  }

  private static Set<Object> assigned(Graph graph) {
    Set<Object> names = new LinkedHashSet<>();
    for (State state : graph.states().values()) {
      assignments(state).forEach(assign -> names.addAll(Assignments.names(assign)));
    }
    return names;
  }

  private static List<Template> assignments(State state) {
    List<Template> assignments = new ArrayList<>();
    assignments.add(state.common().assign());
    switch (state) {
      case State.Choice s -> s.rules().forEach(r -> assignments.add(r.assign()));
      case State.Task s -> s.errorRules().catchers().forEach(c -> assignments.add(c.assign()));
      case State.Parallel s -> s.errorRules().catchers().forEach(c -> assignments.add(c.assign()));
      case State.MapItems s -> s.errorRules().catchers().forEach(c -> assignments.add(c.assign()));
      default -> {}
    }
    return assignments;
  }
}
