package io.servergroup.aws;

import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.WarmPool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;

/**
 * Reads server groups by their tags. What is wrong with the tags becomes findings of the snapshot;
 * an SDK exception means that AWS could not be read.
 */
public final class GroupReader {
  /**
   * DescribeAutoScalingGroups takes, and gives, at most so many groups.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html">DescribeAutoScalingGroups</a>
   */
  private static final int GROUPS_PER_CALL = 100;

  private final AutoScalingClient autoScaling;
  private final Function<
          software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup, GroupRecord>
      reading;
  private final SlotReader slots;
  private final Together together;
  private final InstantSource clock;

  public GroupReader(AwsClients clients, InstantSource clock) {
    this.autoScaling = clients.autoScaling();
    this.reading = clients.reading(GroupRecord.class, GroupRecord::of);
    this.slots = new SlotReader(clients);
    this.together = clients.together();
    this.clock = clock;
  }

  /** Reads the whole server group; without groups and slots when there is none of that name. */
  public ServerGroup read(String serverGroupName) {
    return openWith(serverGroupName, EnumSet.allOf(SlotPart.class)).snapshot();
  }

  /**
   * Reads some groups of a server group and the slots their servers can have.
   *
   * @param autoScalingGroupNames a group of another server group, or of none, is not read and
   *     becomes a finding; one that does not exist is left out
   */
  public ServerGroup read(String serverGroupName, Collection<String> autoScalingGroupNames) {
    if (autoScalingGroupNames.isEmpty()) {
      return new ServerGroup(serverGroupName, clock.instant(), List.of(), List.of());
    }
    return completed(open(serverGroupName, autoScalingGroupNames));
  }

  /** Begins to read a whole server group. */
  public GroupReading open(String serverGroupName) {
    return openWith(serverGroupName, Set.of());
  }

  /**
   * Begins to read a whole server group, and parts of its slots at the same time: of a whole group,
   * its name alone says which.
   */
  public GroupReading openWith(String serverGroupName, Set<SlotPart> with) {
    return GroupReading.whole(this, serverGroupName, with);
  }

  /**
   * Begins to read some groups of a server group.
   *
   * @param autoScalingGroupNames at least one; what is said of them at {@link #read(String,
   *     Collection)}
   */
  public GroupReading open(String serverGroupName, Collection<String> autoScalingGroupNames) {
    if (autoScalingGroupNames.isEmpty()) {
      throw new IllegalArgumentException("no Auto Scaling group is named");
    }
    Set<String> parts = new TreeSet<>(autoScalingGroupNames);
    return new GroupReading(this, serverGroupName, parts, groups(serverGroupName, parts));
  }

  /**
   * Begins to read what a decision about one Auto Scaling group needs, in as few calls as possible:
   * that group; or the whole server group when it holds several servers, because they choose among
   * all slots. Empty when it belongs to no server group or does not exist.
   */
  public Optional<GroupReading> openAround(String autoScalingGroupName) {
    Instant readAt = clock.instant();
    return around(readAt, autoScalingGroupName, described(List.of(autoScalingGroupName)));
  }

  /**
   * Does the same for a group that is said to launch this server, and reads the server's network
   * interface and volumes at the same time. What was read of them is forgotten when the group's
   * tags say otherwise.
   */
  public Optional<GroupReading> openAround(String autoScalingGroupName, SlotHint hint) {
    Instant readAt = clock.instant();
    Round round = new Round(together);
    var described = round.ask(() -> described(List.of(autoScalingGroupName)));
    var interfaces = round.ask(() -> slots.interfaces(hint.serverGroup(), List.of(hint.index())));
    var volumes = round.ask(() -> slots.volumes(hint.serverGroup(), List.of(hint.index())));
    round.make();
    Optional<GroupReading> reading = around(readAt, autoScalingGroupName, described.get());
    reading
        .filter(read -> read.isOnly(hint))
        .ifPresent(read -> read.take(interfaces.get(), volumes.get()));
    return reading;
  }

  private Optional<GroupReading> around(
      Instant readAt, String autoScalingGroupName, List<GroupRecord> described) {
    return described.stream()
        .findFirst()
        .flatMap(GroupReader::serverGroup)
        .map(
            name -> {
              GroupReading.Groups groups = groups(readAt, described, List.of());
              return groups.records().groups().getFirst().index().isPresent()
                  ? new GroupReading(this, name, Set.of(autoScalingGroupName), groups)
                  : open(name);
            });
  }

  private static ServerGroup completed(GroupReading reading) {
    if (!reading.snapshot().autoScalingGroups().isEmpty()) {
      reading.read(EnumSet.allOf(SlotPart.class));
    }
    return reading.snapshot();
  }

  /** The names of all server groups of the account in this region, in alphabetical order. */
  public List<String> serverGroupNames() {
    return described(byTag("tag-key", TagKeys.GROUP)).stream()
        .flatMap(group -> serverGroup(group).stream())
        .distinct()
        .sorted()
        .toList();
  }

  SlotReader slots() {
    return slots;
  }

  Together together() {
    return together;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Reads what Auto Scaling says.
   *
   * @param parts the names of the groups to read; the whole server group when empty
   */
  GroupReading.Groups groups(String serverGroupName, Set<String> parts) {
    return groups(now(), serverGroupName, parts);
  }

  GroupReading.Groups groups(Instant readAt, String serverGroupName, Set<String> parts) {
    if (parts.isEmpty()) {
      var described = described(byTag("tag:" + TagKeys.GROUP, serverGroupName));
      return groups(readAt, members(serverGroupName, described), List.of());
    }
    var described = described(parts);
    List<SlotFinding> strangers =
        described.stream()
            .filter(group -> !group.isOf(serverGroupName))
            .map(
                group ->
                    SlotFinding.minor(
                        group.group().name(),
                        OptionalInt.empty(),
                        "the group's tag %s is not '%s'; it was left alone"
                            .formatted(TagKeys.GROUP, serverGroupName)))
            .toList();
    return groups(readAt, members(serverGroupName, described), strangers);
  }

  private GroupReading.Groups groups(
      Instant readAt, List<GroupRecord> members, List<SlotFinding> strangers) {
    GroupRecords records = GroupRecords.of(members);
    return new GroupReading.Groups(
        readAt, records, together.each(records.withWarmPool(), this::warmPool), strangers);
  }

  private static List<GroupRecord> members(String serverGroupName, List<GroupRecord> described) {
    return described.stream().filter(group -> group.isOf(serverGroupName)).toList();
  }

  /** The server group it belongs to; a blank name is none. */
  private static Optional<String> serverGroup(GroupRecord group) {
    return group.serverGroup().filter(name -> !name.isBlank());
  }

  /** DescribeAutoScalingGroups tells that a group has a warm pool, not what is in it. */
  private WarmPool warmPool(String autoScalingGroupName) {
    List<Instance> instances = new ArrayList<>();
    Set<WarmPoolState> states = EnumSet.noneOf(WarmPoolState.class);
    Pages.of(
            DescribeWarmPoolRequest.builder().autoScalingGroupName(autoScalingGroupName).build(),
            autoScaling::describeWarmPool,
            DescribeWarmPoolResponse::nextToken,
            (request, token) -> request.toBuilder().nextToken(token).build())
        .forEach(
            page -> {
              page.instances().forEach(i -> instances.add(GroupRecord.instance(i)));
              Optional.ofNullable(page.warmPoolConfiguration())
                  .map(WarmPoolConfiguration::poolState)
                  .ifPresent(states::add);
            });
    return new WarmPool(autoScalingGroupName, states.contains(WarmPoolState.RUNNING), instances);
  }

  private static DescribeAutoScalingGroupsRequest byTag(String filter, String value) {
    return DescribeAutoScalingGroupsRequest.builder()
        .filters(Filter.builder().name(filter).values(value).build())
        .maxRecords(GROUPS_PER_CALL)
        .build();
  }

  private List<GroupRecord> described(Collection<String> names) {
    // A request that names no group would describe every group of the account.
    return together
        .each(
            Batches.of(names, GROUPS_PER_CALL),
            batch ->
                described(
                    DescribeAutoScalingGroupsRequest.builder()
                        .autoScalingGroupNames(batch)
                        .maxRecords(GROUPS_PER_CALL)
                        .build()))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<GroupRecord> described(DescribeAutoScalingGroupsRequest request) {
    return Pages.of(
            request,
            autoScaling::describeAutoScalingGroups,
            DescribeAutoScalingGroupsResponse::nextToken,
            (first, token) -> first.toBuilder().nextToken(token).build())
        .flatMap(page -> page.autoScalingGroups().stream())
        .map(reading)
        .toList();
  }
}
