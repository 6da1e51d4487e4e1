package io.servergroup.rollout;

import java.util.Optional;

/**
 * Why a rollout ended before it began. Such a one never had its group's lock, so nothing of it is
 * kept there; but whoever started it, perhaps a schedule at night, has to hear of it.
 */
public enum Refusal {
  /**
   * Another rollout of the group is at work. Programs that try until they are let in are refused
   * like this again and again, and nobody is to be woken for that.
   */
  BUSY,
  /** The input or the group is not fit, or that could not be found out. A person has to act. */
  UNFIT;

  /** The error of an execution that was refused. */
  public static final String ERROR = "Rollout.Refused";

  /**
   * Why an execution was refused.
   *
   * @param error its error
   * @param cause its cause: what was found, which names the execution that had the lock
   * @param holder the execution that has the lock and runs; empty when there is none
   * @return empty when it was not refused
   */
  public static Optional<Refusal> of(String error, String cause, Optional<String> holder) {
    if (!error.equals(ERROR)) {
      return Optional.empty();
    }
    // A holder that has ended meanwhile, or came only afterwards, is no reason not to start again.
    return Optional.of(holder.filter(cause::contains).isPresent() ? BUSY : UNFIT);
  }
}
