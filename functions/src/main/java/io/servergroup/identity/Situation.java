package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything a decision about identities is made from.
 *
 * @param group the server group, or the part of it concerned
 * @param facts what EC2 says, by instance id; no entry for an instance EC2 was not asked about or
 *     does not know
 * @param records the A records of the slots' hosted zones by name; empty when they were not read
 * @param refusals by subject, what AWS refused for good in this run
 * @param earlyRelease what an instance in {@code Terminating:Wait} gives back
 */
public record Situation(
    ServerGroup group,
    Map<String, InstanceFacts> facts,
    Optional<Map<String, AddressRecord>> records,
    Map<String, String> refusals,
    EarlyRelease earlyRelease) {
  public Situation {
    facts = new TreeMap<>(facts);
    records = records.map(TreeMap::new);
    refusals = new TreeMap<>(refusals);
  }

  /** An instance and the group it belongs to. */
  record Member(AutoScalingGroup group, Instance instance) {}

  /** All instances of the groups, in an order that does not change between readings. */
  List<Member> members() {
    return group.autoScalingGroups().stream()
        .flatMap(
            asg ->
                asg.instances().stream()
                    .sorted(Comparator.comparing(Instance::id))
                    .map(instance -> new Member(asg, instance)))
        .toList();
  }

  Optional<Instance> instance(String id) {
    return group.instances().filter(instance -> instance.id().equals(id)).findFirst();
  }

  Optional<InstanceFacts> factsOf(String instanceId) {
    return Optional.ofNullable(facts.get(instanceId));
  }

  Optional<String> refusalOf(String subject) {
    return Optional.ofNullable(refusals.get(subject));
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
