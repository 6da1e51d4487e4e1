package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.ec2.TemplateVersion;
import io.servergroup.simulator.aws.elb.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A cluster as a stack makes it: servers spread round robin over three zones, each with a permanent
 * network interface, a volume and a name unless its topology has none, all behind the same load
 * balancers; and the Auto Scaling groups that launch them, as its topology says.
 */
public final class Cluster {
  private static final List<String> ZONES = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");

  /**
   * A stack creates its groups one after the other. Each first launch costs a change in Route 53,
   * which takes five requests a second:
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
   */
  private static final Duration BETWEEN_GROUPS = Duration.ofMillis(500);

  private static final Duration DRAIN = Duration.ofSeconds(30);

  /** What version 1 of the launch template says. */
  static final String FIRST_IMAGE = "ami-0old";

  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 2, 2);

  /**
   * One server of the cluster: what stays.
   *
   * @param group the Auto Scaling group that launches it
   * @param networkInterface the id of its network interface; empty text, as the fields that follow,
   *     where servers have no identities
   */
  public record Member(
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
  private final Topology topology;
  private final String version;
  private final List<String> classicLoadBalancers = new ArrayList<>();
  private final List<String> targetGroups = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final SequencedMap<String, List<Member>> groups = new LinkedHashMap<>();

  /** Makes the cluster; its instances launch as soon as time passes. */
  Cluster(SimulatedAws aws, String name, RehearsalOptions options) {
    this.aws = aws;
    this.name = name;
    this.topology = options.topology();
    this.version = options.toVersion() ? "1" : "$Latest";
    this.zoneId = aws.dns().createZone("example.com", true);
    this.templateId = createTemplate();
    createLoadBalancers(options.loadBalancers());
    Map<String, Subnet> subnets = new LinkedHashMap<>();
    for (int i = 0; i < ZONES.size(); i++) {
      subnets.put(
          ZONES.get(i),
          aws.ec2World().createSubnet(vpc(), ZONES.get(i), "10.0." + 16 * i + ".0/20"));
    }
    for (int i = 0; i < options.servers(); i++) {
      Subnet subnet = subnets.get(ZONES.get(i % ZONES.size()));
      members.add(topology.hasSlots() ? createSlot(i, subnet) : withoutSlot(i, subnet));
    }
    members.forEach(m -> groups.computeIfAbsent(m.group(), g -> new ArrayList<>()).add(m));
    createGroups(subnets);
  }

  public String name() {
    return name;
  }

  public Topology topology() {
    return topology;
  }

  /** The names of its Auto Scaling groups. */
  public Set<String> groups() {
    return groups.sequencedKeySet();
  }

  /** Ordered by index. */
  public List<Member> members() {
    return members;
  }

  /** What all its Auto Scaling groups are attached to. */
  LoadBalancing.Attachment balancers() {
    return new LoadBalancing.Attachment(classicLoadBalancers, targetGroups);
  }

  String vpc() {
    return "vpc-" + name;
  }

  public String hostedZone() {
    return zoneId;
  }

  public String templateId() {
    return templateId;
  }

  /** Adds a version to the launch template with an image that none had, as a deploy does. */
  public long deployNewImage() {
    return deploy("ami-0new" + (newestVersion() + 1));
  }

  /** Adds a version to the launch template, of which only the image may be another. */
  long deploy(String image) {
    return aws.ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(templateId)
                    .launchTemplateData(data -> data.imageId(image).instanceType("t3.medium")))
        .launchTemplateVersion()
        .versionNumber();
  }

  /** The newest version of the launch template. */
  public long newestVersion() {
    return aws.ec2World().templates().require(templateId, null).latestNumber();
  }

  /** Whether servers of two versions are alike: both exist, and make the same of an instance. */
  public boolean areAlike(long one, long other) {
    Map<Long, TemplateVersion> versions =
        aws.ec2World().templates().require(templateId, null).versions();
    return one == other
        || (versions.containsKey(one)
            && versions.containsKey(other)
            && versions.get(one).data().makesTheSameAs(versions.get(other).data()));
  }

  /** Has a server's group launch a version, whatever it named before. */
  void launchFrom(Member member, long number) {
    aws.autoScaling()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName(member.group())
                    .launchTemplate(
                        template ->
                            template.launchTemplateId(templateId).version(Long.toString(number))));
  }

  /** Has a server's name lead to an address, whoever's it is. */
  public void pointRecord(Member server, String address) {
    ResourceRecordSet record =
        ResourceRecordSet.builder()
            .name(server.dnsName())
            .type(RRType.A)
            .ttl(60L)
            .resourceRecords(ResourceRecord.builder().value(address).build())
            .build();
    Change change = Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(record).build();
    aws.route53()
        .changeResourceRecordSets(
            request -> request.hostedZoneId(zoneId).changeBatch(batch -> batch.changes(change)));
  }

  /** Whether its group is to have as many instances as it has servers, this one among them. */
  public boolean isWanted(Member member) {
    return aws.autoScalingWorld().group(member.group()).desiredCapacity()
        >= groups.get(member.group()).size();
  }

  /** What an Auto Scaling group names of the launch template, such as {@code $Latest}. */
  public String named(String group) {
    return aws.autoScaling()
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
        .autoScalingGroups()
        .getFirst()
        .launchTemplate()
        .version();
  }

  /** Has every group name the newest version, whichever that is. */
  public void nameLatest() {
    for (String group : groups()) {
      aws.autoScaling()
          .updateAutoScalingGroup(
              request ->
                  request
                      .autoScalingGroupName(group)
                      .launchTemplate(
                          template -> template.launchTemplateId(templateId).version("$Latest")));
    }
  }

  private String createTemplate() {
    return aws.ec2()
        .createLaunchTemplate(
            request ->
                request
                    .launchTemplateName(name)
                    .launchTemplateData(
                        data -> data.imageId(FIRST_IMAGE).instanceType("t3.medium")))
        .launchTemplate()
        .launchTemplateId();
  }

  private void createLoadBalancers(RehearsalOptions.LoadBalancerKind kind) {
    if (kind != RehearsalOptions.LoadBalancerKind.TARGET_GROUP) {
      aws.balancers().createClassic(name + "-classic", vpc(), 8081, CHECK, DRAIN);
      classicLoadBalancers.add(name + "-classic");
    }
    if (kind != RehearsalOptions.LoadBalancerKind.CLASSIC) {
      targetGroups.add(
          aws.balancers().createTargetGroup(name + "-targets", vpc(), 8081, CHECK, DRAIN));
    }
  }

  private void createGroups(Map<String, Subnet> subnets) {
    GroupRequests requests =
        new GroupRequests(name, templateId, version, balancers(), topology.hasSlots());
    Duration delay = Duration.ZERO;
    for (Map.Entry<String, List<Member>> each : groups.entrySet()) {
      Member first = each.getValue().getFirst();
      CreateAutoScalingGroupRequest request =
          requests.group(
              each.getKey(),
              each.getValue().size(),
              subnets.get(first.zone()).id(),
              topology.indexed() ? OptionalInt.of(first.index()) : OptionalInt.empty());
      aws.simulation()
          .queue()
          .after(
              delay,
              "create " + each.getKey(),
              () -> aws.autoScaling().createAutoScalingGroup(request));
      delay = delay.plus(BETWEEN_GROUPS);
    }
  }

  private Member withoutSlot(int index, Subnet subnet) {
    String group = topology.groupOf(name, index, subnet.zone());
    return new Member(index, group, subnet.zone(), "", "", "", "");
  }

  private Member createSlot(int index, Subnet subnet) {
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
    return new Member(
        index,
        topology.groupOf(name, index, subnet.zone()),
        subnet.zone(),
        networkInterface.networkInterfaceId(),
        volume,
        networkInterface.privateIpAddress(),
        dnsName);
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
