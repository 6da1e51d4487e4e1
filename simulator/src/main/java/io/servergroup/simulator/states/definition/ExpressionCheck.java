package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.jsonata.Dialect;
import io.servergroup.simulator.states.jsonata.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the expressions of one state. */
final class ExpressionCheck {
  private static final Pattern ERROR_OUTPUT = Pattern.compile("\\$states\\s*\\.\\s*errorOutput\\b");

  private final Findings findings;
  private final String statePath;

  ExpressionCheck(Findings findings, String statePath) {
    this.findings = findings;
    this.statePath = statePath;
  }

  void check(State state) {
    for (Template template : templates(state)) {
      if (template != null) {
        template.forEachQuery(this::check);
      }
    }
  }

  private void check(Template.Query query) {
    String path = statePath + "." + query.field().replace('/', '.');
    for (String objection : Dialect.objections(query.source())) {
      findings.error(path, objection + " (found '" + query.source() + "')");
    }
    if (!query.field().startsWith("Catch[") && ERROR_OUTPUT.matcher(query.source()).find()) {
      findings.error(path, "$states.errorOutput exists only in a catcher's Output and Assign");
    }
  }

  /** Every template of a state itself, not of graphs in it; absent ones are null. */
  static List<Template> templates(State state) {
    List<Template> templates = new ArrayList<>();
    templates.add(state.common().output());
    templates.add(state.common().assign());
    switch (state) {
      case State.Pass ignored -> {}
      case State.Succeed ignored -> {}
      case State.Fail s -> add(templates, s.error(), s.cause());
      case State.Wait s -> add(templates, s.seconds(), s.timestamp());
      case State.Choice s ->
          s.rules().forEach(r -> add(templates, r.condition(), r.output(), r.assign()));
      case State.Task s -> {
        add(templates, s.arguments(), s.timeoutSeconds(), s.heartbeatSeconds());
        addCatchers(templates, s.errorRules());
      }
      case State.Parallel s -> {
        add(templates, s.arguments());
        addCatchers(templates, s.errorRules());
      }
      case State.MapItems s -> {
        add(templates, s.items(), s.itemSelector(), s.maxConcurrency());
        add(templates, s.toleratedFailureCount(), s.toleratedFailurePercentage());
        addCatchers(templates, s.errorRules());
      }
    }
    return templates;
  }

  private static void add(List<Template> templates, Template... more) {
    for (Template template : more) {
      templates.add(template);
    }
  }

  private static void addCatchers(List<Template> templates, ErrorRules rules) {
    rules.catchers().forEach(c -> add(templates, c.output(), c.assign()));
  }
}
