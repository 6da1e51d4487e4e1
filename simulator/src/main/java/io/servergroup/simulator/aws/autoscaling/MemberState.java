package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.world.Stage;
import java.util.EnumSet;
import java.util.Set;

/** The lifecycle states of an instance in its group and the moves between them. */
public enum MemberState implements Stage<MemberState> {
  PENDING("Pending"),
  PENDING_WAIT("Pending:Wait"),
  PENDING_PROCEED("Pending:Proceed"),
  IN_SERVICE("InService"),
  TERMINATING("Terminating"),
  TERMINATING_WAIT("Terminating:Wait"),
  TERMINATING_PROCEED("Terminating:Proceed"),
  TERMINATED("Terminated"),
  ENTERING_STANDBY("EnteringStandby"),
  STANDBY("Standby"),
  DETACHING("Detaching"),
  DETACHED("Detached");

  private final String label;

  MemberState(String label) {
    this.label = label;
  }

  @Override
  public Set<MemberState> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(PENDING_WAIT, IN_SERVICE, TERMINATING);
      case PENDING_WAIT -> EnumSet.of(PENDING_PROCEED, TERMINATING);
      case PENDING_PROCEED -> EnumSet.of(IN_SERVICE, TERMINATING);
      case IN_SERVICE -> EnumSet.of(TERMINATING, ENTERING_STANDBY, DETACHING);
      case ENTERING_STANDBY -> EnumSet.of(STANDBY, TERMINATING);
      case STANDBY -> EnumSet.of(PENDING, TERMINATING, DETACHING);
      case TERMINATING -> EnumSet.of(TERMINATING_WAIT, TERMINATED);
      case TERMINATING_WAIT -> EnumSet.of(TERMINATING_PROCEED);
      case TERMINATING_PROCEED -> EnumSet.of(TERMINATED);
      case DETACHING -> EnumSet.of(DETACHED);
      case TERMINATED, DETACHED -> EnumSet.noneOf(MemberState.class);
    };
  }

  /** On its way into service. */
  public boolean pending() {
    return this == PENDING || this == PENDING_WAIT || this == PENDING_PROCEED;
  }

  /** On its way out, or gone. */
  public boolean terminating() {
    return switch (this) {
      case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED, TERMINATED -> true;
      default -> false;
    };
  }

  /** Whether the group counts such an instance towards its desired capacity. */
  boolean counts() {
    return pending() || this == IN_SERVICE;
  }

  /** The name Auto Scaling gives the state. */
  @Override
  public String toString() {
    return label;
  }
}
