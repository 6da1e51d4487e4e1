package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Instance;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What a person does to the cluster of a story, past the control plane and at once. */
final class Operator {
  private final Story story;
  private final AutoScalingClient autoScaling;

  Operator(Story story) {
    this.story = story;
    this.autoScaling = story.aws().autoScaling();
  }

  /** Has the group replace the instance of a server. */
  void replace(int server) {
    terminate(story.server(server).instance(), true);
  }

  /** Has the group replace the instance of a server; the new one, as soon as it is held. */
  Instance awaitHeldReplacement(int server) {
    replace(server);
    return awaitHeld(server, story.server(server).instance());
  }

  /** The next instance of a server after another one, as soon as it is held. */
  Instance awaitHeld(int server, String after) {
    story.until(
        () -> isHeld(server) && !story.server(server).instance().equals(after),
        "a held launch of server " + server);
    return instanceOf(story.server(server).instance());
  }

  private boolean isHeld(int server) {
    return story.server(server).state().equals("Pending:Wait");
  }

  void tagGroup(int server, String key, String value) {
    Tag tag =
        Tag.builder()
            .resourceId(group(server))
            .resourceType("auto-scaling-group")
            .key(key)
            .value(value)
            .propagateAtLaunch(false)
            .build();
    autoScaling.createOrUpdateTags(request -> request.tags(tag));
  }

  /** Tags an interface or a volume. */
  void tag(String resource, String key, String value) {
    story.aws().ec2().createTags(request -> request.resources(resource).tags(ec2Tag(key, value)));
  }

  /** Makes another network interface for a server beside its own. */
  String twinOf(int server) {
    String own = story.member(server).networkInterface();
    return interfaceFor(server, story.aws().ec2World().interfaces().require(own).subnet().id());
  }

  /** Makes a network interface that is tagged for a server. */
  String interfaceFor(int server, String subnet) {
    return story
        .aws()
        .ec2()
        .createNetworkInterface(
            request ->
                request
                    .subnetId(subnet)
                    .tagSpecifications(
                        TagSpecification.builder()
                            .resourceType(ResourceType.NETWORK_INTERFACE)
                            .tags(
                                ec2Tag("ServerGroupName", story.stage().cluster().name()),
                                ec2Tag("ServerGroupIndex", Integer.toString(server)))
                            .build()))
        .networkInterface()
        .networkInterfaceId();
  }

  private static software.amazon.awssdk.services.ec2.model.Tag ec2Tag(String key, String value) {
    return software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).value(value).build();
  }

  void untag(String resource, String key) {
    var tag = software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).build();
    story.aws().ec2().deleteTags(request -> request.resources(resource).tags(tag));
  }

  /** The volume of a server. */
  EbsVolume volume(int server) {
    return story.aws().ec2World().volumes().require(story.member(server).volume());
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

  /**
   * Terminates an instance by its group, which replaces it or has one less; refused while the
   * instance launches.
   */
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

  /** Takes the tag from a server's volume, so that its slot has none any more. */
  void forgetVolume(int server) {
    untag(story.member(server).volume(), "ServerGroupName");
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

  /** Gives up the launch of an instance that its hook holds; its group replaces it. */
  void abandonLaunch(int server, String instance) {
    autoScaling.completeLifecycleAction(
        request ->
            request
                .autoScalingGroupName(group(server))
                .lifecycleHookName(ControlPlane.LAUNCH_HOOK)
                .instanceId(instance)
                .lifecycleActionResult("ABANDON"));
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
