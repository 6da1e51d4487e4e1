package io.servergroup.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the slots of one snapshot by their number and by their holder, however many there are. Most
 * who look ask for one of the two only; not for several threads.
 */
public final class SlotIndex {
  private final List<Slot> slots;
  private Map<Integer, Slot> byNumber;
  private Map<String, Slot> byHolder;

  public SlotIndex(ServerGroup group) {
    this.slots = group.slots();
  }

  /** The first slot with this index. */
  public Optional<Slot> numbered(int index) {
    if (byNumber == null) {
      byNumber = HashMap.newHashMap(slots.size());
      slots.forEach(slot -> byNumber.putIfAbsent(slot.index(), slot));
    }
    return Optional.ofNullable(byNumber.get(index));
  }

  /** The first slot whose network interface is, or is being, attached to this instance. */
  public Optional<Slot> heldBy(String instanceId) {
    if (byHolder == null) {
      byHolder = HashMap.newHashMap(slots.size());
      slots.forEach(
          slot ->
              slot.networkInterface()
                  .holder()
                  .ifPresent(holder -> byHolder.putIfAbsent(holder, slot)));
    }
    return Optional.ofNullable(byHolder.get(instanceId));
  }
}
