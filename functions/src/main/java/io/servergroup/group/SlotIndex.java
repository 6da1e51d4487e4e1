package io.servergroup.group;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the slots of one snapshot by their number and by their holder, however many there are. */
public final class SlotIndex {
  private final Map<Integer, Slot> byNumber = new HashMap<>();
  private final Map<String, Slot> byHolder = new HashMap<>();

  public SlotIndex(ServerGroup group) {
    for (Slot slot : group.slots()) {
      byNumber.putIfAbsent(slot.index(), slot);
      slot.networkInterface().holder().ifPresent(holder -> byHolder.putIfAbsent(holder, slot));
    }
  }

  /** The first slot with this index. */
  public Optional<Slot> numbered(int index) {
    return Optional.ofNullable(byNumber.get(index));
  }

  /** The first slot whose network interface is, or is being, attached to this instance. */
  public Optional<Slot> heldBy(String instanceId) {
    return Optional.ofNullable(byHolder.get(instanceId));
  }
}
