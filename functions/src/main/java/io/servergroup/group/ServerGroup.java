package io.servergroup.group;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole server group as it was read at one time.
 *
 * @param name the value of the {@code ServerGroupName} tag
 * @param readAt when the reading began
 * @param autoScalingGroups ordered by index, then by name
 * @param slots ordered by index; an index appears once
 * @param warmPools of the groups that have one; their instances serve nobody and hold no slot
 * @param findings what is wrong with the tags; a resource they concern may be missing from the rest
 */
public record ServerGroup(
    String name,
    Instant readAt,
    List<AutoScalingGroup> autoScalingGroups,
    List<Slot> slots,
    List<WarmPool> warmPools,
    List<SlotFinding> findings) {
  public ServerGroup {
    autoScalingGroups = List.copyOf(autoScalingGroups);
    slots = List.copyOf(slots);
    warmPools = List.copyOf(warmPools);
    findings = List.copyOf(findings);
  }

  /** A server group without warm pools. */
  public ServerGroup(
      String name,
      Instant readAt,
      List<AutoScalingGroup> autoScalingGroups,
      List<Slot> slots,
      List<SlotFinding> findings) {
    this(name, readAt, autoScalingGroups, slots, List.of(), findings);
  }

  /** A server group without warm pools whose tags are in order. */
  public ServerGroup(
      String name, Instant readAt, List<AutoScalingGroup> autoScalingGroups, List<Slot> slots) {
    this(name, readAt, autoScalingGroups, slots, List.of(), List.of());
  }

  /** How many servers the group is meant to have. */
  public int size() {
    return autoScalingGroups.stream().mapToInt(AutoScalingGroup::desiredCapacity).sum();
  }

  /** What one of its Auto Scaling groups keeps ready; nothing when it has no warm pool. */
  public Stream<WarmPool> warmPoolsOf(AutoScalingGroup group) {
    return warmPools.stream().filter(pool -> pool.autoScalingGroupName().equals(group.name()));
  }

  /**
   * The same with what a later reading found of one of its Auto Scaling groups.
   *
   * @param later empty when the group is not there, or not of this server group, any more
   */
  public ServerGroup with(String autoScalingGroup, Optional<AutoScalingGroup> later) {
    return new ServerGroup(
        name,
        readAt,
        autoScalingGroups.stream()
            .flatMap(
                each -> each.name().equals(autoScalingGroup) ? later.stream() : Stream.of(each))
            .toList(),
        slots,
        warmPools,
        findings);
  }

  /**
   * The same with what a later reading found of some of its servers: of their Auto Scaling groups
   * and slots; what that reading did not see stays as it was.
   */
  public ServerGroup with(ServerGroup later) {
    Map<String, AutoScalingGroup> groups = new HashMap<>();
    later.autoScalingGroups.forEach(group -> groups.put(group.name(), group));
    Map<Integer, Slot> laterSlots = new HashMap<>();
    later.slots.forEach(slot -> laterSlots.put(slot.index(), slot));
    return new ServerGroup(
        name,
        readAt,
        autoScalingGroups.stream().map(group -> groups.getOrDefault(group.name(), group)).toList(),
        slots.stream().map(slot -> laterSlots.getOrDefault(slot.index(), slot)).toList(),
        warmPools,
        findings);
  }

  public Stream<Instance> instances() {
    return autoScalingGroups.stream().flatMap(group -> group.instances().stream());
  }
}
