package io.servergroup.simulator.states;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a state or a branch failed.
 *
 * @param error the error name as the history shows it, or null
 * @param cause the cause as the history shows it, or null
 * @param output what a catcher sees as {@code $states.errorOutput}
 */
record Failure(String error, String cause, Map<String, Object> output) {
  static final String TIMEOUT = "States.Timeout";
  static final String RUNTIME = "States.Runtime";
  static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
  static final String EXCEEDED_TOLERATED_FAILURES = "States.ExceedToleratedFailureThreshold";

  /** A failure found by the engine; a catcher sees an empty text for what is missing. */
  static Failure of(String error, String cause) {
    return new Failure(
        error, cause, errorOutput(error == null ? "" : error, cause == null ? "" : cause));
  }

  /** A failure that somebody reported; a catcher sees null for what is missing. */
  static Failure reported(String error, String cause) {
    return new Failure(error, cause, errorOutput(error, cause));
  }

  private static Map<String, Object> errorOutput(String error, String cause) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("Error", error);
    output.put("Cause", cause);
    return output;
  }
}
