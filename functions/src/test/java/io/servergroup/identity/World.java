package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.Volume;
import io.servergroup.group.WarmPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** A server group as a test describes it. */
final class World {
  static final String ZONE = "eu-west-1a";

  private final SequencedMap<String, List<Instance>> instances = new LinkedHashMap<>();
  private final Map<String, OptionalInt> indexes = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<SlotFinding> findings = new ArrayList<>();
  private final List<WarmPool> warmPools = new ArrayList<>();
  private final Map<String, InstanceFacts> facts = new TreeMap<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private Optional<Map<String, AddressRecord>> records = Optional.empty();
  private EarlyRelease earlyRelease = EarlyRelease.INTERFACE;

  /** A group of one server. */
  World server(int index) {
    return group("tools-" + index, OptionalInt.of(index));
  }

  World group(String name, OptionalInt index) {
    indexes.put(name, index);
    instances.put(name, new ArrayList<>());
    return this;
  }

  /** An instance of the group named last, in the usual zone. */
  World instance(String id, LifecycleState state) {
    return instance(id, state, ZONE);
  }

  World instance(String id, LifecycleState state, String zone) {
    instances.lastEntry().getValue().add(new Instance(id, zone, state, true, Optional.empty()));
    return this;
  }

  World warm(String id, LifecycleState state) {
    warmPools.add(
        new WarmPool(
            instances.lastEntry().getKey(),
            List.of(new Instance(id, ZONE, state, true, Optional.empty()))));
    return this;
  }

  World slot(int index, String... attachment) {
    return slot(index, ZONE, List.of(), attachment);
  }

  /**
   * A slot.
   *
   * @param attachment none, or the holder, or the holder and the attachment's status
   */
  World slot(int index, String zone, List<Volume> volumes, String... attachment) {
    Optional<NetworkInterface.Attachment> attached =
        attachment.length == 0
            ? Optional.empty()
            : Optional.of(
                new NetworkInterface.Attachment(
                    "eni-attach-" + index + "-" + attachment[0],
                    attachment[0],
                    1,
                    attachment.length > 1 ? attachment[1] : "attached",
                    false));
    return slot(index, zone, volumes, attached);
  }

  World slot(
      int index,
      String zone,
      List<Volume> volumes,
      Optional<NetworkInterface.Attachment> attachment) {
    slots.add(
        new Slot(
            index,
            new NetworkInterface(
                "eni-" + index,
                "vpc-1",
                "subnet-1",
                zone,
                "10.0.0." + (10 + index),
                Optional.empty(),
                attachment.isPresent() ? "in-use" : "available",
                attachment),
            volumes,
            Optional.of(new DnsName("Z1", index + ".tools.example", Duration.ofMinutes(5)))));
    return this;
  }

  static Volume volume(String id, String state) {
    return new Volume(id, ZONE, "/dev/sdf", state, Optional.empty());
  }

  static Volume volumeAt(String id, String holder, String status) {
    return new Volume(
        id,
        ZONE,
        "/dev/sdf",
        "in-use",
        Optional.of(new Volume.Attachment(holder, "/dev/sdf", status, false)));
  }

  World finding(SlotFinding finding) {
    findings.add(finding);
    return this;
  }

  World ec2(String id, InstanceFacts.State state) {
    return ec2(id, state, Map.of(0, "eni-primary-" + id));
  }

  World ec2(String id, InstanceFacts.State state, Map<Integer, String> interfaces) {
    facts.put(id, new InstanceFacts(id, state, new TreeMap<>(), new TreeMap<>(interfaces)));
    return this;
  }

  World tagged(String id, Map<String, String> tags) {
    InstanceFacts known = facts.get(id);
    facts.put(id, new InstanceFacts(id, known.state(), new TreeMap<>(tags), known.interfaces()));
    return this;
  }

  World refused(String subject, String reason) {
    refusals.put(subject, reason);
    return this;
  }

  World records(Map<String, AddressRecord> found) {
    records = Optional.of(found);
    return this;
  }

  World releasing(EarlyRelease what) {
    earlyRelease = what;
    return this;
  }

  ServerGroup group() {
    List<AutoScalingGroup> groups = new ArrayList<>();
    instances.forEach((name, members) -> groups.add(group(name, members)));
    return new ServerGroup("tools", Instant.EPOCH, groups, slots, warmPools, findings);
  }

  private AutoScalingGroup group(String name, List<Instance> members) {
    return new AutoScalingGroup(
        name,
        "arn:" + name,
        indexes.get(name),
        1,
        1,
        1,
        List.of(ZONE),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of(),
        List.of(),
        "EC2",
        Duration.ZERO,
        members);
  }

  IdentityPlan decide() {
    return IdentityDecisions.decide(new Situation(group(), facts, records, refusals, earlyRelease));
  }

  /** The actions decided on, in short. */
  List<String> actions() {
    return decide().steps().stream().map(step -> brief(step.action())).toList();
  }

  private static String brief(IdentityAction action) {
    return switch (action) {
      case IdentityAction.AttachInterface a -> "attach " + a.interfaceId() + " to " + a.subject();
      case IdentityAction.KeepInterface a -> "keep " + a.interfaceId();
      case IdentityAction.DetachInterface a -> "detach " + a.interfaceId() + " from " + a.subject();
      case IdentityAction.AttachVolume a -> "attach " + a.volumeId() + " to " + a.subject();
      case IdentityAction.DetachVolume a -> "detach " + a.volumeId() + " from " + a.subject();
      case IdentityAction.UpsertRecord a -> "record " + a.name().name() + " " + a.address();
      case IdentityAction.TagInstance a -> "tag " + a.subject() + " as " + a.tags().get("Name");
      case IdentityAction.Complete a -> a.verdict() + " " + a.subject();
      case IdentityAction.Heartbeat a -> "heartbeat " + a.subject();
    };
  }
}
