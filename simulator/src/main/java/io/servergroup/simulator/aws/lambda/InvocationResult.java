package io.servergroup.simulator.aws.lambda;

/** How an invocation ended, as its caller sees it. */
public sealed interface InvocationResult {
  /**
   * The handler returned.
   *
   * @param payload its result as JSON
   */
  record Success(String payload) implements InvocationResult {}

  /**
   * Lambda answered, but the function failed: its handler threw, ran out of time or died. Step
   * Functions reports {@code errorType} as the error and {@code payload} as the cause.
   *
   * @param errorType the full class name of the exception, {@code Sandbox.Timedout} or {@code
   *     Runtime.ExitError}
   * @param errorMessage what the exception said
   * @param payload both as JSON, for an exception with its stack trace; keep it out of traces,
   *     since it names source lines
   */
  record FunctionError(String errorType, String errorMessage, String payload)
      implements InvocationResult {}

  /**
   * Lambda itself did not carry out the invocation, or its answer was lost.
   *
   * @param error as Step Functions names it, such as {@code Lambda.TooManyRequestsException}
   * @param message for people
   */
  record ServiceFailure(String error, String message) implements InvocationResult {}
}
