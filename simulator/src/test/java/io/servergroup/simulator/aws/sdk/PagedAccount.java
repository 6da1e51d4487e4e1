package io.servergroup.simulator.aws.sdk;

import io.servergroup.simulator.aws.ec2.LaunchData;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.elb.HealthCheck;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.SimulatedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** An account with some more of everything than fits on the smallest page. */
final class PagedAccount {
  private static final int MANY = 7;
  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 3, 2);
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Wait",
       "States": {"Wait": {"Type": "Wait", "Seconds": 1, "Next": "Done"}, "Done": {"Type": "Succeed"}}}
      """;

  final SimulatedAws aws = new SimulatedAws(new Simulation(4), Pace.usual());
  final String machine;
  final String execution;
  final String zone;

  PagedAccount() {
    Subnet subnet = aws.ec2World().createSubnet("vpc-1", "eu-west-1a", "10.0.0.0/24");
    List<TemplateVersion> templates = numbers().mapToObj(i -> template("tools-" + i)).toList();
    numbers().forEach(i -> addVersion(templates.getFirst(), i));
    numbers().forEach(i -> group("group-" + i, i == 0 ? MANY : 0, subnet));
    numbers()
        .forEach(
            i -> {
              aws.ec2World().createSubnet("vpc-1", "eu-west-1b", "10.0." + (i + 1) + ".0/24");
              aws.ec2World().volumes().create("eu-west-1a", 8, "gp3", Map.of());
              aws.alarms().create("alarm-" + i);
              aws.balancers().createClassic("web-" + i, 80, CHECK, Duration.ZERO);
              aws.balancers().createTargetGroup("api-" + i, 80, CHECK, Duration.ZERO);
              aws.dns().createZone(i + ".example.com", true);
              aws.engine().createStateMachine("machine-" + i, "arn:aws:iam::1:role/r", MACHINE);
              aws.autoScaling()
                  .putScheduledUpdateGroupAction(
                      p ->
                          p.autoScalingGroupName("group-1")
                              .scheduledActionName("action-" + i)
                              .startTime(Instant.parse("2027-01-01T00:00:00Z").plusSeconds(i))
                              .desiredCapacity(0));
            });
    aws.autoScaling()
        .putWarmPool(
            p -> p.autoScalingGroupName("group-0").minSize(MANY).poolState(WarmPoolState.RUNNING));
    aws.autoScalingWorld()
        .setInstanceRefreshes(
            "group-2",
            numbers()
                .mapToObj(i -> InstanceRefresh.builder().instanceRefreshId("r-" + i).build())
                .toList());
    this.zone = aws.dns().createZone("tools.example", true);
    numbers().forEach(this::record);
    this.machine = aws.engine().createStateMachine("deploy", "arn:aws:iam::1:role/r", MACHINE);
    numbers().forEach(i -> start("run-" + i));
    this.execution = start("run");
    aws.simulation().queue().runUntil(aws.simulation().now().plus(Duration.ofMinutes(30)));
  }

  private static IntStream numbers() {
    return IntStream.range(0, MANY);
  }

  private TemplateVersion template(String name) {
    return aws.ec2World()
        .templates()
        .create(name, "", new LaunchData("ami-1", "t3.medium", null, Map.of()));
  }

  private void addVersion(TemplateVersion first, int i) {
    aws.ec2World()
        .templates()
        .addVersion(first.template(), "", new LaunchData("ami-" + i, "t3.medium", null, Map.of()));
  }

  private void group(String name, int size, Subnet subnet) {
    aws.autoScaling()
        .createAutoScalingGroup(
            g ->
                g.autoScalingGroupName(name)
                    .minSize(0)
                    .maxSize(2 * MANY)
                    .desiredCapacity(size)
                    .vpcZoneIdentifier(subnet.id())
                    .launchTemplate(t -> t.launchTemplateName("tools-0").version("1")));
  }

  private void record(int i) {
    Change change =
        Change.builder()
            .action(ChangeAction.CREATE)
            .resourceRecordSet(
                r ->
                    r.name(i + ".tools.example")
                        .type(RRType.A)
                        .ttl(60L)
                        .resourceRecords(ResourceRecord.builder().value("10.0.0.1").build()))
            .build();
    aws.route53()
        .changeResourceRecordSets(c -> c.hostedZoneId(zone).changeBatch(b -> b.changes(change)));
    aws.simulation().queue().runUntil(aws.simulation().now().plus(Duration.ofMinutes(2)));
  }

  private String start(String name) {
    return aws.stepFunctions()
        .startExecution(s -> s.stateMachineArn(machine).name(name))
        .executionArn();
  }
}
