package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.DnsName;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleHook;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.WarmPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything a decision about identities is made from.
 *
 * @param now when it is made
 * @param group the server group, or the part of it concerned
 * @param whole whether it is the whole group
 * @param readings what else was read
 * @param claimed the ids of instances that this run gave their slot
 * @param refusals by subject, what AWS refused for good in this run
 */
public record Situation(
    Instant now,
    ServerGroup group,
    boolean whole,
    Readings readings,
    Set<String> claimed,
    Map<String, String> refusals,
    Scope scope) {
  public Situation {
    claimed = Set.copyOf(claimed);
    refusals = new TreeMap<>(refusals);
  }

  private static final Comparator<Member> BY_ID = Comparator.comparing(m -> m.instance().id());

  /** An instance and the group it belongs to. */
  record Member(AutoScalingGroup group, Instance instance) {}

  /** The same with all there is of the server group. */
  public Situation in(ServerGroup all) {
    return new Situation(now, all, true, readings, claimed, refusals, scope);
  }

  /** All instances of the groups, in an order that does not change between readings. */
  List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (AutoScalingGroup asg : group.autoScalingGroups()) {
      int first = members.size();
      asg.instances().forEach(instance -> members.add(new Member(asg, instance)));
      members.subList(first, members.size()).sort(BY_ID);
    }
    return members;
  }

  Optional<Member> member(String instanceId) {
    for (AutoScalingGroup asg : group.autoScalingGroups()) {
      for (Instance instance : asg.instances()) {
        if (instance.id().equals(instanceId)) {
          return Optional.of(new Member(asg, instance));
        }
      }
    }
    return Optional.empty();
  }

  /** The slots whose server some group launches. */
  List<Slot> slotsInUse() {
    Set<Integer> indexes = new HashSet<>();
    for (AutoScalingGroup asg : group.autoScalingGroups()) {
      if (asg.index().isEmpty()) {
        return group.slots();
      }
      indexes.add(asg.index().getAsInt());
    }
    return group.slots().stream().filter(slot -> indexes.contains(slot.index())).toList();
  }

  /** All instances of the warm pools, with the groups they are kept ready for. */
  List<Member> pooled() {
    return group.warmPools().stream()
        .flatMap(
            pool ->
                group.autoScalingGroups().stream()
                    .filter(asg -> asg.name().equals(pool.autoScalingGroupName()))
                    .flatMap(asg -> pool.instances().stream().map(i -> new Member(asg, i))))
        .toList();
  }

  /** An instance that is in a warm pool, or on its way there. */
  Optional<Member> pooled(String instanceId) {
    return pooled().stream()
        .filter(member -> member.instance().id().equals(instanceId))
        .findFirst();
  }

  /**
   * Whether the group's servers have identities, or are to have them: somebody tagged a network
   * interface or a volume for them, or a hook of ours holds instances. In a group without any of
   * that nothing is missing.
   *
   * @return what the hooks tell that were read; a hook that AWS refuses to tell of may be ours
   */
  public boolean wantsIdentities() {
    return !group.slots().isEmpty()
        || group.findings().stream().anyMatch(this::isOfNoGroup)
        || group.autoScalingGroups().stream().anyMatch(this::isHeldByUs);
  }

  private boolean isOfNoGroup(SlotFinding finding) {
    return group.autoScalingGroups().stream()
        .noneMatch(asg -> asg.name().equals(finding.resource()));
  }

  private boolean isHeldByUs(AutoScalingGroup asg) {
    return refused(new Need.Hooks(asg.name())).isPresent()
        || readings.hooks().getOrDefault(asg.name(), List.of()).stream()
            .map(LifecycleHook::name)
            .anyMatch(
                name ->
                    name.equals(scope.hooks().launching())
                        || name.equals(scope.hooks().terminating()));
  }

  public IdentityPolicy policyOf(AutoScalingGroup asg) {
    return asg.identityPolicy().over(scope.usual());
  }

  /** Whether EC2 was asked about an instance. */
  boolean asked(String instanceId) {
    return readings.facts().containsKey(instanceId);
  }

  /** What EC2 says; empty when it was not asked or does not know the instance. */
  Optional<InstanceFacts> factsOf(String instanceId) {
    return readings.facts().getOrDefault(instanceId, Optional.empty());
  }

  /** How long ago an instance was started; zero when EC2 does not know it. */
  Duration age(String instanceId) {
    return factsOf(instanceId)
        .map(facts -> Duration.between(facts.startedAt(), now))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  /**
   * How long a launch may have been held. An instance out of a warm pool that keeps its instances
   * running was started before anybody launched it, nobody knows how long before; it counts as
   * launched just now.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html">Lifecycle
   *     of instances in a warm pool</a>
   */
  Duration held(Member member) {
    boolean maybeFromPool = group.warmPoolsOf(member.group()).anyMatch(WarmPool::running);
    return maybeFromPool ? Duration.ZERO : age(member.instance().id());
  }

  boolean asked(DnsName name) {
    return readings.records().containsKey(name);
  }

  Optional<AddressRecord> recordOf(DnsName name) {
    return readings.records().getOrDefault(name, Optional.empty());
  }

  Optional<String> refusalOf(String subject) {
    return Optional.ofNullable(refusals.get(subject));
  }

  /** What AWS said instead of telling this; empty when it told, or was not asked. */
  Optional<String> refused(Need need) {
    return Optional.ofNullable(readings.refused().get(need));
  }

  /** What keeps instances from taking this server's slot. */
  Stream<SlotFinding> blocking(int index) {
    return group.findings().stream()
        .filter(finding -> finding.blocking() && finding.index().orElse(-1) == index);
  }

  /** What keeps instances from coming out of this group. */
  Stream<SlotFinding> blocking(AutoScalingGroup asg) {
    return group.findings().stream()
        .filter(finding -> finding.blocking() && finding.resource().equals(asg.name()));
  }
}
