package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.servergroup.aws.SlotHint;
import io.servergroup.identity.Cause;
import java.util.Map;
import java.util.Optional;

/** What an event asks to look at. It is a hint only: what to do is decided from a fresh reading. */
sealed interface Wakeup {
  /**
   * Something happened to an instance of this group.
   *
   * @param cause what happened
   * @param hint which server the group launches, where its hooks say so
   */
  record OneGroup(String autoScalingGroupName, Cause cause, Optional<SlotHint> hint)
      implements Wakeup {}

  /** Everything is to be checked: one server group, or all when empty. */
  record Check(Optional<String> serverGroupName) implements Wakeup {}

  /** Nothing to do with server groups. */
  record Nothing(String reason) implements Wakeup {}

  /**
   * Understands an event.
   *
   * @param own the only server group to check on a schedule that names none
   */
  static Wakeup of(ScheduledEvent event, Optional<String> own) {
    Map<String, Object> detail = event.getDetail() == null ? Map.of() : event.getDetail();
    String type = event.getDetailType() == null ? "" : event.getDetailType();
    return switch (type) {
      case "EC2 Instance-launch Lifecycle Action" ->
          around(
              type,
              detail,
              text(detail, "EC2InstanceId")
                  .<Cause>map(Cause.LaunchHeld::new)
                  .orElseGet(Cause.Launched::new));
      case "EC2 Instance-terminate Lifecycle Action" ->
          around(type, detail, new Cause.TerminationHeld());
      case "EC2 Instance Launch Successful", "EC2 Instance Launch Unsuccessful" ->
          around(type, detail, new Cause.Launched());
      case "EC2 Instance Terminate Successful", "EC2 Instance Terminate Unsuccessful" ->
          around(type, detail, new Cause.Terminated());
      case "Scheduled Event" -> new Check(text(detail, "serverGroupName").or(() -> own));
      default -> new Nothing("an event of type '" + type + "'");
    };
  }

  private static Wakeup around(String type, Map<String, Object> detail, Cause cause) {
    return text(detail, "AutoScalingGroupName")
        .<Wakeup>map(
            group ->
                new OneGroup(
                    group, cause, text(detail, "NotificationMetadata").flatMap(SlotHint::of)))
        .orElseGet(() -> new Nothing("an event '" + type + "' without AutoScalingGroupName"));
  }

  private static Optional<String> text(Map<String, Object> detail, String key) {
    return detail.get(key) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
