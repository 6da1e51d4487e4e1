package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Stories in which the functions that CloudFormation calls make every call that they ever make. */
final class StackPermissionStories {
  private final Consumer<Story> listener;

  private StackPermissionStories(Consumer<Story> listener) {
    this.listener = listener;
  }

  static void tell(Consumer<Story> listener) {
    StackPermissionStories stories = new StackPermissionStories(listener);
    stories.aStackThatIsMadeDeployedAndTakenBack();
    stories.aStackThatIsDeletedWhileItDeploys();
    stories.aDeployThatOvertakesAnother();
    stories.aDeployThatOvertakesOneThatWaitsForAPerson();
    stories.aStackThatIsDeletedWhileItWaitsForAPerson();
    stories.theInputsOfACluster();
    stories.aServerThatIsTakenAway();
  }

  private Story recorded(Story story) {
    listener.accept(story);
    return story;
  }

  private Story servers(int servers) {
    return recorded(Story.of(servers));
  }

  private void aStackThatIsMadeDeployedAndTakenBack() {
    Story story = recorded(Story.behind(LoadBalancerKind.BOTH, 2));
    Formation formation = Formation.of(story);
    PermissionStories.require(formation.create(), "the creation");
    PermissionStories.require(formation.deploy(), "the deploy");
    story.neverBoots(1, 3);
    PermissionStories.require(!formation.deploy(), "the failure of a deploy that does not boot");
    story.faultsEnd();
    story.endsWell();
  }

  private void aStackThatIsDeletedWhileItDeploys() {
    Story story = servers(3);
    Formation formation = Formation.of(story);
    PermissionStories.require(formation.create(), "the creation");
    updates(story, formation);
    story.untilTerminations(1);
    PermissionStories.require(formation.delete(), "the deletion");
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
      PermissionStories.require(answer.status().equals("SUCCESS"), answer.reason());
    }
    refused(stack, properties);
    story.endsWell();
  }

  /** An update that is refused asks CloudFormation whether it is a rollback. */
  private static void refused(StackByHand stack, Map<String, Object> properties) {
    Map<String, Object> smaller = new HashMap<>(properties);
    smaller.put("EbsVolumeSize", "5");
    ReceivedAnswer answer =
        stack.ask(
            DeployedFunction.CLUSTER_INPUTS, "Update", "Custom::ClusterInputs", "Inputs", smaller);
    PermissionStories.require(answer.reason().endsWith("cannot shrink"), answer.reason());
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
    PermissionStories.require(answer.status().equals("SUCCESS"), answer.reason());
  }

  private void aDeployThatOvertakesAnother() {
    Story story = servers(3);
    Formation formation = Formation.of(story);
    PermissionStories.require(formation.create(), "the creation");
    String first = updates(story, formation);
    story.untilTerminations(1);
    String second = updates(story, formation);
    formation.awaited(first);
    formation.awaited(second);
    story.heals();
    story.endsWell();
  }

  private void aDeployThatOvertakesOneThatWaitsForAPerson() {
    Story story = servers(3);
    Formation formation = waitsForAPerson(story);
    formation.awaited(updates(story, formation, Map.of("RolloutOptions", "{}")));
    story.heals();
    story.endsWell();
  }

  private void aStackThatIsDeletedWhileItWaitsForAPerson() {
    Story story = servers(3);
    Formation formation = waitsForAPerson(story);
    PermissionStories.require(formation.delete(), "the deletion");
    story.pass(Duration.ofMinutes(30));
    story.endsWell();
  }

  private static Formation waitsForAPerson(Story story) {
    Formation formation = Formation.of(story);
    PermissionStories.require(formation.create(), "the creation");
    updates(story, formation, Map.of("RolloutOptions", "{\"checkpoints\": \"canary\"}"));
    new Person(story).awaitsQuestion();
    return formation;
  }

  /** Updates the first link with a new image, without waiting for it. */
  private static String updates(Story story, Formation formation) {
    return updates(story, formation, Map.of());
  }

  private static String updates(Story story, Formation formation, Map<String, String> changes) {
    long version = story.stage().cluster().deployNewImage();
    story.expectsRollout(1);
    Map<String, String> all = new HashMap<>(changes);
    all.put("LaunchTemplateVersion", Long.toString(version));
    return formation.send(formation.updateOf(1, all));
  }

  private static List<String> subnets(Story story) {
    return story.stage().cluster().members().stream()
        .map(member -> story.aws().ec2World().interfaces().require(member.networkInterface()))
        .map(eni -> eni.subnet().id())
        .toList();
  }
}
