package io.servergroup.simulator.aws.autoscaling;

/** In which state a warm pool keeps its instances. */
public enum PoolState {
  STOPPED("Stopped"),
  RUNNING("Running"),
  HIBERNATED("Hibernated");

  private final String label;

  PoolState(String label) {
    this.label = label;
  }

  static PoolState of(String label) {
    for (PoolState state : values()) {
      if (state.label.equals(label)) {
        return state;
      }
    }
    throw AutoScalingError.validation(
        "Invalid warm pool state '" + label + "': it must be Stopped, Running or Hibernated");
  }

  /** The lifecycle state of an instance that is ready in the pool. */
  MemberState ready() {
    return switch (this) {
      case STOPPED -> MemberState.WARMED_STOPPED;
      case RUNNING -> MemberState.WARMED_RUNNING;
      case HIBERNATED -> MemberState.WARMED_HIBERNATED;
    };
  }

  /** The name Auto Scaling gives the state. */
  @Override
  public String toString() {
    return label;
  }
}
