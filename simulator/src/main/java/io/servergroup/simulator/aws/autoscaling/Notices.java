package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.EventSink;
import io.servergroup.simulator.aws.world.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events Auto Scaling emits. */
final class Notices {
  private static final String SOURCE = "aws.autoscaling";

  private final Account account;
  private final EventSink sink;

  Notices(Account account, EventSink sink) {
    this.account = account;
    this.sink = sink;
  }

  /** A hook holds an instance. */
  void held(HeldAction action) {
    Hook hook = action.hook();
    Group group = action.member().group();
    boolean launching = hook.transition() == Transition.LAUNCHING;
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("LifecycleActionToken", action.token());
    detail.put("AutoScalingGroupName", group.id());
    detail.put("LifecycleHookName", hook.name());
    detail.put("EC2InstanceId", action.member().instanceId());
    detail.put("LifecycleTransition", hook.transition().toString());
    if (hook.metadata() != null) {
      detail.put("NotificationMetadata", hook.metadata());
    }
    detail.put("Origin", launching ? "EC2" : "AutoScalingGroup");
    detail.put("Destination", launching ? "AutoScalingGroup" : "EC2");
    sink.emit(SOURCE, hook.transition().detailType(), List.of(group.arn()), detail);
  }

  void launchSuccessful(Member member) {
    outcome("EC2 Instance Launch Successful", "InProgress", member.activity(), member.instanceId());
  }

  /**
   * A launch failed.
   *
   * @param instanceId null when there is no instance
   */
  void launchUnsuccessful(Activity activity, String instanceId) {
    outcome("EC2 Instance Launch Unsuccessful", "Failed", activity, instanceId);
  }

  void terminateSuccessful(Member member) {
    outcome(
        "EC2 Instance Terminate Successful", "InProgress", member.activity(), member.instanceId());
  }

  private void outcome(String detailType, String status, Activity activity, String instanceId) {
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
    sink.emit(SOURCE, detailType, List.copyOf(resources), detail);
  }
}
