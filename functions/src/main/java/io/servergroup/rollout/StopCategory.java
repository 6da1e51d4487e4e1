package io.servergroup.rollout;

import java.util.Arrays;
import java.util.Optional;

/** Why a rollout that had started was stopped. */
public enum StopCategory {
  /** A server that is in service fails the health gate and did not recover. */
  HEALTH("Health"),
  /** A batch did not become healthy in its time. */
  TIMEOUT("Timeout"),
  /** The group misses instances, or has too many, and did not recover. */
  CAPACITY("Capacity"),
  /** An alarm of the rollout is in ALARM. */
  ALARM("Alarm"),
  /** A person decided so. */
  OPERATOR("Operator"),
  /** Somebody else changed what the rollout relies on: its lock, the group, the target. */
  CONFLICT("Conflict"),
  /** Something failed that nobody decided: an AWS call, a function, a state machine. */
  ERROR("Error");

  private final String word;

  StopCategory(String word) {
    this.word = word;
  }

  /**
   * Whether the rollout itself may turn back. Where a person stopped it, or somebody else works on
   * the group, going on in either direction would be against them.
   */
  boolean mayRollBack() {
    return switch (this) {
      case HEALTH, TIMEOUT, CAPACITY, ALARM, ERROR -> true;
      case OPERATOR, CONFLICT -> false;
    };
  }

  /** The category of that error name; empty for any other. */
  static Optional<StopCategory> of(String errorName) {
    return Arrays.stream(values()).filter(each -> each.errorName().equals(errorName)).findFirst();
  }

  /** The execution's Error, such as {@code Rollout.Stopped.Health}. */
  public String errorName() {
    return "Rollout.Stopped." + word;
  }
}
