package io.servergroup.group;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where an instance stands in the life cycle of its Auto Scaling group.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html">Amazon
 *     EC2 Auto Scaling instance lifecycle</a>
 */
public enum LifecycleState {
  PENDING("Pending"),
  PENDING_WAIT("Pending:Wait"),
  PENDING_PROCEED("Pending:Proceed"),
  QUARANTINED("Quarantined"),
  IN_SERVICE("InService"),
  TERMINATING("Terminating"),
  TERMINATING_WAIT("Terminating:Wait"),
  TERMINATING_PROCEED("Terminating:Proceed"),
  TERMINATING_RETAINED("Terminating:Retained"),
  TERMINATED("Terminated"),
  DETACHING("Detaching"),
  DETACHED("Detached"),
  ENTERING_STANDBY("EnteringStandby"),
  STANDBY("Standby"),
  REPLACING_ROOT_VOLUME("ReplacingRootVolume"),
  REPLACING_ROOT_VOLUME_WAIT("ReplacingRootVolume:Wait"),
  REPLACING_ROOT_VOLUME_PROCEED("ReplacingRootVolume:Proceed"),
  ROOT_VOLUME_REPLACED("RootVolumeReplaced"),
  WARMED_PENDING("Warmed:Pending"),
  WARMED_PENDING_WAIT("Warmed:Pending:Wait"),
  WARMED_PENDING_PROCEED("Warmed:Pending:Proceed"),
  WARMED_PENDING_RETAINED("Warmed:Pending:Retained"),
  WARMED_TERMINATING("Warmed:Terminating"),
  WARMED_TERMINATING_WAIT("Warmed:Terminating:Wait"),
  WARMED_TERMINATING_PROCEED("Warmed:Terminating:Proceed"),
  WARMED_TERMINATING_RETAINED("Warmed:Terminating:Retained"),
  WARMED_TERMINATED("Warmed:Terminated"),
  WARMED_STOPPED("Warmed:Stopped"),
  WARMED_RUNNING("Warmed:Running"),
  WARMED_HIBERNATED("Warmed:Hibernated"),
  /** A state this version does not know; nothing is done about such an instance. */
  UNKNOWN("unknown");

  private static final Map<String, LifecycleState> BY_TEXT =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LifecycleState::text, Function.identity()));

  private final String text;

  LifecycleState(String text) {
    this.text = text;
  }

  /** The state as the Auto Scaling API writes it. */
  public String text() {
    return text;
  }

  /**
   * The state that the Auto Scaling API calls {@code text}; {@link #UNKNOWN} for a text this
   * version does not know.
   */
  public static LifecycleState of(String text) {
    return text == null ? UNKNOWN : BY_TEXT.getOrDefault(text, UNKNOWN);
  }

  /** True from the launch until the instance serves. */
  public boolean isLaunching() {
    return switch (this) {
      case PENDING, PENDING_WAIT, PENDING_PROCEED -> true;
      default -> false;
    };
  }

  /** True from the decision to terminate to the end. */
  public boolean isLeaving() {
    return switch (this) {
      case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED, TERMINATED -> true;
      default -> false;
    };
  }
}
