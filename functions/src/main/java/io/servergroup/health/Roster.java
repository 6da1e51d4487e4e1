package io.servergroup.health;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.SlotIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Joins Auto Scaling groups, instances and slots to servers.
 *
 * <p>Every instance that is not on its way out fills a place; what is then missing to the desired
 * capacity are empty places. A group that shows more instances than it wants shows more servers.
 */
public final class Roster {
  private Roster() {}

  /**
   * The servers of all groups, in the order of the snapshot.
   *
   * @param withSlots whether the servers of this server group have identities; told rather than
   *     read, because a reading that misses a slot must not pass for a group without any
   */
  public static List<Server> of(ServerGroup group, boolean withSlots) {
    SlotIndex slots = new SlotIndex(group);
    List<Server> servers = new ArrayList<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      List<Instance> members = members(each);
      members.forEach(member -> servers.add(server(slots, each, Optional.of(member), withSlots)));
      for (int empty = members.size(); empty < each.desiredCapacity(); empty++) {
        servers.add(server(slots, each, Optional.empty(), withSlots));
      }
    }
    return List.copyOf(servers);
  }

  /** The instances that fill places of this group: all but those leaving, gone or kept warm. */
  public static List<Instance> members(AutoScalingGroup group) {
    List<Instance> members = new ArrayList<>(group.instances().size());
    for (Instance instance : group.instances()) {
      if (fillsPlace(instance)) {
        members.add(instance);
      }
    }
    return Collections.unmodifiableList(members);
  }

  private static boolean fillsPlace(Instance instance) {
    return switch (instance.state()) {
      case TERMINATING,
          TERMINATING_WAIT,
          TERMINATING_PROCEED,
          TERMINATING_RETAINED,
          TERMINATED,
          DETACHING,
          DETACHED,
          WARMED_PENDING,
          WARMED_PENDING_WAIT,
          WARMED_PENDING_PROCEED,
          WARMED_PENDING_RETAINED,
          WARMED_TERMINATING,
          WARMED_TERMINATING_WAIT,
          WARMED_TERMINATING_PROCEED,
          WARMED_TERMINATING_RETAINED,
          WARMED_TERMINATED,
          WARMED_STOPPED,
          WARMED_RUNNING,
          WARMED_HIBERNATED ->
          false;
      case PENDING,
          PENDING_WAIT,
          PENDING_PROCEED,
          QUARANTINED,
          IN_SERVICE,
          ENTERING_STANDBY,
          STANDBY,
          REPLACING_ROOT_VOLUME,
          REPLACING_ROOT_VOLUME_WAIT,
          REPLACING_ROOT_VOLUME_PROCEED,
          ROOT_VOLUME_REPLACED,
          UNKNOWN ->
          true;
    };
  }

  private static Server server(
      SlotIndex slots, AutoScalingGroup place, Optional<Instance> instance, boolean withSlots) {
    Optional<Slot> slot =
        place.index().isPresent()
            ? slots.numbered(place.index().getAsInt())
            : instance.flatMap(i -> slots.heldBy(i.id()));
    OptionalInt index =
        place.index().isPresent()
            ? place.index()
            : slot.map(s -> OptionalInt.of(s.index())).orElse(OptionalInt.empty());
    return new Server(index, place, instance, slot, withSlots);
  }
}
