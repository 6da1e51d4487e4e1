package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.EventSink;
import io.servergroup.simulator.aws.world.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events Auto Scaling emits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html">Amazon
 *     EC2 Auto Scaling event reference</a>
 */
final class Notices {
  private static final String SOURCE = "aws.autoscaling";

  private final Account account;
  private final EventSink sink;

  Notices(Account account, EventSink sink) {
    this.account = account;
    this.sink = sink;
  }

  /** A hook holds an instance on its way from one place to another. */
  void held(HeldAction action, Place origin, Place destination) {
    Hook hook = action.hook();
    Group group = action.member().group();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("LifecycleActionToken", action.token());
    detail.put("AutoScalingGroupName", group.id());
    detail.put("LifecycleHookName", hook.name());
    detail.put("EC2InstanceId", action.member().instanceId());
    detail.put("LifecycleTransition", hook.transition().toString());
    if (hook.metadata() != null) {
      detail.put("NotificationMetadata", hook.metadata());
    }
    detail.put("Origin", origin.toString());
    detail.put("Destination", destination.toString());
    sink.emit(SOURCE, hook.transition().detailType(), List.of(group.arn()), detail);
  }

  void launchSuccessful(Member member) {
    outcome(
        "EC2 Instance Launch Successful",
        "InProgress",
        member.activity(),
        member.instanceId(),
        member.origin(),
        member.place());
  }

  /**
   * A launch failed.
   *
   * @param instanceId null when there is no instance
   */
  void launchUnsuccessful(Activity activity, String instanceId, Place origin, Place destination) {
    outcome(
        "EC2 Instance Launch Unsuccessful", "Failed", activity, instanceId, origin, destination);
  }

  void terminateSuccessful(Member member) {
    left(member, member.place(), Place.EC2);
  }

  /** An instance left service for the warm pool; that is announced like a termination. */
  void returned(Member member) {
    left(member, Place.GROUP, Place.WARM_POOL);
  }

  private void left(Member member, Place origin, Place destination) {
    outcome(
        "EC2 Instance Terminate Successful",
        "InProgress",
        member.activity(),
        member.instanceId(),
        origin,
        destination);
  }

  private void outcome(
      String detailType,
      String status,
      Activity activity,
      String instanceId,
      Place origin,
      Place destination) {
    List<String> resources = new ArrayList<>();
    resources.add(activity.group().arn());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("Availability Zone", activity.zone());
    details.put("Subnet ID", activity.subnetId());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("StatusCode", status);
    detail.put("Description", activity.description());
    detail.put("AutoScalingGroupName", activity.group().id());
    detail.put("ActivityId", activity.id());
    detail.put("Details", details);
    detail.put("RequestId", activity.id());
    detail.put("StatusMessage", activity.message());
    detail.put("StartTime", activity.start().toString());
    detail.put("EndTime", activity.end().toString());
    if (instanceId != null) {
      resources.add(account.arn("ec2", "instance/" + instanceId));
      detail.put("EC2InstanceId", instanceId);
    }
    detail.put("Cause", activity.cause());
    detail.put("Origin", origin.toString());
    detail.put("Destination", destination.toString());
    sink.emit(SOURCE, detailType, List.copyOf(resources), detail);
  }
}
