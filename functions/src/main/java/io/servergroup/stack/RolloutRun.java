package io.servergroup.stack;

/** How far a rollout's execution is. */
public sealed interface RolloutRun {
  record Running() implements RolloutRun {}

  /**
   * It did what it was started for.
   *
   * @param reason as it said itself
   */
  record Succeeded(String reason) implements RolloutRun {}

  /** Its history was full, and another execution goes on. */
  record HandedOver(String successor) implements RolloutRun {}

  /**
   * It ended in another way.
   *
   * @param status such as {@code FAILED} or {@code ABORTED}
   */
  record Failed(String status, String error, String cause) implements RolloutRun {}

  /** Step Functions knows no such execution, or none any more. */
  record Unknown() implements RolloutRun {}
}
