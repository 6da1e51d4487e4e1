package io.servergroup.identity;

import io.servergroup.group.Instance;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotIndex;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the slots of a whole server group are given out.
 *
 * @param freeSlots how many nobody holds, by availability zone; zero for a zone with none free
 * @param unassignedInstances how many instances serve or are about to without a slot
 */
public record Standing(SortedMap<String, Integer> freeSlots, int unassignedInstances) {
  public Standing {
    freeSlots = new TreeMap<>(freeSlots);
  }

  /** Counts the slots and instances of a group whose slots have been read. */
  public static Standing of(Situation situation) {
    ServerGroup group = situation.group();
    SortedMap<String, Integer> free = new TreeMap<>();
    group
        .slots()
        .forEach(
            slot ->
                free.merge(
                    slot.networkInterface().zone(),
                    isFree(slot.networkInterface()) ? 1 : 0,
                    Integer::sum));
    SlotIndex slots = new SlotIndex(group);
    long unassigned =
        group
            .instances()
            .filter(instance -> situation.wantsIdentities() && isToServe(instance))
            .filter(instance -> slots.heldBy(instance.id()).isEmpty())
            .count();
    return new Standing(free, Math.toIntExact(unassigned));
  }

  private static boolean isFree(NetworkInterface eni) {
    return eni.holder().isEmpty() && !eni.isUsedOtherwise();
  }

  private static boolean isToServe(Instance instance) {
    return instance.state() == LifecycleState.IN_SERVICE
        || instance.state() == LifecycleState.PENDING_WAIT;
  }
}
