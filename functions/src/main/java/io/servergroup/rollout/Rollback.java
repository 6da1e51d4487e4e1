package io.servergroup.rollout;

import java.util.List;

/**
 * Why a rollout takes its servers back.
 *
 * @param error the name of the failure that made it turn back
 * @param cause that failure in words
 * @param ignoredAlarms the alarms that were in ALARM by then: they must not keep the old version
 *     from coming back
 */
public record Rollback(String error, String cause, List<String> ignoredAlarms) {
  /** How an execution ends that took its servers back. */
  public static final String ROLLED_BACK = "Rollout.RolledBack";

  /** How an execution ends that could not take its servers back. */
  public static final String ROLLBACK_FAILED = "Rollout.RollbackFailed";

  public Rollback {
    ignoredAlarms = List.copyOf(ignoredAlarms);
  }
}
