package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
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
            stories::aBatchThatSomebodyStops,
            stories::aPauseThatIsCalledOffBeforeItBegins,
            stories::anInstanceThatLostItsInterface,
            stories::aBatchThatHasToBeUpForAWhile,
            stories::aDeployThatOvertakesAnother,
            stories::aStackThatIsMadeDeployedAndTakenBack,
            stories::aStackThatIsDeletedWhileItDeploys,
            stories::theInputsOfACluster,
            stories::aServerThatIsTakenAway)
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
    // The instances of the pool are of the old version, and so is the first replacement.
    story.fails(story.roll(), "Rollout.Stopped.Conflict");
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

  private void aPauseThatIsCalledOffBeforeItBegins() {
    Story story = servers(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.invokes("pause", "lunch");
    story.untilDecided("PAUSE");
    story.callFaults(
        call ->
            call.caller().startsWith("AskPerson") && call.operation().equals("UpdateItem")
                ? new CallFault.Slow(Duration.ofSeconds(20))
                : new CallFault.None());
    person.invokes("resume", "no lunch today");
    story.succeeds(rollout);
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

  private void aBatchThatHasToBeUpForAWhile() {
    Story story = servers(2);
    story.pass(Duration.ofMinutes(3));
    story.stage().cluster().deployNewImage();
    story.succeeds(story.start(1, Map.of("minUptimeSeconds", 120)));
    story.endsWell();
  }

  private void aDeployThatOvertakesAnother() {
    Story story = servers(3);
    Formation formation = Formation.of(story);
    require(formation.create(), "the creation");
    String first = updates(story, formation);
    story.untilTerminations(1);
    String second = updates(story, formation);
    formation.awaited(first);
    formation.awaited(second);
    story.heals();
    story.endsWell();
  }

  /** Updates the first link with a new image, without waiting for it. */
  private static String updates(Story story, Formation formation) {
    long version = story.stage().cluster().deployNewImage();
    story.expectsRollout(1);
    return formation.send(
        formation.updateOf(1, Map.of("LaunchTemplateVersion", Long.toString(version))));
  }

  private void aStackThatIsMadeDeployedAndTakenBack() {
    Story story = recorded(Story.behind(LoadBalancerKind.BOTH, 2));
    Formation formation = Formation.of(story);
    require(formation.create(), "the creation");
    require(formation.deploy(), "the deploy");
    story.neverBoots(1, 3);
    require(!formation.deploy(), "the failure of a deploy that does not boot");
    story.faultsEnd();
    story.endsWell();
  }

  private void aStackThatIsDeletedWhileItDeploys() {
    Story story = servers(3);
    Formation formation = Formation.of(story);
    require(formation.create(), "the creation");
    updates(story, formation);
    story.untilTerminations(1);
    require(formation.delete(), "the deletion");
    story.pass(Duration.ofMinutes(30));
    story.endsWell();
  }

  private void theInputsOfACluster() {
    Story story = recorded(Story.behind(LoadBalancerKind.BOTH, 3));
    Cluster cluster = story.stage().cluster();
    StackByHand stack = new StackByHand(story);
    Map<String, Object> properties =
        Map.ofEntries(
            Map.entry("ServerGroup", cluster.name()),
            Map.entry("ClusterName", cluster.name()),
            Map.entry("ClusterSize", "3"),
            Map.entry("VpcId", cluster.vpc()),
            Map.entry("SubnetIds", subnets(story)),
            Map.entry("DnsNames", List.of("")),
            Map.entry("DnsNameCommonPortion", "confluent-tools.example.com"),
            Map.entry("Route53HostedZoneId", cluster.hostedZone()),
            Map.entry("DeploymentBatchSize", "1"),
            Map.entry("RolloutOptions", "{}"),
            Map.entry("AttachEni", "true"),
            Map.entry("EnableElasticIps", "false"),
            Map.entry("EbsVolumeSize", "10"),
            Map.entry("HealthCheckType", "ELB"),
            Map.entry("ElbNames", List.copyOf(cluster.balancers().classicLoadBalancers())),
            Map.entry("TargetGroupArns", List.copyOf(cluster.balancers().targetGroupArns())),
            Map.entry("WaitForCapacityTimeoutMinutes", "10"));
    for (String type : List.of("Custom::ClusterInputs", "Custom::SubnetZones")) {
      ReceivedAnswer answer =
          stack.ask(DeployedFunction.CLUSTER_INPUTS, "Create", type, "Inputs", properties);
      require(answer.status().equals("SUCCESS"), answer.reason());
    }
    story.endsWell();
  }

  private static List<String> subnets(Story story) {
    return story.stage().cluster().members().stream()
        .map(member -> story.aws().ec2World().interfaces().require(member.networkInterface()))
        .map(eni -> eni.subnet().id())
        .toList();
  }

  private void aServerThatIsTakenAway() {
    Story story = servers(2);
    Cluster.Member member = story.member(1);
    new Operator(story).deleteGroup(1, true);
    story.until(
        () -> story.aws().autoScalingWorld().group(member.group()) == null, "the group's end");
    ReceivedAnswer answer =
        new StackByHand(story)
            .ask(
                DeployedFunction.DNS_RECORDS,
                "Delete",
                "Custom::DnsRecords",
                "DnsRecord1",
                Map.of(
                    "ServerGroup", story.stage().cluster().name(),
                    "Index", "1",
                    "HostedZoneId", story.stage().cluster().hostedZone(),
                    "Name", member.dnsName(),
                    "Address", member.address()));
    require(answer.status().equals("SUCCESS"), answer.reason());
  }

  private static void require(boolean happened, String what) {
    if (!happened) {
      throw new AssertionError("it did not come to " + what);
    }
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
