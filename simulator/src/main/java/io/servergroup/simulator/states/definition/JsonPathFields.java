package io.servergroup.simulator.states.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of the JSONPath dialect and what takes their place. */
final class JsonPathFields {
  static final Map<String, String> REPLACEMENTS = replacements();

  private JsonPathFields() {}

  private static Map<String, String> replacements() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("InputPath", "read $states.input in Arguments or Output");
    fields.put("OutputPath", "use Output");
    fields.put("Parameters", "use Arguments (Output in a Pass, ItemSelector in a Map)");
    fields.put("ResultPath", "use Output with $merge([$states.input, ...])");
    fields.put("ResultSelector", "use Output with $states.result");
    fields.put("Result", "use Output");
    fields.put("ItemsPath", "use Items");
    fields.put("MaxConcurrencyPath", "use MaxConcurrency with an expression");
    fields.put("ToleratedFailureCountPath", "use ToleratedFailureCount with an expression");
    fields.put(
        "ToleratedFailurePercentagePath", "use ToleratedFailurePercentage with an expression");
    fields.put("SecondsPath", "use Seconds with an expression");
    fields.put("TimestampPath", "use Timestamp with an expression");
    fields.put("TimeoutSecondsPath", "use TimeoutSeconds with an expression");
    fields.put("HeartbeatSecondsPath", "use HeartbeatSeconds with an expression");
    fields.put("ErrorPath", "use Error with an expression");
    fields.put("CausePath", "use Cause with an expression");
    fields.put("Variable", "use Condition");
    fields.put("And", "use Condition");
    fields.put("Or", "use Condition");
    fields.put("Not", "use Condition");
    fields.put("Iterator", "use ItemProcessor");
    return Map.copyOf(fields);
  }
}
