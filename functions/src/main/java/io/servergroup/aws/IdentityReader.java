package io.servergroup.aws;

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
    readSlots(reading);
    ServerGroup group = reading.snapshot();
    Round round = new Round(clients.together());
    Supplier<List<ZoneRecords>> zones = round.ask(() -> records(group));
    Supplier<Map<String, Optional<InstanceFacts>>> facts = round.ask(() -> facts(group));
    Supplier<Map<String, List<LifecycleHook>>> hooks = round.ask(() -> hooks(group));
    round.make();
    Map<DnsName, Optional<AddressRecord>> records = new HashMap<>();
    List<SlotFinding> findings = new ArrayList<>(group.findings());
    for (ZoneRecords zone : zones.get()) {
      records.putAll(zone.records());
      findings.addAll(zone.findings());
    }
    Readings readings =
        new Readings(
            true, true, facts.get(), records, Map.of(), Map.of(), hooks.get(), Map.of(), Map.of());
    return Optional.of(
        new Situation(
            clock.instant(), with(group, findings), true, readings, Set.of(), Map.of(), scope));
  }

  private void readSlots(GroupReading reading) {
    Round round = new Round(clients.together());
    Supplier<Runnable> interfaces =
        round.ask(
            () -> read("ec2:DescribeNetworkInterfaces", () -> reading.ask(SlotPart.INTERFACES)));
    Supplier<Runnable> volumes =
        round.ask(() -> read("ec2:DescribeVolumes", () -> reading.ask(SlotPart.VOLUMES)));
    round.make();
    interfaces.get().run();
    volumes.get().run();
  }

  /** What EC2 says of all instances, and of strangers that have something of the group. */
  private Map<String, Optional<InstanceFacts>> facts(ServerGroup group) {
    Set<String> ids =
        group.instances().map(Instance::id).collect(Collectors.toCollection(TreeSet::new));
    group.slots().forEach(slot -> slot.networkInterface().holder().ifPresent(ids::add));
    Map<String, InstanceFacts> read =
        read("ec2:DescribeInstances", () -> new InstanceGateway(clients).read(ids));
    Map<String, Optional<InstanceFacts>> facts = new HashMap<>();
    ids.forEach(id -> facts.put(id, Optional.ofNullable(read.get(id))));
    return facts;
  }

  private Map<String, List<LifecycleHook>> hooks(ServerGroup group) {
    HookReader reader = new HookReader(clients.autoScaling());
    Map<String, List<LifecycleHook>> hooks = new HashMap<>();
    clients
        .together()
        .each(
            group.autoScalingGroups(),
            each ->
                Map.entry(
                    each.name(),
                    read("autoscaling:DescribeLifecycleHooks", () -> reader.read(each.name()))))
        .forEach(each -> hooks.put(each.getKey(), each.getValue()));
    return hooks;
  }

  /**
   * What one hosted zone has.
   *
   * @param findings that it does not exist, of every slot whose tags name it
   */
  private record ZoneRecords(
      Map<DnsName, Optional<AddressRecord>> records, List<SlotFinding> findings) {}

  /** The records of all slots, by their zones. */
  private List<ZoneRecords> records(ServerGroup group) {
    Map<String, List<Slot>> byZone =
        group.slots().stream()
            .filter(slot -> slot.dnsName().isPresent())
            .collect(
                Collectors.groupingBy(
                    slot -> slot.dnsName().orElseThrow().hostedZoneId(),
                    TreeMap::new,
                    Collectors.toList()));
    return clients
        .together()
        .each(byZone.entrySet(), zone -> records(zone.getKey(), zone.getValue()));
  }

  private ZoneRecords records(String zone, List<Slot> slots) {
    List<DnsName> names = slots.stream().map(slot -> slot.dnsName().orElseThrow()).toList();
    Map<DnsName, Optional<AddressRecord>> records = new HashMap<>();
    try {
      Map<DnsName, AddressRecord> found = new RecordGateway(clients::route53).read(names);
      names.forEach(name -> records.put(name, Optional.ofNullable(found.get(name))));
      return new ZoneRecords(records, List.of());
    } catch (SdkException e) {
      if (!NO_ZONE.contains(ErrorReaction.code(e))) {
        throw new UnreadableException("route53:ListResourceRecordSets", e);
      }
      names.forEach(name -> records.put(name, Optional.empty()));
      return new ZoneRecords(records, slots.stream().map(slot -> noZone(slot, zone, e)).toList());
    }
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

  private static <T> T read(String actions, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new UnreadableException(actions, e);
    }
  }
}
