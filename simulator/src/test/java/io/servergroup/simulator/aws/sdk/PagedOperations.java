package io.servergroup.simulator.aws.sdk;

import io.servergroup.simulator.aws.sdk.PagedOperation.Answer;
import io.servergroup.simulator.aws.sdk.PagedOperation.Sizes;
import java.util.List;
import java.util.function.BiFunction;

/** Every paged operation, asked about an account. */
record PagedOperations(PagedAccount account) {
  /** Every paged operation, with the sizes of the API reference and the errors of its service. */
  List<PagedOperation> all() {
    return List.of(
        scaling("describeAutoScalingGroups", 100, this::groups),
        scaling("describeAutoScalingInstances", 50, this::groupInstances),
        scaling("describeInstanceRefreshes", 100, this::refreshes),
        scaling("describeScalingActivities", 100, this::activities),
        scaling("describeScheduledActions", 100, this::scheduledActions),
        scaling("describeWarmPool", 50, this::warmInstances),
        new PagedOperation(
            "describeAlarms",
            new Sizes(1, 100),
            "ValidationError",
            "InvalidNextToken",
            this::alarms),
        ec2("describeInstances", 5, 1000, this::instances),
        ec2("describeInstanceStatus", 5, 1000, this::statuses),
        ec2("describeLaunchTemplates", 1, 200, this::templates),
        ec2("describeLaunchTemplateVersions", 1, 200, this::versions),
        ec2("describeNetworkInterfaces", 5, 1000, this::interfaces),
        ec2("describeSubnets", 5, 1000, this::subnets),
        ec2("describeVolumes", 5, 1000, this::volumes),
        balancing("describeLoadBalancers", this::classics),
        balancing("describeTargetGroups", this::targetGroups),
        new PagedOperation("listHostedZones", new Sizes(1, 100), "", "InvalidInput", this::zones),
        new PagedOperation(
            "listResourceRecordSets", new Sizes(1, 300), "", "InvalidInput", this::records),
        states("listExecutions", this::executions),
        states("listStateMachines", this::machines),
        states("getExecutionHistory", this::history));
  }

  private static PagedOperation scaling(
      String name, int most, BiFunction<Integer, String, Answer> asked) {
    return new PagedOperation(
        name, new Sizes(1, most), "ValidationError", "InvalidNextToken", asked);
  }

  private static PagedOperation ec2(
      String name, int least, int most, BiFunction<Integer, String, Answer> asked) {
    return new PagedOperation(
        name, new Sizes(least, most), "InvalidParameterValue", "InvalidParameterValue", asked);
  }

  private static PagedOperation balancing(String name, BiFunction<Integer, String, Answer> asked) {
    return new PagedOperation(name, new Sizes(1, 400), "ValidationError", "ValidationError", asked);
  }

  /** Step Functions takes 0 for its usual size. */
  private static PagedOperation states(String name, BiFunction<Integer, String, Answer> asked) {
    return new PagedOperation(name, new Sizes(1, 1000), "", "InvalidToken", asked);
  }

  private Answer groups(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeAutoScalingGroups(d -> d.maxRecords(size).nextToken(token));
    return new Answer(
        page.autoScalingGroups().stream().map(g -> g.autoScalingGroupName()).toList(),
        page.nextToken());
  }

  private Answer groupInstances(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeAutoScalingInstances(d -> d.maxRecords(size).nextToken(token));
    return new Answer(
        page.autoScalingInstances().stream().map(i -> i.instanceId()).toList(), page.nextToken());
  }

  private Answer refreshes(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeInstanceRefreshes(
                d -> d.autoScalingGroupName("group-2").maxRecords(size).nextToken(token));
    return new Answer(
        page.instanceRefreshes().stream().map(r -> r.instanceRefreshId()).toList(),
        page.nextToken());
  }

  private Answer activities(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeScalingActivities(
                d -> d.autoScalingGroupName("group-0").maxRecords(size).nextToken(token));
    return new Answer(
        page.activities().stream().map(a -> a.activityId()).toList(), page.nextToken());
  }

  private Answer scheduledActions(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeScheduledActions(
                d -> d.autoScalingGroupName("group-1").maxRecords(size).nextToken(token));
    return new Answer(
        page.scheduledUpdateGroupActions().stream().map(a -> a.scheduledActionName()).toList(),
        page.nextToken());
  }

  private Answer warmInstances(Integer size, String token) {
    var page =
        account
            .aws
            .autoScaling()
            .describeWarmPool(
                d -> d.autoScalingGroupName("group-0").maxRecords(size).nextToken(token));
    return new Answer(
        page.instances().stream().map(i -> i.instanceId()).toList(), page.nextToken());
  }

  private Answer alarms(Integer size, String token) {
    var page = account.aws.cloudWatch().describeAlarms(d -> d.maxRecords(size).nextToken(token));
    return new Answer(
        page.metricAlarms().stream().map(a -> a.alarmName()).toList(), page.nextToken());
  }

  private Answer instances(Integer size, String token) {
    var page = account.aws.ec2().describeInstances(d -> d.maxResults(size).nextToken(token));
    return new Answer(
        page.reservations().stream()
            .flatMap(r -> r.instances().stream())
            .map(i -> i.instanceId())
            .toList(),
        page.nextToken());
  }

  private Answer statuses(Integer size, String token) {
    var page = account.aws.ec2().describeInstanceStatus(d -> d.maxResults(size).nextToken(token));
    return new Answer(
        page.instanceStatuses().stream().map(s -> s.instanceId()).toList(), page.nextToken());
  }

  private Answer templates(Integer size, String token) {
    var page = account.aws.ec2().describeLaunchTemplates(d -> d.maxResults(size).nextToken(token));
    return new Answer(
        page.launchTemplates().stream().map(t -> t.launchTemplateId()).toList(), page.nextToken());
  }

  private Answer versions(Integer size, String token) {
    var page =
        account
            .aws
            .ec2()
            .describeLaunchTemplateVersions(
                d -> d.launchTemplateName("tools-0").maxResults(size).nextToken(token));
    return new Answer(
        page.launchTemplateVersions().stream().map(v -> "" + v.versionNumber()).toList(),
        page.nextToken());
  }

  private Answer interfaces(Integer size, String token) {
    var page =
        account.aws.ec2().describeNetworkInterfaces(d -> d.maxResults(size).nextToken(token));
    return new Answer(
        page.networkInterfaces().stream().map(i -> i.networkInterfaceId()).toList(),
        page.nextToken());
  }

  private Answer subnets(Integer size, String token) {
    var page = account.aws.ec2().describeSubnets(d -> d.maxResults(size).nextToken(token));
    return new Answer(page.subnets().stream().map(s -> s.subnetId()).toList(), page.nextToken());
  }

  private Answer volumes(Integer size, String token) {
    var page = account.aws.ec2().describeVolumes(d -> d.maxResults(size).nextToken(token));
    return new Answer(page.volumes().stream().map(v -> v.volumeId()).toList(), page.nextToken());
  }

  private Answer classics(Integer size, String token) {
    var page =
        account
            .aws
            .classicLoadBalancers()
            .describeLoadBalancers(d -> d.pageSize(size).marker(token));
    return new Answer(
        page.loadBalancerDescriptions().stream().map(b -> b.loadBalancerName()).toList(),
        page.nextMarker());
  }

  private Answer targetGroups(Integer size, String token) {
    var page =
        account.aws.loadBalancers().describeTargetGroups(d -> d.pageSize(size).marker(token));
    return new Answer(
        page.targetGroups().stream().map(g -> g.targetGroupArn()).toList(), page.nextMarker());
  }

  private Answer zones(Integer size, String token) {
    var page =
        account
            .aws
            .route53()
            .listHostedZones(d -> d.maxItems(size == null ? null : "" + size).marker(token));
    return new Answer(page.hostedZones().stream().map(z -> z.id()).toList(), page.nextMarker());
  }

  /** Its token is a name and a type: any name will do, but not a type without one. */
  private Answer records(Integer size, String token) {
    String name = token == null || token.equals("gibberish") ? null : token.split(" ", 2)[0];
    String type = token == null ? null : token.equals("gibberish") ? "A" : token.split(" ", 2)[1];
    var page =
        account
            .aws
            .route53()
            .listResourceRecordSets(
                d ->
                    d.hostedZoneId(account.zone)
                        .maxItems(size == null ? null : "" + size)
                        .startRecordName(name)
                        .startRecordType(type));
    return new Answer(
        page.resourceRecordSets().stream().map(r -> r.name() + r.typeAsString()).toList(),
        page.isTruncated() ? page.nextRecordName() + " " + page.nextRecordTypeAsString() : null);
  }

  private Answer executions(Integer size, String token) {
    var page =
        account
            .aws
            .stepFunctions()
            .listExecutions(
                d -> d.stateMachineArn(account.machine).maxResults(size).nextToken(token));
    return new Answer(
        page.executions().stream().map(e -> e.executionArn()).toList(), page.nextToken());
  }

  private Answer machines(Integer size, String token) {
    var page =
        account.aws.stepFunctions().listStateMachines(d -> d.maxResults(size).nextToken(token));
    return new Answer(
        page.stateMachines().stream().map(m -> m.stateMachineArn()).toList(), page.nextToken());
  }

  private Answer history(Integer size, String token) {
    var page =
        account
            .aws
            .stepFunctions()
            .getExecutionHistory(
                d -> d.executionArn(account.execution).maxResults(size).nextToken(token));
    return new Answer(page.events().stream().map(e -> "" + e.id()).toList(), page.nextToken());
  }
}
