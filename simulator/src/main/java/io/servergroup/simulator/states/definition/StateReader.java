package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.jsonata.Template;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one state of the JSONata dialect. */
final class StateReader {
  private static final List<String> COMMON = List.of("Type", "Comment", "QueryLanguage");

  private final GraphReader graphs;
  private final ObjectReader fields;
  private final String name;

  StateReader(GraphReader graphs, ObjectReader fields, String name) {
    this.graphs = graphs;
    this.fields = fields;
    this.name = name;
  }

  /** The state, or null when it cannot be read at all. */
  State read() {
    String type = fields.requiredText("Type");
    return switch (type) {
      case null -> null;
      case "Pass" -> pass();
      case "Task" -> task();
      case "Choice" -> choice();
      case "Wait" -> waiting();
      case "Succeed" -> succeed();
      case "Fail" -> fail();
      case "Parallel" -> parallel();
      case "Map" -> map();
      default -> {
        fields.error(
            "Type",
            "there is no type '"
                + type
                + "'; it is one of Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map");
        yield null;
      }
    };
  }

  private State pass() {
    allow("a Pass state", "Next", "End", "Output", "Assign");
    return new State.Pass(common());
  }

  private State succeed() {
    allow("a Succeed state", "Output");
    return new State.Succeed(new State.Common(name, fields.template("Output"), null, null));
  }

  private State fail() {
    allow("a Fail state", "Error", "Cause");
    return new State.Fail(
        new State.Common(name, null, null, null),
        fields.textTemplate("Error"),
        fields.textTemplate("Cause"));
  }

  private State waiting() {
    allow("a Wait state", "Next", "End", "Output", "Assign", "Seconds", "Timestamp");
    if (fields.has("Seconds") == fields.has("Timestamp")) {
      graphs
          .findings()
          .error(fields.path(), "a Wait state needs exactly one of Seconds and Timestamp");
    }
    checkTimestamp();
    return new State.Wait(
        common(),
        fields.integerTemplate("Seconds", 0, DefinitionLoader.LONGEST_TIMEOUT_SECONDS),
        fields.textTemplate("Timestamp"));
  }

  private void checkTimestamp() {
    if (fields.raw("Timestamp") instanceof String text && !Template.isQuery(text)) {
      try {
        OffsetDateTime.parse(text);
      } catch (DateTimeException e) {
        fields.error(
            "Timestamp", "expected a time such as 2026-01-05T09:00:00Z, found '" + text + "'");
      }
    }
  }

  private State choice() {
    allow("a Choice state", "Choices", "Default", "Output", "Assign");
    List<State.Rule> rules = new ArrayList<>();
    if (!(fields.raw("Choices") instanceof List<?> list) || list.isEmpty()) {
      graphs.findings().error(fields.pathOf("Choices"), "a Choice state needs at least one rule");
    }
    for (ObjectReader rule : fields.objects("Choices")) {
      rules.add(rule(rule, "Choices[" + rules.size() + "]"));
    }
    return new State.Choice(
        new State.Common(name, fields.template("Output"), assign(fields, "Assign"), null),
        rules,
        fields.optionalText("Default"));
  }

  private State.Rule rule(ObjectReader rule, String where) {
    rule.allowOnly("a choice rule", "Condition", "Next", "Output", "Assign", "Comment");
    Template condition = null;
    if (rule.raw("Condition") instanceof Boolean
        || (rule.raw("Condition") instanceof String text && Template.isQuery(text))) {
      condition = rule.template(where + "/Condition", "Condition");
    } else {
      rule.error(
          "Condition",
          "expected an expression such as {% $states.input.done %}, found "
              + Json.print(rule.raw("Condition")));
    }
    return new State.Rule(
        condition,
        rule.requiredText("Next"),
        rule.template(where + "/Output", "Output"),
        assign(rule, where + "/Assign"));
  }

  private State task() {
    allow(
        "a Task state",
        "Next",
        "End",
        "Output",
        "Assign",
        "Resource",
        "Arguments",
        "TimeoutSeconds",
        "HeartbeatSeconds",
        "Retry",
        "Catch",
        "Credentials");
    Resource resource = resource();
    int longest = DefinitionLoader.LONGEST_TIMEOUT_SECONDS;
    checkHeartbeat();
    return new State.Task(
        common(),
        resource,
        fields.template("Arguments"),
        fields.integerTemplate("TimeoutSeconds", 1, longest),
        fields.integerTemplate("HeartbeatSeconds", 1, longest),
        errorRules());
  }

  private Resource resource() {
    String arn = fields.requiredText("Resource");
    if (arn == null) {
      return null;
    }
    return Resource.parse(arn)
        .orElseGet(
            () -> {
              fields.error(
                  "Resource",
                  "expected the ARN of a Lambda function, or arn:aws:states:::<service>:<action>"
                      + " with an optional .sync, .sync:2 or .waitForTaskToken, found '"
                      + arn
                      + "' (activities are not run by this engine)");
              return null;
            });
  }

  private void checkHeartbeat() {
    if (fields.raw("TimeoutSeconds") instanceof Integer timeout
        && fields.raw("HeartbeatSeconds") instanceof Integer heartbeat
        && heartbeat >= timeout) {
      fields.error(
          "HeartbeatSeconds",
          "must be smaller than TimeoutSeconds, found %d and %d".formatted(heartbeat, timeout));
    }
  }

  private State parallel() {
    allow(
        "a Parallel state",
        "Next",
        "End",
        "Output",
        "Assign",
        "Arguments",
        "Branches",
        "Retry",
        "Catch");
    List<Graph> branches = new ArrayList<>();
    if (!(fields.raw("Branches") instanceof List<?> list) || list.isEmpty()) {
      graphs
          .findings()
          .error(fields.pathOf("Branches"), "a Parallel state needs at least one branch");
    }
    for (ObjectReader branch : fields.objects("Branches")) {
      branches.add(graphs.readBranch(branch));
    }
    return new State.Parallel(common(), branches, fields.template("Arguments"), errorRules());
  }

  private State map() {
    allow(
        "a Map state",
        "Next",
        "End",
        "Output",
        "Assign",
        "Items",
        "ItemSelector",
        "ItemProcessor",
        "MaxConcurrency",
        "ToleratedFailureCount",
        "ToleratedFailurePercentage",
        "Label",
        "Retry",
        "Catch");
    ObjectReader processor = fields.object("ItemProcessor");
    Graph graph = processor == null ? null : graphs.readProcessor(processor);
    return new State.MapItems(
        common(),
        graph,
        processor != null && isDistributed(processor),
        fields.optionalText("Label"),
        items(),
        fields.template("ItemSelector"),
        fields.integerTemplate("MaxConcurrency", 0, Integer.MAX_VALUE),
        fields.integerTemplate("ToleratedFailureCount", 0, Integer.MAX_VALUE),
        fields.integerTemplate("ToleratedFailurePercentage", 0, 100),
        errorRules());
  }

  private Template items() {
    boolean text = fields.raw("Items") instanceof String t && Template.isQuery(t);
    if (fields.has("Items") && !text && !(fields.raw("Items") instanceof List<?>)) {
      fields.error(
          "Items", "expected an array or an expression, found " + Json.print(fields.raw("Items")));
    }
    return fields.template("Items");
  }

  private boolean isDistributed(ObjectReader processor) {
    if (!processor.has("ProcessorConfig")) {
      return false;
    }
    ObjectReader config = processor.object("ProcessorConfig");
    if (config == null) {
      return false;
    }
    config.allowOnly("ProcessorConfig", "Mode", "ExecutionType");
    String mode = config.optionalText("Mode");
    if (mode != null && !mode.equals("INLINE") && !mode.equals("DISTRIBUTED")) {
      config.error("Mode", "expected INLINE or DISTRIBUTED, found '" + mode + "'");
    }
    String type = config.optionalText("ExecutionType");
    if (type != null && !type.equals("STANDARD")) {
      config.error("ExecutionType", "this engine runs STANDARD only, found '" + type + "'");
    }
    return "DISTRIBUTED".equals(mode);
  }

  private ErrorRules errorRules() {
    return new ErrorRulesReader(fields, graphs.findings()).read();
  }

  private State.Common common() {
    boolean end = fields.flag("End");
    String next = fields.optionalText("Next");
    if (end == fields.has("Next")) {
      graphs
          .findings()
          .error(
              fields.path(),
              "state '" + name + "' needs exactly one of \"Next\" and \"End\": true");
    }
    return new State.Common(
        name, fields.template("Output"), assign(fields, "Assign"), end ? null : next);
  }

  private static Template assign(ObjectReader reader, String where) {
    return Assignments.read(reader, where);
  }

  private void allow(String owner, String... extra) {
    Set<String> known = new LinkedHashSet<>(COMMON);
    known.addAll(List.of(extra));
    fields.allowOnly(owner, known.toArray(String[]::new));
  }
}
