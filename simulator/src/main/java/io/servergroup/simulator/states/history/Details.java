package io.servergroup.simulator.states.history;

import java.util.Map;

/**
 * What an event says beyond its type. Inputs, outputs and parameters are values; the API, and
 * {@link EventJson}, give them as JSON text. Times are in seconds. Errors and causes may be null.
 */
public sealed interface Details {
  /** An event that says nothing more. */
  record None() implements Details {}

  record ExecutionStarted(Object input, String roleArn) implements Details {}

  record ExecutionSucceeded(Object output) implements Details {}

  /** The execution failed, was stopped or timed out. */
  record ExecutionEnded(String error, String cause) implements Details {}

  record ExecutionRedriven(int redriveCount) implements Details {}

  /**
   * An expression failed.
   *
   * @param location the field, or null when AWS names none
   */
  record EvaluationFailed(String error, String cause, String location, String state)
      implements Details {}

  record StateEntered(String name, Object input) implements Details {}

  /**
   * A state was left.
   *
   * @param assignedVariables empty when the state assigned none
   */
  record StateExited(String name, Object output, Map<String, Object> assignedVariables)
      implements Details {}

  record LambdaScheduled(String resource, Object input, Integer timeoutSeconds)
      implements Details {}

  record LambdaSucceeded(Object output) implements Details {}

  /** The function failed or timed out. */
  record LambdaFailed(String error, String cause) implements Details {}

  record TaskScheduled(
      String resourceType,
      String resource,
      String region,
      Object parameters,
      Integer timeoutSeconds,
      Integer heartbeatSeconds)
      implements Details {}

  record TaskStarted(String resourceType, String resource) implements Details {}

  /** The task was submitted or succeeded. */
  record TaskOutput(String resourceType, String resource, Object output) implements Details {}

  /** The task failed, could not be submitted or timed out. */
  record TaskFailed(String resourceType, String resource, String error, String cause)
      implements Details {}

  record MapStateStarted(int length) implements Details {}

  record MapIteration(String name, int index) implements Details {}

  record MapRunStarted(String mapRunArn) implements Details {}

  record MapRunFailed(String error, String cause) implements Details {}
}
