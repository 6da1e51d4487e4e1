package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.jsonata.Template;
import java.util.List;

/** What a state does when it fails: the first matching retrier, then the first matching catcher. */
public record ErrorRules(List<Retrier> retriers, List<Catcher> catchers) {
  /** The error that AWS lets neither retriers nor catchers of {@code States.ALL} match. */
  private static final String RUNTIME = "States.Runtime";

  /**
   * When to try again.
   *
   * @param maxDelaySeconds the longest delay, or null
   * @param fullJitter whether the delay is drawn between nothing and its full length
   */
  public record Retrier(
      List<String> errorEquals,
      int intervalSeconds,
      int maxAttempts,
      double backoffRate,
      Integer maxDelaySeconds,
      boolean fullJitter) {
    /**
     * Seconds before an attempt, without jitter.
     *
     * @param attempt 0 for the first retry
     */
    public double delaySeconds(int attempt) {
      double delay = intervalSeconds * Math.pow(backoffRate, attempt);
      return maxDelaySeconds == null ? delay : Math.min(delay, maxDelaySeconds);
    }
  }

  /** Output and variables stand for those of the state when the catcher matches. */
  public record Catcher(List<String> errorEquals, String next, Template output, Template assign) {}

  /**
   * Whether a list of error names matches an error. {@code States.TaskFailed} matches all but
   * timeouts (AWS: "Handling errors in Step Functions workflows"); {@code States.ALL} also matches
   * {@code States.DataLimitExceeded}, as recorded on AWS.
   *
   * @param error null when the task failed without naming one
   */
  public static boolean matches(List<String> errorEquals, String error) {
    for (String name : errorEquals) {
      if (name.equals(error)) {
        return true;
      }
      if (name.equals("States.ALL") && !RUNTIME.equals(error)) {
        return true;
      }
      if (name.equals("States.TaskFailed")
          && !RUNTIME.equals(error)
          && !"States.Timeout".equals(error)) {
        return true;
      }
    }
    return false;
  }
}
