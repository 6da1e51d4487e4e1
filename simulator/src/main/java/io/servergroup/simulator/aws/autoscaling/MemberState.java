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
  TERMINATING_RETAINED("Terminating:Retained"),
  TERMINATED("Terminated"),
  ENTERING_STANDBY("EnteringStandby"),
  STANDBY("Standby"),
  DETACHING("Detaching"),
  DETACHED("Detached"),
  WARMED_PENDING("Warmed:Pending"),
  WARMED_PENDING_WAIT("Warmed:Pending:Wait"),
  WARMED_PENDING_PROCEED("Warmed:Pending:Proceed"),
  WARMED_PENDING_RETAINED("Warmed:Pending:Retained"),
  WARMED_STOPPED("Warmed:Stopped"),
  WARMED_RUNNING("Warmed:Running"),
  WARMED_HIBERNATED("Warmed:Hibernated"),
  WARMED_TERMINATING("Warmed:Terminating"),
  WARMED_TERMINATING_WAIT("Warmed:Terminating:Wait"),
  WARMED_TERMINATING_PROCEED("Warmed:Terminating:Proceed"),
  WARMED_TERMINATING_RETAINED("Warmed:Terminating:Retained"),
  WARMED_TERMINATED("Warmed:Terminated");

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
      case IN_SERVICE -> EnumSet.of(TERMINATING, ENTERING_STANDBY, DETACHING, WARMED_PENDING);
      case ENTERING_STANDBY -> EnumSet.of(STANDBY, TERMINATING);
      case STANDBY -> EnumSet.of(PENDING, TERMINATING, DETACHING);
      case TERMINATING -> EnumSet.of(TERMINATING_WAIT, TERMINATED);
      case TERMINATING_WAIT -> EnumSet.of(TERMINATING_PROCEED);
      case TERMINATING_RETAINED -> EnumSet.of(TERMINATING, DETACHING);
      case TERMINATING_PROCEED -> EnumSet.of(TERMINATED, TERMINATING_RETAINED);
      case DETACHING -> EnumSet.of(DETACHED);
      case WARMED_PENDING ->
          EnumSet.of(
              WARMED_PENDING_WAIT,
              WARMED_STOPPED,
              WARMED_RUNNING,
              WARMED_HIBERNATED,
              WARMED_TERMINATING);
      case WARMED_PENDING_WAIT -> EnumSet.of(WARMED_PENDING_PROCEED, WARMED_TERMINATING);
      case WARMED_PENDING_RETAINED, WARMED_TERMINATING_RETAINED -> EnumSet.of(WARMED_TERMINATING);
      case WARMED_PENDING_PROCEED ->
          EnumSet.of(
              WARMED_STOPPED,
              WARMED_RUNNING,
              WARMED_HIBERNATED,
              WARMED_PENDING_RETAINED,
              WARMED_TERMINATING);
      case WARMED_STOPPED, WARMED_RUNNING, WARMED_HIBERNATED ->
          EnumSet.of(PENDING, WARMED_TERMINATING);
      case WARMED_TERMINATING -> EnumSet.of(WARMED_TERMINATING_WAIT, WARMED_TERMINATED);
      case WARMED_TERMINATING_WAIT -> EnumSet.of(WARMED_TERMINATING_PROCEED);
      case WARMED_TERMINATING_PROCEED -> EnumSet.of(WARMED_TERMINATED, WARMED_TERMINATING_RETAINED);
      case TERMINATED, DETACHED, WARMED_TERMINATED -> EnumSet.noneOf(MemberState.class);
    };
  }

  /** On its way into service. */
  public boolean pending() {
    return this == PENDING || this == PENDING_WAIT || this == PENDING_PROCEED;
  }

  /** On its way out, retained there, or gone. */
  public boolean terminating() {
    return switch (this) {
      case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED, TERMINATED -> true;
      case WARMED_TERMINATING,
          WARMED_TERMINATING_WAIT,
          WARMED_TERMINATING_PROCEED,
          WARMED_TERMINATED ->
          true;
      default -> retained();
    };
  }

  /** Kept running, out of service, after a terminate hook gave up. */
  public boolean retained() {
    return this == TERMINATING_RETAINED
        || this == WARMED_TERMINATING_RETAINED
        || this == WARMED_PENDING_RETAINED;
  }

  /** Of an instance in the warm pool, on its way there or on its way from there to its end. */
  public boolean pooled() {
    return switch (this) {
      case WARMED_PENDING,
          WARMED_PENDING_WAIT,
          WARMED_PENDING_PROCEED,
          WARMED_PENDING_RETAINED,
          WARMED_STOPPED,
          WARMED_RUNNING,
          WARMED_HIBERNATED,
          WARMED_TERMINATING,
          WARMED_TERMINATING_WAIT,
          WARMED_TERMINATING_PROCEED,
          WARMED_TERMINATING_RETAINED,
          WARMED_TERMINATED ->
          true;
      default -> false;
    };
  }

  /** Ready in the warm pool. */
  public boolean warm() {
    return this == WARMED_STOPPED || this == WARMED_RUNNING || this == WARMED_HIBERNATED;
  }

  /** The step of the same name that instances in the warm pool take. */
  MemberState inPool() {
    return switch (this) {
      case PENDING -> WARMED_PENDING;
      case PENDING_WAIT -> WARMED_PENDING_WAIT;
      case PENDING_PROCEED -> WARMED_PENDING_PROCEED;
      case TERMINATING -> WARMED_TERMINATING;
      case TERMINATING_WAIT -> WARMED_TERMINATING_WAIT;
      case TERMINATING_PROCEED -> WARMED_TERMINATING_PROCEED;
      case TERMINATING_RETAINED -> WARMED_TERMINATING_RETAINED;
      case TERMINATED -> WARMED_TERMINATED;
      default -> throw new IllegalStateException(this + " has no counterpart in a warm pool");
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
