package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the Retry and Catch fields of a state. */
final class ErrorRulesReader {
  private static final int MOST = DefinitionLoader.LONGEST_TIMEOUT_SECONDS;
  private static final int LONGEST_DELAY_SECONDS = 31_622_400;

  /** Amazon States Language, appendix A, and the AWS developer guide's list of error names. */
  private static final Set<String> RESERVED =
      Set.of(
          "States.ALL",
          "States.BranchFailed",
          "States.DataLimitExceeded",
          "States.ExceedToleratedFailureThreshold",
          "States.HeartbeatTimeout",
          "States.IntrinsicFailure",
          "States.ItemReaderFailed",
          "States.NoChoiceMatched",
          "States.ParameterPathFailure",
          "States.Permissions",
          "States.QueryEvaluationError",
          "States.ResultPathMatchFailure",
          "States.ResultWriterFailed",
          "States.Runtime",
          "States.TaskFailed",
          "States.Timeout");

  private final ObjectReader state;
  private final Findings findings;

  ErrorRulesReader(ObjectReader state, Findings findings) {
    this.state = state;
    this.findings = findings;
  }

  ErrorRules read() {
    List<ErrorRules.Retrier> retriers = new ArrayList<>();
    List<ObjectReader> retry = state.objects("Retry");
    for (ObjectReader retrier : retry) {
      retriers.add(retrier(retrier, retriers.size() == retry.size() - 1));
    }
    List<ErrorRules.Catcher> catchers = new ArrayList<>();
    List<ObjectReader> catches = state.objects("Catch");
    for (ObjectReader catcher : catches) {
      String where = "Catch[" + catchers.size() + "]";
      catchers.add(catcher(catcher, where, catchers.size() == catches.size() - 1));
    }
    return new ErrorRules(retriers, catchers);
  }

  private ErrorRules.Retrier retrier(ObjectReader retrier, boolean last) {
    retrier.allowOnly(
        "a retrier",
        "ErrorEquals",
        "IntervalSeconds",
        "MaxAttempts",
        "BackoffRate",
        "MaxDelaySeconds",
        "JitterStrategy",
        "Comment");
    int interval = retrier.integer("IntervalSeconds", 1, MOST, 1);
    Integer maxDelay = retrier.integer("MaxDelaySeconds", 1, LONGEST_DELAY_SECONDS - 1, null);
    if (maxDelay != null && maxDelay <= interval) {
      retrier.error(
          "MaxDelaySeconds",
          "must be greater than IntervalSeconds, found %d and %d".formatted(maxDelay, interval));
    }
    String jitter = retrier.optionalText("JitterStrategy");
    if (jitter != null && !jitter.equals("FULL") && !jitter.equals("NONE")) {
      retrier.error("JitterStrategy", "expected FULL or NONE, found '" + jitter + "'");
    }
    return new ErrorRules.Retrier(
        errorEquals(retrier, last),
        interval,
        retrier.integer("MaxAttempts", 0, MOST, 3),
        retrier.decimal("BackoffRate", 1.0, 2.0),
        maxDelay,
        "FULL".equals(jitter));
  }

  private ErrorRules.Catcher catcher(ObjectReader catcher, String where, boolean last) {
    catcher.allowOnly("a catcher", "ErrorEquals", "Next", "Output", "Assign", "Comment");
    return new ErrorRules.Catcher(
        errorEquals(catcher, last),
        catcher.requiredText("Next"),
        catcher.template(where + "/Output", "Output"),
        Assignments.read(catcher, where + "/Assign"));
  }

  private List<String> errorEquals(ObjectReader rule, boolean last) {
    List<String> names = new ArrayList<>();
    if (!(rule.raw("ErrorEquals") instanceof List<?> list) || list.isEmpty()) {
      findings.error(
          rule.pathOf("ErrorEquals"),
          "expected a list of at least one error name, found "
              + Json.print(rule.raw("ErrorEquals")));
      return names;
    }
    for (Object name : list) {
      if (name instanceof String text) {
        names.add(text);
        checkName(rule, text);
      } else {
        rule.error("ErrorEquals", "expected a text, found " + Json.print(name));
      }
    }
    if (names.contains("States.ALL") && (names.size() > 1 || !last)) {
      rule.error("ErrorEquals", "States.ALL must stand alone and in the last rule");
    }
    return names;
  }

  private static void checkName(ObjectReader rule, String name) {
    if (name.startsWith("States.") && !RESERVED.contains(name)) {
      rule.warning(
          "ErrorEquals",
          "'%s' is not among the errors of Step Functions, which alone start with 'States.'"
              .formatted(name));
    }
  }
}
