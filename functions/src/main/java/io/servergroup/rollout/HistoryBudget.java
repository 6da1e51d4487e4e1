package io.servergroup.rollout;

/**
 * How full the history of a rollout's execution is. Step Functions ends an execution that reaches
 * 25,000 events; well before that, another execution goes on.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas of
 *     Step Functions</a>
 */
final class HistoryBudget {
  /** From the start of an execution to its first look, with room for retries of each task. */
  static final long BEGINNING = 100;

  /** From here on another execution goes on. What ends a rollout has to fit in as well. */
  static final long FULL = 19_500;

  /** A task (5 events), the choice after it (2) and what it leads to: a batch (6) at most. */
  private static final int LOOK = 13;

  /** A task that a person answers (6) and the choice after it (2), in place of a batch. */
  private static final int PERSON = 2;

  /** A failed attempt and the next one. */
  private static final int RETRY = 3;

  private HistoryBudget() {}

  /**
   * The events from one look to the next, at most.
   *
   * @param retries how many attempts of tasks failed since the last look
   */
  static long ofLook(int retries) {
    return LOOK + PERSON + (long) RETRY * retries;
  }
}
