package io.servergroup.rollout;

/** What follows when a rollout can not go on. */
public enum OnFailure {
  /** It stops; what was replaced stays replaced. */
  STOP,
  /** The servers it replaced go back to the versions they came from. */
  ROLLBACK
}
