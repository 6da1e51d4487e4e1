package io.servergroup.identity;

import java.util.function.UnaryOperator;
import java.util.HashMap;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.HookNames;
import io.servergroup.group.EarlyRelease;
import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TemplateNaming;
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
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final HookNames HOOKS = new HookNames("up", "down");
  static final List<LifecycleHook> RIGHT_HOOKS =
      List.of(
          new LifecycleHook("up", LifecycleHook.Transition.LAUNCHING, Duration.ofHours(1), false),
          new LifecycleHook(
              "down", LifecycleHook.Transition.TERMINATING, Duration.ofHours(1), true));

  private static final Instant STARTED = NOW.minusSeconds(30);

  private final SequencedMap<String, List<Instance>> instances = new LinkedHashMap<>();
  private final Map<String, OptionalInt> indexes = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<SlotFinding> findings = new ArrayList<>();
  private final List<WarmPool> warmPools = new ArrayList<>();
  private final Map<String, Optional<InstanceFacts>> facts = new TreeMap<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private final Map<String, List<LifecycleHook>> hooks = new TreeMap<>();
  private final Map<String, Integer> failedLaunches = new TreeMap<>();
  private final Map<DnsName, String> changes = new HashMap<>();
  private final Map<String, Boolean> announced = new HashMap<>();
  private Map<String, AddressRecord> records = Map.of();
  private IdentityPolicy policy = IdentityPolicy.USUAL;
  private Cause cause = new Cause.Terminated();
  private Set<String> claimed = Set.of();
  private final Map<String, Integer> desired = new TreeMap<>();
  private boolean whole = true;
  private Duration sinceReading = Duration.ZERO;
  private final Map<Need, String> untold = new HashMap<>();
  private Set<Need> unread = Set.of();

  /** Server 2 with an instance that is held in launch and runs. */
  static World launching() {
    return new World()
        .server(2)
        .instance("i-new", LifecycleState.PENDING_WAIT)
        .ec2("i-new", InstanceFacts.State.RUNNING);
  }

  /** A group of one server. */
  World server(int index) {
    return group("tools-" + index, OptionalInt.of(index));
  }

  World group(String name, OptionalInt index) {
    indexes.put(name, index);
    instances.put(name, new ArrayList<>());
    return this;
  }

  /** The group named last wants more than one instance. */
  World wanting(int capacity) {
    desired.put(instances.lastEntry().getKey(), capacity);
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
            state == LifecycleState.WARMED_RUNNING,
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
            Optional.of(name(index))));
    return this;
  }

  /** A slot whose interface something has that is no instance. */
  World usedOtherwise(int index) {
    slot(index);
    Slot free = slots.removeLast();
    NetworkInterface eni = free.networkInterface();
    slots.add(
        new Slot(
            index,
            new NetworkInterface(
                eni.id(),
                eni.vpcId(),
                eni.subnetId(),
                eni.zone(),
                eni.privateAddress(),
                eni.elasticAddress(),
                "in-use",
                Optional.empty()),
            free.volumes(),
            free.dnsName()));
    return this;
  }

  /** A slot without a name, in the hands of an instance. */
  World nameless(int index, String holder) {
    slot(index, holder);
    Slot named = slots.removeLast();
    slots.add(new Slot(index, named.networkInterface(), named.volumes(), Optional.empty()));
    return this;
  }

  static Volume volume(String id, String state) {
    return new Volume(id, ZONE, "/dev/sdf", state, Optional.empty(), Optional.empty());
  }

  static Volume volumeAt(String id, String holder, String status) {
    return new Volume(
        id,
        ZONE,
        "/dev/sdf",
        "in-use",
        Optional.of(new Volume.Attachment(holder, "/dev/sdf", status, false)),
        Optional.empty());
  }

  /** The volume, of which the server on an instance says that it has mounted it. */
  static Volume mounted(Volume volume, String instance) {
    return new Volume(
        volume.id(),
        volume.zone(),
        volume.device(),
        volume.state(),
        volume.attachment(),
        Optional.of(instance));
  }

  World finding(SlotFinding finding) {
    findings.add(finding);
    return this;
  }

  World ec2(String id, InstanceFacts.State state) {
    return ec2(id, state, Map.of(0, "eni-primary-" + id));
  }

  World ec2(String id, InstanceFacts.State state, Map<Integer, String> interfaces) {
    return ec2(id, state, interfaces, Map.of());
  }

  /**
   * What EC2 says about an instance.
   *
   * @param interfaces their ids by device index; an id may be followed by a status
   * @param volumes their statuses by id
   */
  World ec2(
      String id,
      InstanceFacts.State state,
      Map<Integer, String> interfaces,
      Map<String, String> volumes) {
    TreeMap<Integer, InstanceFacts.Card> cards = new TreeMap<>();
    interfaces.forEach(
        (index, text) -> {
          List<String> parts = List.of(text.split(" "));
          cards.put(
              index,
              new InstanceFacts.Card(
                  parts.getFirst(),
                  "eni-attach-" + parts.getFirst(),
                  parts.size() > 1 ? parts.get(1) : "attached",
                  false));
        });
    facts.put(
        id,
        Optional.of(
            new InstanceFacts(
                id, state, STARTED, "vpc-1", new TreeMap<>(), cards, new TreeMap<>(volumes))));
    return this;
  }

  /** An instance that was started longer ago than just now. */
  World startedAgo(String id, Duration age) {
    return change(
        id,
        f ->
            new InstanceFacts(
                id, f.state(), NOW.minus(age), f.vpcId(), f.tags(), f.interfaces(), f.volumes()));
  }

  World inVpc(String id, String vpc) {
    return change(
        id,
        f ->
            new InstanceFacts(
                id, f.state(), f.startedAt(), vpc, f.tags(), f.interfaces(), f.volumes()));
  }

  /** An interface that only the instance tells of, and that EC2 would delete with it. */
  World attachedForDeletion(String id, String interfaceId) {
    TreeMap<Integer, InstanceFacts.Card> cards = new TreeMap<>();
    cards.put(1, new InstanceFacts.Card(interfaceId, "eni-attach-" + id, "attached", true));
    return change(
        id,
        f ->
            new InstanceFacts(
                id, f.state(), f.startedAt(), f.vpcId(), f.tags(), cards, f.volumes()));
  }

  World tagged(String id, Map<String, String> tags) {
    return change(
        id,
        f ->
            new InstanceFacts(
                id,
                f.state(),
                f.startedAt(),
                f.vpcId(),
                new TreeMap<>(tags),
                f.interfaces(),
                f.volumes()));
  }

  private World change(String id, UnaryOperator<InstanceFacts> change) {
    facts.computeIfPresent(id, (key, known) -> known.map(change));
    return this;
  }

  World refused(String subject, String reason) {
    refusals.put(subject, reason);
    return this;
  }

  World records(Map<String, AddressRecord> found) {
    records = found;
    return this;
  }

  /** A record that this run has written; whether all name servers know it. */
  World announced(int index, boolean everywhere) {
    changes.put(name(index), "C" + index);
    return announced("C" + index, everywhere);
  }

  /** Whether all name servers know what some change has written. */
  World announced(String change, boolean everywhere) {
    announced.put(change, everywhere);
    return this;
  }

  World releasing(EarlyRelease what) {
    policy = new IdentityPolicy(what, policy.waitForDns(), policy.launchBudget());
    return this;
  }

  World waitingForDns() {
    policy = new IdentityPolicy(policy.earlyRelease(), true, policy.launchBudget());
    return this;
  }

  World budget(Duration budget) {
    policy = new IdentityPolicy(policy.earlyRelease(), policy.waitForDns(), budget);
    return this;
  }

  World hooks(String group, LifecycleHook... found) {
    hooks.put(group, List.of(found));
    return this;
  }

  World failedLaunches(String group, int count) {
    failedLaunches.put(group, count);
    return this;
  }

  /** A run on the schedule, which checks instances in service and records too. */
  World onSchedule() {
    cause = new Cause.Schedule();
    return this;
  }

  /** A run that something else woke than the end of an instance. */
  World wokenBy(Cause what) {
    cause = what;
    return this;
  }

  /** Instances that this run gave their slot. */
  World claimed(String... instances) {
    claimed = Set.of(instances);
    return this;
  }

  private Scope scope() {
    return new Scope(cause, HOOKS, policy, Duration.ofMinutes(5));
  }

  /** Only the groups named here were read, not the whole server group. */
  World partly() {
    whole = false;
    return this;
  }

  /** The groups were read this long ago. */
  World readAgo(Duration age) {
    sinceReading = age;
    return this;
  }

  /** AWS refuses to tell this for good. */
  World untold(Need need, String why) {
    untold.put(need, why);
    return this;
  }

  /** These have not been read. */
  World without(Need... needs) {
    unread = Set.of(needs);
    return this;
  }

  static DnsName name(int index) {
    return new DnsName("Z1", index + ".tools.example", Duration.ofMinutes(5));
  }

  ServerGroup group() {
    List<AutoScalingGroup> groups = new ArrayList<>();
    instances.forEach((name, members) -> groups.add(group(name, members)));
    return new ServerGroup("tools", NOW.minus(sinceReading), groups, slots, warmPools, findings);
  }

  private AutoScalingGroup group(String name, List<Instance> members) {
    return new AutoScalingGroup(
        name,
        "arn:" + name,
        indexes.get(name),
        1,
        desired.getOrDefault(name, 1),
        9,
        List.of(ZONE),
        Optional.empty(),
        TemplateNaming.GROUP,
        Optional.empty(),
        Set.of(),
        List.of(),
        List.of(),
        "EC2",
        Duration.ZERO,
        IdentityPolicy.Tags.NONE,
        members);
  }

  IdentityPlan decide() {
    return IdentityDecisions.decide(situation());
  }

  Inspection inspect() {
    return Inspection.of(situation());
  }

  Standing standing() {
    return Standing.of(situation());
  }

  private Situation situation() {
    return new Situation(NOW, group(), whole, readings(), claimed, refusals, scope());
  }

  /** Whether the run looks again within seconds. */
  boolean looksAgain() {
    return !decide().worthAnotherLook().isEmpty();
  }

  List<IdentityPlan.Step> heartbeats() {
    return decide().heartbeats(scope());
  }

  /** Everything is read unless a test says otherwise; what it does not describe does not exist. */
  private Readings readings() {
    Map<String, Optional<InstanceFacts>> asked = new HashMap<>(facts);
    instances.values().stream()
        .flatMap(List::stream)
        .forEach(instance -> asked.putIfAbsent(instance.id(), Optional.empty()));
    slots.forEach(
        slot ->
            slot.networkInterface()
                .holder()
                .ifPresent(holder -> asked.putIfAbsent(holder, Optional.empty())));
    Map<DnsName, Optional<AddressRecord>> names = new HashMap<>();
    slots.forEach(
        slot ->
            slot.dnsName()
                .ifPresent(name -> names.put(name, Optional.ofNullable(records.get(name.name())))));
    Map<String, List<LifecycleHook>> allHooks = new HashMap<>(hooks);
    Map<String, Integer> launches = new HashMap<>(failedLaunches);
    for (String asg : instances.keySet()) {
      allHooks.putIfAbsent(asg, RIGHT_HOOKS);
      launches.putIfAbsent(asg, 0);
    }
    for (Need need : unread) {
      switch (need) {
        case Need.Facts(String id) -> asked.remove(id);
        case Need.NameRecord(DnsName name) -> names.remove(name);
        case Need.Hooks(String asg) -> allHooks.remove(asg);
        case Need.FailedLaunches(String asg) -> launches.remove(asg);
        case Need.Announcement(String change) -> announced.remove(change);
        case Need.Interfaces interfaces -> {}
        case Need.Volumes volumes -> {}
        case Need.WholeGroup all -> {}
        case Need.Groups groups -> {}
      }
    }
    return new Readings(
        !unread.contains(new Need.Interfaces()),
        !unread.contains(new Need.Volumes()),
        asked,
        names,
        changes,
        announced,
        allHooks,
        launches,
        untold);
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
      case IdentityAction.TagInstance a ->
          a.tags().containsKey("Name")
              ? "tag " + a.subject() + " as " + a.tags().get("Name")
              : "note change " + a.tags().get("ServerGroupDnsChange") + " on " + a.subject();
      case IdentityAction.Complete a -> a.verdict() + " " + a.subject();
      case IdentityAction.Heartbeat a -> "heartbeat " + a.subject();
    };
  }
}
