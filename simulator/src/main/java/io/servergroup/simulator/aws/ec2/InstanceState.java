package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Stage;
import java.util.EnumSet;
import java.util.Set;

/** The states of an EC2 instance and the moves between them. */
public enum InstanceState implements Stage<InstanceState> {
  PENDING("pending", 0),
  RUNNING("running", 16),
  SHUTTING_DOWN("shutting-down", 32),
  TERMINATED("terminated", 48),
  STOPPING("stopping", 64),
  STOPPED("stopped", 80);

  private final String label;
  private final int code;

  InstanceState(String label, int code) {
    this.label = label;
    this.code = code;
  }

  @Override
  public Set<InstanceState> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(RUNNING, SHUTTING_DOWN);
      case RUNNING -> EnumSet.of(STOPPING, SHUTTING_DOWN);
      case STOPPING -> EnumSet.of(STOPPED, SHUTTING_DOWN);
      case STOPPED -> EnumSet.of(PENDING, SHUTTING_DOWN);
      case SHUTTING_DOWN -> EnumSet.of(TERMINATED);
      case TERMINATED -> EnumSet.noneOf(InstanceState.class);
    };
  }

  /** The number EC2 gives the state. */
  int code() {
    return code;
  }

  /** On its way out, or gone. */
  public boolean ending() {
    return this == SHUTTING_DOWN || this == TERMINATED;
  }

  /** The name EC2 gives the state. */
  @Override
  public String toString() {
    return label;
  }
}
