package io.servergroup.simulator.aws.autoscaling;

/** Which way through the lifecycle a hook stands in. */
public enum Transition {
  LAUNCHING("autoscaling:EC2_INSTANCE_LAUNCHING", "EC2 Instance-launch Lifecycle Action"),
  TERMINATING("autoscaling:EC2_INSTANCE_TERMINATING", "EC2 Instance-terminate Lifecycle Action");

  private final String label;
  private final String detailType;

  Transition(String label, String detailType) {
    this.label = label;
    this.detailType = detailType;
  }

  static Transition of(String label) {
    for (Transition transition : values()) {
      if (transition.label.equals(label)) {
        return transition;
      }
    }
    throw AutoScalingError.validation(
        "Invalid lifecycle transition '"
            + label
            + "': it must be "
            + LAUNCHING
            + " or "
            + TERMINATING);
  }

  /** The detail type of the event that announces an action. */
  String detailType() {
    return detailType;
  }

  /** The name Auto Scaling gives the transition. */
  @Override
  public String toString() {
    return label;
  }
}
