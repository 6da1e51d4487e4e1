package io.servergroup.rollout;

/** Why a rollout that had started was stopped. */
public enum StopCategory {
  /** A server that is in service fails the health gate and did not recover. */
  HEALTH("Health"),
  /** A batch did not become healthy in its time. */
  TIMEOUT("Timeout"),
  /** The group misses instances, or has too many, and did not recover. */
  CAPACITY("Capacity"),
  /** Somebody else changed what the rollout relies on: its lock, the group, the target. */
  CONFLICT("Conflict"),
  /** Something failed that nobody decided: an AWS call, a function, a state machine. */
  ERROR("Error");

  private final String word;

  StopCategory(String word) {
    this.word = word;
  }

  /** The execution's Error, such as {@code Rollout.Stopped.Health}. */
  public String errorName() {
    return "Rollout.Stopped." + word;
  }
}
