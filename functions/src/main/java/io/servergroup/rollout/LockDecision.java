package io.servergroup.rollout;

import java.util.Optional;

/** What to do about the lock of a server group. */
public sealed interface LockDecision {
  /** Nobody holds it. */
  record Take() implements LockDecision {}

  /** This execution holds it already: an earlier answer was lost. */
  record Keep() implements LockDecision {}

  /** Its holder no longer runs. */
  record TakeOver(String formerHolder) implements LockDecision {}

  /** Its holder still runs. */
  record Refuse(String holder) implements LockDecision {}

  /**
   * Decides.
   *
   * @param execution the ARN of the execution that wants the lock
   * @param holder the ARN of the execution that holds it
   * @param holderRuns whether that execution still runs; no matter when nobody holds it
   */
  static LockDecision of(String execution, Optional<String> holder, boolean holderRuns) {
    if (holder.isEmpty()) {
      return new Take();
    }
    if (holder.get().equals(execution)) {
      return new Keep();
    }
    return holderRuns ? new Refuse(holder.get()) : new TakeOver(holder.get());
  }
}
