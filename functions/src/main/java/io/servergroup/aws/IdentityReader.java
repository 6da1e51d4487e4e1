package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Readings;
import io.servergroup.identity.Scope;
import io.servergroup.identity.Situation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads everything there is to know about the identities of a server group, and changes nothing.
 * Every method throws {@link UnreadableException} when AWS cannot be read.
 */
public final class IdentityReader {
  /** What Route 53 says of a hosted zone that a tag cannot mean. */
  private static final Set<String> NO_ZONE = Set.of("NoSuchHostedZone", "InvalidInput");

  private static final String GROUPS =
      "autoscaling:DescribeAutoScalingGroups, autoscaling:DescribeWarmPool";

  private final AwsClients clients;
  private final InstantSource clock;

  public IdentityReader(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** The names of all server groups, in alphabetical order. */
  public List<String> serverGroupNames() {
    return read(
        "autoscaling:DescribeAutoScalingGroups",
        () -> new GroupReader(clients, clock).serverGroupNames());
  }

  /** Reads a whole server group; empty when no Auto Scaling group carries its name. */
  public Optional<Situation> read(String serverGroupName, Scope scope) {
    GroupReading reading =
        read(GROUPS, () -> new GroupReader(clients, clock).open(serverGroupName));
    if (reading.snapshot().autoScalingGroups().isEmpty()) {
      return Optional.empty();
    }
    read("ec2:DescribeNetworkInterfaces", reading::readInterfaces);
    read("ec2:DescribeVolumes", reading::readVolumes);
    ServerGroup group = reading.snapshot();
    List<SlotFinding> findings = new ArrayList<>(group.findings());
    Map<DnsName, Optional<AddressRecord>> records = records(group, findings);
    Readings readings =
        new Readings(
            true,
            true,
            facts(group),
            records,
            Map.of(),
            Map.of(),
            hooks(group),
            Map.of(),
            Map.of());
    return Optional.of(
        new Situation(
            clock.instant(), with(group, findings), true, readings, Set.of(), Map.of(), scope));
  }

  /** What EC2 says of all instances, and of strangers that have something of the group. */
  private Map<String, Optional<InstanceFacts>> facts(ServerGroup group) {
    Set<String> ids =
        group.instances().map(Instance::id).collect(Collectors.toCollection(TreeSet::new));
    group.slots().forEach(slot -> slot.networkInterface().holder().ifPresent(ids::add));
    Map<String, InstanceFacts> read =
        read("ec2:DescribeInstances", () -> new InstanceGateway(clients.ec2()).read(ids));
    Map<String, Optional<InstanceFacts>> facts = new HashMap<>();
    ids.forEach(id -> facts.put(id, Optional.ofNullable(read.get(id))));
    return facts;
  }

  private Map<String, List<LifecycleHook>> hooks(ServerGroup group) {
    Map<String, List<LifecycleHook>> hooks = new HashMap<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      hooks.put(
          each.name(),
          read(
              "autoscaling:DescribeLifecycleHooks",
              () -> new HookReader(clients.autoScaling()).read(each.name())));
    }
    return hooks;
  }

  /**
   * The records of all slots. A hosted zone that does not exist becomes a finding of every slot
   * whose tags name it.
   */
  private Map<DnsName, Optional<AddressRecord>> records(
      ServerGroup group, List<SlotFinding> findings) {
    Map<String, List<Slot>> byZone =
        group.slots().stream()
            .filter(slot -> slot.dnsName().isPresent())
            .collect(
                Collectors.groupingBy(
                    slot -> slot.dnsName().orElseThrow().hostedZoneId(),
                    TreeMap::new,
                    Collectors.toList()));
    RecordGateway gateway = new RecordGateway(clients::route53);
    Map<DnsName, Optional<AddressRecord>> records = new HashMap<>();
    byZone.forEach(
        (zone, slots) -> {
          List<DnsName> names = slots.stream().map(slot -> slot.dnsName().orElseThrow()).toList();
          try {
            Map<DnsName, AddressRecord> found = gateway.read(names);
            names.forEach(name -> records.put(name, Optional.ofNullable(found.get(name))));
          } catch (SdkException e) {
            if (!NO_ZONE.contains(ErrorReaction.code(e))) {
              throw new UnreadableException("route53:ListResourceRecordSets", e);
            }
            names.forEach(name -> records.put(name, Optional.empty()));
            slots.forEach(slot -> findings.add(noZone(slot, zone, e)));
          }
        });
    return records;
  }

  private static SlotFinding noZone(Slot slot, String zone, SdkException error) {
    return SlotFinding.blocking(
        slot.networkInterface().id(),
        OptionalInt.of(slot.index()),
        "the network interface's tag %s is '%s'; it should be the id of a hosted zone of this account (%s): correct the tag"
            .formatted(TagKeys.HOSTED_ZONE, zone, ErrorReaction.message(error)));
  }

  private static ServerGroup with(ServerGroup group, List<SlotFinding> findings) {
    return new ServerGroup(
        group.name(),
        group.readAt(),
        group.autoScalingGroups(),
        group.slots(),
        group.warmPools(),
        findings);
  }

  private static void read(String actions, Runnable call) {
    read(
        actions,
        () -> {
          call.run();
          return true;
        });
  }

  private static <T> T read(String actions, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new UnreadableException(actions, e);
    }
  }
}
