package io.servergroup.rollout;

/**
 * Why a rollout takes its servers back.
 *
 * @param error the name of the failure that made it turn back
 * @param cause that failure in words
 */
public record Rollback(String error, String cause) {
  /** How an execution ends that took its servers back. */
  public static final String ROLLED_BACK = "Rollout.RolledBack";

  /** How an execution ends that could not take its servers back. */
  public static final String ROLLBACK_FAILED = "Rollout.RollbackFailed";
}
