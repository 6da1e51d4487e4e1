package io.servergroup.rollout;

import java.util.Optional;

/** What to do about the lock of a server group. */
public sealed interface LockDecision {
  /** Nobody holds it. */
  record Take() implements LockDecision {}

  /** This execution holds it already: an earlier answer was lost. */
  record Keep() implements LockDecision {}

  /** The execution before this one holds it, and has handed the rollout over. */
  record Succeed(String predecessor) implements LockDecision {}

  /** Its holder no longer runs. */
  record TakeOver(String formerHolder) implements LockDecision {}

  /** Its holder still runs. */
  record Refuse(String holder) implements LockDecision {}

  /** The lock that was to be handed over is not there any more. */
  record Lost(Optional<String> holder) implements LockDecision {}

  /**
   * Decides.
   *
   * @param execution the ARN of the execution that wants the lock
   * @param predecessor the ARN of the execution whose rollout it goes on with; empty for a new one
   * @param holder the ARN of the execution that holds it
   * @param holderRuns whether that execution still runs; no matter when nobody holds it
   */
  static LockDecision of(
      String execution, Optional<String> predecessor, Optional<String> holder, boolean holderRuns) {
    if (holder.equals(Optional.of(execution))) {
      return new Keep();
    }
    if (predecessor.isPresent()) {
      return holder.equals(predecessor) ? new Succeed(predecessor.get()) : new Lost(holder);
    }
    return holder
        .<LockDecision>map(other -> holderRuns ? new Refuse(other) : new TakeOver(other))
        .orElseGet(Take::new);
  }
}
