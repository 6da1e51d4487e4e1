package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.world.WorldTimings;
import java.time.Duration;
import java.util.function.Consumer;

/** Stories in which the function that hands out slots makes every call that it ever makes. */
final class IdentityPermissionStories {
  private final Consumer<Story> listener;

  private IdentityPermissionStories(Consumer<Story> listener) {
    this.listener = listener;
  }

  static void tell(Consumer<Story> listener) {
    IdentityPermissionStories stories = new IdentityPermissionStories(listener);
    stories.aReplacementThatGivesItsVolumesBackEarly();
    stories.aLaunchThatWaitsForNameServers();
    stories.launchesThatAreAbandonedOneAfterTheOther();
    stories.anInterfaceThatWouldGoWithItsInstance();
    stories.anInstanceThatLostItsInterface();
  }

  private Story recorded(Story story) {
    listener.accept(story);
    return story;
  }

  private Story servers(int servers) {
    return recorded(Story.of(servers));
  }

  private void aReplacementThatGivesItsVolumesBackEarly() {
    Story story = servers(2);
    Operator operator = new Operator(story);
    operator.tagGroup(0, "ServerGroupEarlyRelease", "everything");
    operator.replace(0);
    story.untilReplaced(0);
    story.endsWell();
  }

  private void aLaunchThatWaitsForNameServers() {
    Story story =
        recorded(Story.of(2, WorldTimings.usual().with(WorldTimings.Step.RECORD_PROPAGATION, 120)));
    Operator operator = new Operator(story);
    operator.tagGroup(0, "ServerGroupWaitForDns", "true");
    operator.replace(0);
    story.untilReplaced(0);
    story.endsWell();
  }

  private void launchesThatAreAbandonedOneAfterTheOther() {
    Story story = servers(2);
    String twin = new Operator(story).twinOf(0);
    new Operator(story).terminateInEc2(story.server(0).instance());
    story.pass(Duration.ofMinutes(15));
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(twin));
    story.heals();
    story.endsWell();
  }

  private void anInterfaceThatWouldGoWithItsInstance() {
    Story story = servers(1);
    String id = story.member(0).networkInterface();
    String attachment = story.aws().ec2World().interfaces().require(id).attachment().id();
    story
        .aws()
        .ec2()
        .modifyNetworkInterfaceAttribute(
            request ->
                request
                    .networkInterfaceId(id)
                    .attachment(
                        change -> change.attachmentId(attachment).deleteOnTermination(true)));
    story.pass(Duration.ofMinutes(6));
    story.endsWell();
  }

  private void anInstanceThatLostItsInterface() {
    Story story = servers(1);
    String id = story.member(0).networkInterface();
    String attachment = story.aws().ec2World().interfaces().require(id).attachment().id();
    story.aws().ec2().detachNetworkInterface(request -> request.attachmentId(attachment));
    story.pass(Duration.ofMinutes(11));
    story.endsWell();
  }
}
