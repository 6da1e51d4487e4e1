package io.servergroup.simulator.states.task;

/**
 * Receives the answer of a call. Only the first final answer counts; what comes after it, or after
 * the call was cancelled, is ignored.
 */
public interface TaskCompletion {
  /**
   * The request of a {@code .sync} or {@code .waitForTaskToken} task was accepted; the final answer
   * follows.
   *
   * @param output the API's response as the history shows it
   */
  void submitted(Object output);

  /**
   * The task is done.
   *
   * @param output the result as the history shows it: for {@code lambda:invoke} the whole envelope
   *     with {@code Payload} and {@code StatusCode}, for a function's ARN its payload alone
   */
  void succeeded(Object output);

  /**
   * The task failed.
   *
   * @param error the error name, such as {@code Lambda.ServiceException}, or null
   * @param cause readable text or, for a failed function, its error as JSON; or null
   */
  void failed(String error, String cause);
}
