package io.servergroup.simulator.aws.autoscaling;

/** How a lifecycle action ends. */
public enum Outcome {
  CONTINUE,
  ABANDON;

  static Outcome of(String text) {
    for (Outcome outcome : values()) {
      if (outcome.name().equals(text)) {
        return outcome;
      }
    }
    throw AutoScalingError.validation(
        "Invalid lifecycle action result '" + text + "': it must be CONTINUE or ABANDON");
  }
}
