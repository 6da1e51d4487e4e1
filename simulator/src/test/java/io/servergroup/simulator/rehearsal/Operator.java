package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.ec2.Instance;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** A person who works on the cluster of a story behind the control plane's back. */
final class Operator {
  private final Story story;
  private final AutoScalingClient autoScaling;

  Operator(Story story) {
    this.story = story;
    this.autoScaling = story.aws().autoScaling();
  }

  /** Lets a server's group have so many instances. */
  void capacity(int server, int instances) {
    autoScaling.updateAutoScalingGroup(
        request ->
            request
                .autoScalingGroupName(group(server))
                .minSize(0)
                .maxSize(9)
                .desiredCapacity(instances));
  }

  /** Terminates an instance by its group, which replaces it or has one less. */
  void terminate(String instance, boolean replaced) {
    autoScaling.terminateInstanceInAutoScalingGroup(
        request -> request.instanceId(instance).shouldDecrementDesiredCapacity(!replaced));
  }

  /** Terminates an instance in EC2, without its group. */
  void terminateInEc2(String instance) {
    story.aws().ec2World().instances().terminate(instanceOf(instance));
  }

  /** Takes an instance out of its group, which replaces it; the instance runs on. */
  void takeOut(int server, String instance) {
    autoScaling.detachInstances(
        request ->
            request
                .autoScalingGroupName(group(server))
                .instanceIds(instance)
                .shouldDecrementDesiredCapacity(false));
  }

  /** Puts an instance on standby; its group replaces it. */
  void standBy(int server, String instance) {
    autoScaling.enterStandby(
        request ->
            request
                .autoScalingGroupName(group(server))
                .instanceIds(instance)
                .shouldDecrementDesiredCapacity(false));
  }

  /** Sets a tag of a server's group. */
  void tag(int server, String key, String value) {
    autoScaling.createOrUpdateTags(
        request ->
            request.tags(
                Tag.builder()
                    .resourceId(group(server))
                    .resourceType("auto-scaling-group")
                    .key(key)
                    .value(value)
                    .propagateAtLaunch(false)
                    .build()));
  }

  /** Takes the tags from a server's volume, so that its slot has none any more. */
  void forgetVolume(int server) {
    story
        .aws()
        .ec2()
        .deleteTags(
            request ->
                request
                    .resources(story.member(server).volume())
                    .tags(
                        software.amazon.awssdk.services.ec2.model.Tag.builder()
                            .key("ServerGroupName")
                            .build()));
  }

  void deleteHook(int server, String hook) {
    autoScaling.deleteLifecycleHook(
        request -> request.autoScalingGroupName(group(server)).lifecycleHookName(hook));
  }

  /** Gives a server's group the launch hook of the template back. */
  void restoreLaunchHook(int server) {
    autoScaling.putLifecycleHook(
        request ->
            request
                .autoScalingGroupName(group(server))
                .lifecycleHookName(ControlPlane.LAUNCH_HOOK)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                .heartbeatTimeout(600)
                .defaultResult("ABANDON"));
  }

  void deleteGroup(int server, boolean force) {
    autoScaling.deleteAutoScalingGroup(
        request -> request.autoScalingGroupName(group(server)).forceDelete(force));
  }

  /** Completes a lifecycle action, so that the instance goes on. */
  void complete(int server, String hook, String instance) {
    autoScaling.completeLifecycleAction(
        request ->
            request
                .autoScalingGroupName(group(server))
                .lifecycleHookName(hook)
                .instanceId(instance)
                .lifecycleActionResult("CONTINUE"));
  }

  /** Does something right after the present moment, outside every function. */
  void soon(Runnable action) {
    story.stage().simulation().queue().soon("an operator acts", action);
  }

  Instance instanceOf(String instance) {
    return story.aws().ec2World().instances().require(instance);
  }

  private String group(int server) {
    return story.member(server).group();
  }
}
