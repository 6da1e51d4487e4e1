package io.servergroup.lambda;

import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.GroupReading;
import io.servergroup.aws.HookReader;
import io.servergroup.aws.InstanceGateway;
import io.servergroup.aws.LaunchHistory;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RecordGateway;
import io.servergroup.aws.SlotPart;
import io.servergroup.group.DnsName;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.ServerGroup;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Need;
import io.servergroup.identity.Readings;
import io.servergroup.identity.Scope;
import io.servergroup.identity.Separation;
import io.servergroup.identity.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What one run knows about a server group. It is read piece by piece, as decisions ask for it, and
 * what may have changed is forgotten, so that nothing is read that no decision depends on.
 */
final class Knowledge {
  private static final Duration LATELY = Duration.ofHours(1);

  private final Wiring wiring;
  private final GroupReading group;
  private final InstanceGateway instances;
  private final RecordGateway recordGateway;

  private final Map<String, Optional<InstanceFacts>> facts = new HashMap<>();
  private final Map<DnsName, Optional<AddressRecord>> records = new HashMap<>();
  private final Map<DnsName, String> changes = new HashMap<>();
  private final Map<String, Boolean> announced = new HashMap<>();
  private final Map<String, List<LifecycleHook>> hooks = new HashMap<>();
  private final Map<String, Integer> failedLaunches = new HashMap<>();
  private final Map<Need, String> refused = new HashMap<>();

  private Optional<ServerGroup> whole = Optional.empty();
  private Situation last;

  Knowledge(Wiring wiring, GroupReading group) {
    this.wiring = wiring;
    this.group = group;
    this.instances = new InstanceGateway(wiring.clients());
    // Not every run has to do with names.
    this.recordGateway = new RecordGateway(wiring.clients()::route53);
  }

  /** All of it, for a decision. */
  Situation situation(Set<String> claimed, Map<String, String> refusals, Scope scope) {
    Instant now = wiring.clock().instant();
    last =
        new Situation(
            now,
            group.snapshot(),
            group.isWhole(),
            new Readings(
                group.hasInterfaces(),
                group.hasVolumes(),
                facts,
                records,
                changes,
                announced,
                hooks,
                failedLaunches,
                refused),
            claimed,
            refusals,
            scope);
    return last;
  }

  /**
   * From now on knows only about these Auto Scaling groups, as a run does that an event of one of
   * them woke: all others are as they should be, and another look at them would say nothing new. A
   * group in which one server concerns another stays whole.
   */
  void narrow(Set<String> autoScalingGroups) {
    if (group.isWhole() && Separation.isPossible(group.snapshot(), autoScalingGroups)) {
      whole = Optional.of(group.snapshot());
      group.narrow(autoScalingGroups);
    }
  }

  /** What the last decision was made from, and what was read of all other servers before. */
  Situation widest() {
    return whole.map(read -> last.in(read.with(last.group()))).orElse(last);
  }

  /** What the last decision was made from. */
  Situation last() {
    return last;
  }

  /** When Auto Scaling was asked last. */
  Instant groupsReadAt() {
    return group.readAt();
  }

  /**
   * Reads what a decision needs. The groups come first, because what else there is to read of the
   * group follows from them; all else is read at the same time.
   */
  void learn(Collection<Need> needs) {
    if (needs.contains(new Need.WholeGroup())) {
      readWhole();
      return;
    }
    if (needs.contains(new Need.Groups())) {
      startOver();
    }
    List<String> ids = new ArrayList<>();
    List<DnsName> names = new ArrayList<>();
    List<Supplier<Runnable>> requests = new ArrayList<>();
    for (Need need : needs) {
      switch (need) {
        case Need.WholeGroup whole -> {}
        case Need.Groups groups -> {}
        case Need.Interfaces interfaces -> requests.add(() -> group.ask(SlotPart.INTERFACES));
        case Need.Volumes volumes -> requests.add(() -> group.ask(SlotPart.VOLUMES));
        case Need.Facts(String instance) -> ids.add(instance);
        case Need.NameRecord(DnsName name) -> names.add(name);
        case Need.Announcement(String change) ->
            requests.add(
                asking(
                    need,
                    "route53:GetChange",
                    () -> recordGateway.isInSync(change),
                    told -> announced.put(change, told.orElse(false))));
        case Need.Hooks(String name) ->
            requests.add(
                asking(
                    need,
                    "autoscaling:DescribeLifecycleHooks",
                    () -> new HookReader(wiring.clients().autoScaling()).read(name),
                    told -> hooks.put(name, told.orElse(List.of()))));
        case Need.FailedLaunches(String name) ->
            requests.add(
                asking(
                    need,
                    "autoscaling:DescribeScalingActivities",
                    () -> failedLaunches(name),
                    told -> failedLaunches.put(name, told.orElse(0))));
      }
    }
    if (!ids.isEmpty()) {
      requests.add(() -> facts(ids));
    }
    names.stream()
        .collect(Collectors.groupingBy(DnsName::hostedZoneId, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(namesOfOneZone -> requests.add(() -> records(namesOfOneZone)));
    // An answer is taken where nobody else is at work any more.
    wiring.clients().together().<Runnable>all(requests).forEach(Runnable::run);
  }

  private Runnable facts(List<String> ids) {
    Map<String, InstanceFacts> read = instances.read(ids);
    return () -> ids.forEach(id -> facts.put(id, Optional.ofNullable(read.get(id))));
  }

  /**
   * Reads again what small requests tell.
   *
   * @param besides what is read along with them
   * @return whether anything of the former is not as it was
   */
  boolean changes(Collection<Need> small, Collection<Need> besides) {
    List<Object> before = small.stream().map(this::known).toList();
    List<Need> all = new ArrayList<>(small);
    all.addAll(besides);
    learn(all);
    return !before.equals(small.stream().map(this::known).toList());
  }

  private Object known(Need small) {
    return switch (small) {
      case Need.Facts(String instance) -> Optional.ofNullable(facts.get(instance));
      case Need.Announcement(String change) ->
          Arrays.asList(announced.get(change), refused.get(small));
      default -> throw new IllegalArgumentException(small + " takes more than a small request");
    };
  }

  private int failedLaunches(String autoScalingGroupName) {
    return new LaunchHistory(wiring.clients().autoScaling())
        .failedSince(autoScalingGroupName, wiring.clock().instant().minus(LATELY));
  }

  /**
   * What AWS refuses to tell for good is no reason to do nothing else for the group.
   *
   * @param take gets the answer; nothing when it was refused
   */
  private <T> Supplier<Runnable> asking(
      Need need, String action, Supplier<T> request, Consumer<Optional<T>> take) {
    return () -> {
      try {
        T told = request.get();
        return () -> {
          refused.remove(need);
          take.accept(Optional.of(told));
        };
      } catch (SdkException e) {
        if (!(ErrorReaction.to(action, e) instanceof Outcome.GiveUp(String detail))) {
          throw e;
        }
        return () -> {
          refused.put(need, detail);
          take.accept(Optional.empty());
        };
      }
    };
  }

  /** A zone that AWS refuses for good concerns the servers named in it, and no others. */
  private Runnable records(List<DnsName> namesOfOneZone) {
    try {
      Map<DnsName, AddressRecord> found = recordGateway.read(namesOfOneZone);
      return () ->
          namesOfOneZone.forEach(name -> records.put(name, Optional.ofNullable(found.get(name))));
    } catch (SdkException e) {
      if (!(ErrorReaction.to("route53:ListResourceRecordSets", e)
          instanceof Outcome.GiveUp(String detail))) {
        throw e;
      }
      return () ->
          namesOfOneZone.forEach(
              name -> records.put(name, Optional.of(AddressRecord.unreadable(detail))));
    }
  }

  private void readWhole() {
    whole = Optional.empty();
    EnumSet<SlotPart> parts = EnumSet.of(SlotPart.INTERFACES);
    if (group.hasVolumes()) {
      parts.add(SlotPart.VOLUMES);
    }
    group.readWhole();
    group.read(parts);
  }

  /** Remembers by which change a record was written. */
  void written(DnsName name, String change) {
    changes.put(name, change);
  }

  /** Whether EC2 was asked about an instance, and nothing has happened to it since. */
  boolean hasAsked(String instanceId) {
    return facts.containsKey(instanceId);
  }

  /** What EC2 said of an instance; empty when it was not asked or does not know it. */
  Optional<InstanceFacts> factsOf(String instanceId) {
    return facts.getOrDefault(instanceId, Optional.empty());
  }

  /** Forgets what an instance was like. */
  void forget(String instanceId) {
    facts.remove(instanceId);
  }

  /** Reads the groups again and forgets all that does not last. */
  void startOver() {
    Set<String> serving = serving(group.snapshot());
    group.readGroups();
    facts.values().removeIf(known -> known.map(facts -> !isLasting(facts, serving)).orElse(true));
    records.clear();
    announced.values().removeIf(everywhere -> !everywhere);
    failedLaunches.clear();
  }

  private static Set<String> serving(ServerGroup group) {
    return group
        .instances()
        .filter(instance -> instance.state() == LifecycleState.IN_SERVICE)
        .map(Instance::id)
        .collect(Collectors.toSet());
  }

  /** What an instance that runs was like is good for this run; a failed action drops it. */
  private static boolean isLasting(InstanceFacts facts, Set<String> serving) {
    return facts.isEnding()
        || (facts.state() == InstanceFacts.State.RUNNING && serving.contains(facts.id()));
  }
}
