package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.autoscaling.Member;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** One Auto Scaling group of a story, looked at and changed by hand. */
final class GroupByHand {
  private final Story story;
  private final String group;

  /**
   * @param server one that the group launches
   */
  GroupByHand(Story story, int server) {
    this.story = story;
    this.group = story.member(server).group();
  }

  String group() {
    return group;
  }

  List<Member> members() {
    return List.copyOf(story.aws().autoScalingWorld().group(group).members());
  }

  /** The instances of the warm pool. */
  List<Member> spares() {
    return List.copyOf(story.aws().autoScalingWorld().group(group).warmPool().members());
  }

  /** Who is held by the launch hook. */
  List<String> waiting() {
    return members().stream()
        .filter(member -> member.state().toString().equals("Pending:Wait"))
        .map(Member::instanceId)
        .toList();
  }

  /** Lets the group launch one instance more than there are servers for it. */
  String launchesAnExtraInstance() {
    capacity(members().size() + 1);
    return awaitsLaunch();
  }

  String awaitsLaunch() {
    story.until(() -> !waiting().isEmpty(), "a launch of " + group);
    return waiting().getFirst();
  }

  void capacity(int instances) {
    update(request -> request.minSize(0).maxSize(9).desiredCapacity(instances));
  }

  void update(Consumer<UpdateAutoScalingGroupRequest.Builder> change) {
    story
        .aws()
        .autoScaling()
        .updateAutoScalingGroup(request -> change.accept(request.autoScalingGroupName(group)));
  }

  void warmPool(Consumer<PutWarmPoolRequest.Builder> pool) {
    story
        .aws()
        .autoScaling()
        .putWarmPool(request -> pool.accept(request.autoScalingGroupName(group)));
  }

  void noWarmPool() {
    story
        .aws()
        .autoScaling()
        .deleteWarmPool(request -> request.autoScalingGroupName(group).forceDelete(true));
    story.until(
        () -> story.aws().autoScalingWorld().group(group).warmPool() == null,
        "the end of the pool");
  }

  void tag(String key, String value) {
    story
        .aws()
        .autoScaling()
        .createOrUpdateTags(
            request ->
                request.tags(
                    Tag.builder()
                        .resourceId(group)
                        .resourceType("auto-scaling-group")
                        .key(key)
                        .value(value)
                        .propagateAtLaunch(false)
                        .build()));
  }

  /** Ends a lifecycle action by hand. */
  void completes(String hook, String instance, String result) {
    story
        .aws()
        .autoScaling()
        .completeLifecycleAction(
            request ->
                request
                    .autoScalingGroupName(group)
                    .lifecycleHookName(hook)
                    .instanceId(instance)
                    .lifecycleActionResult(result));
  }

  /** Terminates an instance behind the back of its group. */
  void terminatesInEc2(String instance) {
    var instances = story.aws().ec2World().instances();
    instances.terminate(instances.require(instance), "by an operator");
  }
}
