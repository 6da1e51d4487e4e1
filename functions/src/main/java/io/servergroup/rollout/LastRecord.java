package io.servergroup.rollout;

import java.time.Instant;

/**
 * What was told of a group's rollouts last.
 *
 * @param execution the ARN of the execution that told it
 */
public record LastRecord(String execution, Progress.Phase phase, Instant at) {
  /**
   * Whether an execution that ended without the lock cannot have told so: what it tells while it
   * has the lock is kept, until a later rollout tells something. One that lost its lock to another,
   * or never got it, tells nothing itself.
   *
   * @param ended the ARN of that execution
   * @param endedAt when it ended
   */
  public boolean leavesUntold(String ended, Instant endedAt) {
    boolean own = execution.equals(ended) && phase == Progress.Phase.ENDED;
    return !own && !at.isAfter(endedAt);
  }
}
