package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Stories in which the functions together make every call that they ever make, as rare as some are.
 * A permission that none of them needs is one too many.
 */
public final class PermissionStories {
  private static final Map<String, Object> BACK = Map.of("onFailure", "ROLLBACK");

  private final RecordedAccess access;

  private PermissionStories(RecordedAccess access) {
    this.access = access;
  }

  /** Tells all stories. */
  public static void tell(RecordedAccess access) {
    PermissionStories stories = new PermissionStories(access);
    List.<Runnable>of(
            stories::aRolloutBehindBothKindsOfLoadBalancers,
            stories::aReplacementThatGivesItsVolumesBackEarly,
            stories::aLaunchThatWaitsForNameServers,
            stories::aGroupOfSeveralServersWithAWarmPool,
            stories::launchesThatAreAbandonedOneAfterTheOther,
            stories::anInterfaceThatWouldGoWithItsInstance,
            stories::aRolloutToANumberThatTurnsBack,
            stories::aRolloutOfMixedInstances,
            stories::anAlarmThatStopsARollout,
            stories::aBatchThatFails,
            stories::aCheckpointAPauseAndAnEnd,
            stories::aLockThatIsTakenOver,
            stories::aRolloutThatIsHandedOver,
            stories::aBatchOfWhichNothingIsKnown,
            stories::aBatchThatSomebodyStops)
        .forEach(Runnable::run);
  }

  private Story recorded(Story story) {
    access.listen(story);
    return story;
  }

  private Story servers(int servers) {
    return recorded(Story.of(servers));
  }

  private void aRolloutBehindBothKindsOfLoadBalancers() {
    Story story = recorded(Story.behind(LoadBalancerKind.BOTH, 2));
    story.succeeds(story.roll());
    story.endsWell();
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

  private void aGroupOfSeveralServersWithAWarmPool() {
    Story story = recorded(Story.of(Topology.GROUP_PER_ZONE, 4));
    GroupByHand operator = new GroupByHand(story, 0);
    operator.warmPool(
        pool -> pool.maxGroupPreparedCapacity(3).instanceReusePolicy(r -> r.reuseOnScaleIn(true)));
    story.pass(Duration.ofMinutes(10));
    // The instances of the pool are of the old version, so that this one has nothing to replace.
    story.succeeds(story.start(1));
    new Operator(story).replace(3);
    story.untilReplaced(3);
    story.endsWell();
  }

  private void launchesThatAreAbandonedOneAfterTheOther() {
    Story story = servers(2);
    String twin = twinOf(story, 0);
    new Operator(story).terminateInEc2(story.server(0).instance());
    story.pass(Duration.ofMinutes(15));
    story.aws().ec2().deleteNetworkInterface(request -> request.networkInterfaceId(twin));
    story.heals();
    story.endsWell();
  }

  private static String twinOf(Story story, int server) {
    String subnet =
        story
            .aws()
            .ec2World()
            .interfaces()
            .require(story.member(server).networkInterface())
            .subnet()
            .id();
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
                                tag("ServerGroupName", story.stage().cluster().name()),
                                tag("ServerGroupIndex", Integer.toString(server)))
                            .build()))
        .networkInterface()
        .networkInterfaceId();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
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

  private void aRolloutToANumberThatTurnsBack() {
    Story story = servers(3);
    new TemplateByHand(story).name("1");
    story.stage().cluster().deployNewImage();
    story.neverBoots(2, 2);
    Execution rollout =
        story.start(1, 2, Map.of("launchTemplateVersion", 2, "onFailure", "ROLLBACK"));
    story.fails(rollout, "Rollout.RolledBack");
    story.endsWell();
  }

  private void aRolloutOfMixedInstances() {
    Story story = servers(2);
    new TemplateByHand(story).nameMixed("1");
    story.stage().cluster().deployNewImage();
    story.succeeds(story.start(1, 2, Map.of("launchTemplateVersion", 2)));
    story.endsWell();
  }

  private void anAlarmThatStopsARollout() {
    Story story = servers(3);
    story.aws().alarms().create("errors");
    story.aws().alarms().createComposite("service");
    story.stage().cluster().deployNewImage();
    Execution rollout =
        story.start(1, Map.of("onFailure", "ROLLBACK", "alarms", List.of("errors", "service")));
    story.untilTerminations(2);
    story.aws().alarms().set("service", AlarmState.ALARM, "5 errors");
    story.fails(rollout, "Rollout.RolledBack");
    story.endsWell();
  }

  private void aBatchThatFails() {
    Story story = servers(2);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);
    story.fails(story.start(1), "Rollout.Stopped.Timeout");
    story.faultsEnd();
    story.endsWell();
  }

  private void aCheckpointAPauseAndAnEnd() {
    Story story = servers(3);
    Person person = new Person(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("checkpoints", "canary"));
    person.awaitsQuestion();
    person.invokes("resume", "the canary is fine");
    story.untilTerminations(2);
    person.invokes("pause", "lunch");
    person.awaitsQuestion();
    person.invokes("resume", "after lunch");
    story.untilTerminations(3);
    person.invokes("pause", "another look");
    person.invokes("resume", "no, go on");
    story.succeeds(rollout);
    story.stage().cluster().deployNewImage();
    Execution next = story.start(1, Map.of("checkpoints", "canary"));
    person.awaitsQuestion();
    person.invokes("cancel", "not today");
    story.ended(next);
    story.pass(Duration.ofMinutes(2));
    Execution last = story.start(1);
    story.untilTerminations(5);
    person.invokes("cancel", "not like this");
    story.ended(last);
    story.pass(Duration.ofMinutes(2));
    story.endsWell();
  }

  private void aLockThatIsTakenOver() {
    Story story = servers(2);
    Execution died = story.roll();
    story.untilTerminations(1);
    story.fails(story.start(1), "Rollout.Refused");
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    story.stop(died);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  private void aRolloutThatIsHandedOver() {
    Story story = servers(2);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    story.ended(full);
    story.succeeds(FullHistory.executions(story).getFirst());
    story.endsWell();
  }

  private void aBatchOfWhichNothingIsKnown() {
    Story story = servers(3);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, BACK);
    story.untilTerminations(2);
    killTheBatch(story);
    story.ended(rollout);
    story.pass(Duration.ofMinutes(30));
    story.endsWell();
  }

  private void aBatchThatSomebodyStops() {
    Story story = servers(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    killTheBatch(story);
    story.ended(rollout);
    story.pass(Duration.ofMinutes(2));
    story.endsWell();
  }

  private static void killTheBatch(Story story) {
    Consumer<Execution> stop =
        execution ->
            story.aws().engine().stopExecution(execution.arn(), "Cancelled", "by an operator");
    story.aws().engine().executions(replaceBatchArn(story)).stream().limit(1).forEach(stop);
  }

  private static String replaceBatchArn(Story story) {
    return story
        .stage()
        .controlPlane()
        .rollingDeployArn()
        .replace(ControlPlane.ROLLING_DEPLOY, ControlPlane.REPLACE_BATCH);
  }
}
