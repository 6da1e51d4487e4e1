package io.servergroup.cli.story;

/**
 * How a rollout ended.
 *
 * @param status as Step Functions says it: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED
 * @param reason why, in words an operator understands
 */
public record Ending(Verdict verdict, String status, String reason) {
  /** Whether that is good. */
  public enum Verdict {
    SUCCEEDED,
    /** It had to stop, and did. */
    STOPPED_AS_EXPECTED,
    FAILED,
    /** It never began. */
    REFUSED,
    RUNNING
  }
}
