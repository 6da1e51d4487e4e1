package io.servergroup.rollout;

import java.util.Optional;

/**
 * What ended a rollout, as its execution reports it.
 *
 * @param error a name such as {@code Rollout.Stopped.Timeout}; empty when nothing went wrong
 * @param cause for an operator
 */
public record FailureText(String error, String cause) {
  private static final String TYPED = "Rollout.";

  /** The status of an execution that somebody stopped. */
  private static final String ABORTED = "ABORTED";

  /** Room for the words of a person, and for what several functions say. */
  private static final int LONGEST = 4_000;

  /**
   * The execution of a batch that did not succeed.
   *
   * @param status such as {@code TIMED_OUT}
   * @param error empty when it has none
   * @param cause empty when it has none
   */
  public record Child(String arn, String status, String error, String cause) {}

  /**
   * Puts a failure into words. A decision of ours keeps its name; whatever else happened becomes
   * {@link StopCategory#ERROR}.
   *
   * @param child explains a failed batch better than the error that the parent saw
   */
  public static FailureText of(String error, String cause, Optional<Child> child) {
    if (child.isPresent()) {
      return of(child.get());
    }
    if (error.isEmpty() || error.startsWith(TYPED)) {
      return new FailureText(error, cut(cause));
    }
    return new FailureText(StopCategory.ERROR.errorName(), cut(error + ": " + cause));
  }

  private static FailureText of(Child child) {
    if (child.status().equals(ABORTED)) {
      return new FailureText(
          StopCategory.OPERATOR.errorName(),
          cut(child.arn() + " was stopped: " + child.error() + " " + child.cause()));
    }
    if (child.error().startsWith(TYPED)) {
      return new FailureText(child.error(), cut(child.cause() + " (" + child.arn() + ")"));
    }
    return new FailureText(
        StopCategory.ERROR.errorName(),
        cut(child.arn() + " is " + child.status() + ": " + child.error() + " " + child.cause()));
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
