package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Instance;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** What a person does to the cluster of a story, past the control plane and at once. */
final class Operator {
  private final Story story;

  Operator(Story story) {
    this.story = story;
  }

  /** Has the group replace the instance of a server. */
  void replace(int server) {
    story
        .aws()
        .autoScaling()
        .terminateInstanceInAutoScalingGroup(
            request ->
                request
                    .instanceId(story.server(server).instance())
                    .shouldDecrementDesiredCapacity(false));
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
    return story.aws().ec2World().instances().require(story.server(server).instance());
  }

  private boolean isHeld(int server) {
    return story.server(server).state().equals("Pending:Wait");
  }

  void tagGroup(int server, String key, String value) {
    String group = story.member(server).group();
    Tag tag =
        Tag.builder()
            .resourceId(group)
            .resourceType("auto-scaling-group")
            .key(key)
            .value(value)
            .propagateAtLaunch(false)
            .build();
    story.aws().autoScaling().createOrUpdateTags(request -> request.tags(tag));
  }

  /** Tags an interface or a volume. */
  void tag(String resource, String key, String value) {
    var tag = software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).value(value).build();
    story.aws().ec2().createTags(request -> request.resources(resource).tags(tag));
  }

  void untag(String resource, String key) {
    var tag = software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).build();
    story.aws().ec2().deleteTags(request -> request.resources(resource).tags(tag));
  }

  /** The volume of a server. */
  EbsVolume volume(int server) {
    return story.aws().ec2World().volumes().require(story.member(server).volume());
  }
}
