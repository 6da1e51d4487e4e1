package io.servergroup.lambda;

import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.GroupReading;
import io.servergroup.aws.HookReader;
import io.servergroup.aws.InstanceGateway;
import io.servergroup.aws.LaunchHistory;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.RecordGateway;
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
import io.servergroup.identity.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  private Situation last;

  Knowledge(Wiring wiring, GroupReading group) {
    this.wiring = wiring;
    this.group = group;
    this.instances = new InstanceGateway(wiring.clients().ec2());
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

  /** What the last decision was made from. */
  Situation last() {
    return last;
  }

  /** When Auto Scaling was asked last. */
  Instant groupsReadAt() {
    return group.readAt();
  }

  /** Reads what a decision needs. */
  void learn(Collection<Need> needs) {
    List<String> ids = new ArrayList<>();
    List<DnsName> names = new ArrayList<>();
    // The whole group first: it makes the other readings of the group complete.
    if (needs.contains(new Need.WholeGroup())) {
      readWhole();
      return;
    }
    for (Need need : needs) {
      switch (need) {
        case Need.WholeGroup whole -> {}
        case Need.Interfaces interfaces -> group.readInterfaces();
        case Need.Volumes volumes -> group.readVolumes();
        case Need.Facts(String instance) -> ids.add(instance);
        case Need.NameRecord(DnsName name) -> names.add(name);
        case Need.Groups groups -> startOver();
        case Need.Announcement(String change) -> {
          announced.put(change, false);
          ask(
              need,
              "route53:GetChange",
              () -> announced.put(change, recordGateway.isInSync(change)));
        }
        case Need.Hooks(String name) -> {
          hooks.put(name, List.of());
          ask(
              need,
              "autoscaling:DescribeLifecycleHooks",
              () -> hooks.put(name, new HookReader(wiring.clients().autoScaling()).read(name)));
        }
        case Need.FailedLaunches(String name) -> {
          failedLaunches.put(name, 0);
          ask(
              need,
              "autoscaling:DescribeScalingActivities",
              () -> failedLaunches.put(name, failedLaunches(name)));
        }
      }
    }
    Map<String, InstanceFacts> read = instances.read(ids);
    ids.forEach(id -> facts.put(id, Optional.ofNullable(read.get(id))));
    names.stream()
        .collect(Collectors.groupingBy(DnsName::hostedZoneId, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(this::readRecords);
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

  /** What AWS refuses to tell for good is no reason to do nothing else for the group. */
  private void ask(Need need, String action, Runnable call) {
    refused.remove(need);
    try {
      call.run();
    } catch (SdkException e) {
      if (!(ErrorReaction.to(action, e) instanceof Outcome.GiveUp(String detail))) {
        throw e;
      }
      refused.put(need, detail);
    }
  }

  /** A zone that AWS refuses for good concerns the servers named in it, and no others. */
  private void readRecords(List<DnsName> namesOfOneZone) {
    try {
      Map<DnsName, AddressRecord> found = recordGateway.read(namesOfOneZone);
      namesOfOneZone.forEach(name -> records.put(name, Optional.ofNullable(found.get(name))));
    } catch (SdkException e) {
      if (!(ErrorReaction.to("route53:ListResourceRecordSets", e)
          instanceof Outcome.GiveUp(String detail))) {
        throw e;
      }
      namesOfOneZone.forEach(
          name -> records.put(name, Optional.of(AddressRecord.unreadable(detail))));
    }
  }

  private void readWhole() {
    boolean withVolumes = group.hasVolumes();
    group.readWhole();
    group.readInterfaces();
    if (withVolumes) {
      group.readVolumes();
    }
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
