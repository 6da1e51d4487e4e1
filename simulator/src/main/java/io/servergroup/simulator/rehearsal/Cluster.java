package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A cluster as the template makes it: one Auto Scaling group of size 1 per server, spread over
 * three zones, each with a permanent network interface, a volume and a name, all behind the same
 * load balancers.
 */
final class Cluster {
  private static final List<String> ZONES = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");

  /**
   * A stack creates its groups one after the other. Each first launch costs a change in Route 53,
   * which takes five requests a second:
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
   */
  private static final Duration BETWEEN_GROUPS = Duration.ofMillis(500);

  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 2, 2);

  /**
   * One server of the cluster: what stays.
   *
   * @param group its Auto Scaling group
   * @param networkInterface the id of its network interface
   */
  record Member(
      int index,
      String group,
      String zone,
      String networkInterface,
      String volume,
      String address,
      String dnsName) {}

  private final SimulatedAws aws;
  private final String name;
  private final String templateId;
  private final String zoneId;
  private final List<String> classicLoadBalancers = new ArrayList<>();
  private final List<String> targetGroups = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /** Makes the cluster; its instances launch as soon as time passes. */
  Cluster(SimulatedAws aws, String name, int servers, RehearsalOptions.LoadBalancerKind kind) {
    this.aws = aws;
    this.name = name;
    this.zoneId = aws.dns().createZone("example.com", true);
    this.templateId = createTemplate();
    createLoadBalancers(kind);
    Map<String, Subnet> subnets = new LinkedHashMap<>();
    for (int i = 0; i < ZONES.size(); i++) {
      subnets.put(
          ZONES.get(i),
          aws.ec2World().createSubnet("vpc-" + name, ZONES.get(i), "10.0." + 16 * i + ".0/20"));
    }
    for (int i = 0; i < servers; i++) {
      members.add(createServer(i, subnets.get(ZONES.get(i % ZONES.size()))));
    }
  }

  String name() {
    return name;
  }

  /** Ordered by index. */
  List<Member> members() {
    return members;
  }

  /** What all its Auto Scaling groups are attached to. */
  LoadBalancing.Attachment balancers() {
    return new LoadBalancing.Attachment(classicLoadBalancers, targetGroups);
  }

  String hostedZone() {
    return zoneId;
  }

  String templateId() {
    return templateId;
  }

  /** Adds a version to the launch template with another image, as a deploy does. */
  long deployNewImage() {
    return aws.ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(templateId)
                    .launchTemplateData(data -> data.imageId("ami-0new").instanceType("t3.medium")))
        .launchTemplateVersion()
        .versionNumber();
  }

  private String createTemplate() {
    return aws.ec2()
        .createLaunchTemplate(
            request ->
                request
                    .launchTemplateName(name)
                    .launchTemplateData(data -> data.imageId("ami-0old").instanceType("t3.medium")))
        .launchTemplate()
        .launchTemplateId();
  }

  private void createLoadBalancers(RehearsalOptions.LoadBalancerKind kind) {
    if (kind != RehearsalOptions.LoadBalancerKind.TARGET_GROUP) {
      aws.balancers().createClassic(name + "-classic", 8081, CHECK, DRAIN);
      classicLoadBalancers.add(name + "-classic");
    }
    if (kind != RehearsalOptions.LoadBalancerKind.CLASSIC) {
      targetGroups.add(aws.balancers().createTargetGroup(name + "-targets", 8081, CHECK, DRAIN));
    }
  }

  private Member createServer(int index, Subnet subnet) {
    String dnsName = index + "." + name + ".example.com";
    NetworkInterface networkInterface =
        aws.ec2()
            .createNetworkInterface(
                request ->
                    request
                        .subnetId(subnet.id())
                        .tagSpecifications(
                            tags(
                                ResourceType.NETWORK_INTERFACE,
                                Map.of(
                                    "ServerGroupName", name,
                                    "ServerGroupIndex", Integer.toString(index),
                                    "ServerGroupDnsName", dnsName,
                                    "ServerGroupHostedZoneId", zoneId,
                                    "ServerGroupDnsTtl", "60"))))
            .networkInterface();
    String volume =
        aws.ec2()
            .createVolume(
                request ->
                    request
                        .availabilityZone(subnet.zone())
                        .size(10)
                        .tagSpecifications(
                            tags(
                                ResourceType.VOLUME,
                                Map.of(
                                    "ServerGroupName",
                                    name,
                                    "ServerGroupIndex",
                                    Integer.toString(index),
                                    "ServerGroupDevice",
                                    "/dev/sdf"))))
            .volumeId();
    String group = name + "-" + index;
    aws.simulation()
        .queue()
        .after(
            BETWEEN_GROUPS.multipliedBy(index),
            "create " + group,
            () -> aws.autoScaling().createAutoScalingGroup(group(group, index, subnet)));
    return new Member(
        index,
        group,
        subnet.zone(),
        networkInterface.networkInterfaceId(),
        volume,
        networkInterface.privateIpAddress(),
        dnsName);
  }

  private CreateAutoScalingGroupRequest group(String group, int index, Subnet subnet) {
    return CreateAutoScalingGroupRequest.builder()
        .autoScalingGroupName(group)
        .minSize(1)
        .maxSize(1)
        .desiredCapacity(1)
        .vpcZoneIdentifier(subnet.id())
        .launchTemplate(template -> template.launchTemplateId(templateId).version("$Latest"))
        .healthCheckType("ELB")
        .healthCheckGracePeriod((int) GRACE.toSeconds())
        .instanceMaintenancePolicy(
            policy -> policy.minHealthyPercentage(0).maxHealthyPercentage(100))
        .loadBalancerNames(classicLoadBalancers)
        .targetGroupARNs(targetGroups)
        .lifecycleHookSpecificationList(
            hook(ControlPlane.LAUNCH_HOOK, "autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON"),
            hook(ControlPlane.TERMINATE_HOOK, "autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE"))
        .tags(
            List.of(
                tag(group, "ServerGroupName", name),
                tag(group, "ServerGroupIndex", Integer.toString(index))))
        .build();
  }

  private static software.amazon.awssdk.services.autoscaling.model.Tag tag(
      String group, String key, String value) {
    return software.amazon.awssdk.services.autoscaling.model.Tag.builder()
        .resourceId(group)
        .resourceType("auto-scaling-group")
        .key(key)
        .value(value)
        .propagateAtLaunch(false)
        .build();
  }

  private static LifecycleHookSpecification hook(String name, String transition, String result) {
    return LifecycleHookSpecification.builder()
        .lifecycleHookName(name)
        .lifecycleTransition(transition)
        .heartbeatTimeout(600)
        .defaultResult(result)
        .build();
  }

  private static TagSpecification tags(ResourceType type, Map<String, String> tags) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(
            tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }
}
