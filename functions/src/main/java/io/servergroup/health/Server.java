package io.servergroup.health;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.Slot;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One server of a group as a snapshot shows it: its place, the instance that fills it and its slot.
 *
 * @param index its number; empty when neither its Auto Scaling group nor a slot gives it one
 * @param group the Auto Scaling group that launches it
 * @param instance who fills the place; empty when nobody does
 * @param slot its identity; empty when it has, or holds, none
 * @param needsSlot whether servers of this server group have identities at all
 */
public record Server(
    OptionalInt index,
    AutoScalingGroup group,
    Optional<Instance> instance,
    Optional<Slot> slot,
    boolean needsSlot) {

  /** What messages call it, such as {@code server 3}. */
  public String name() {
    if (index.isPresent()) {
      return nameOf(index.getAsInt());
    }
    return instance.map(i -> nameOn(i.id())).orElseGet(() -> "a missing server of " + group.name());
  }

  /** What messages call a server that has this number. */
  public static String nameOf(int number) {
    return "server " + number;
  }

  /** What messages call a server without a number. */
  public static String nameOn(String instanceId) {
    return "the server on " + instanceId;
  }

  /** True when its place alone tells which server it is, or servers have nothing to tell apart. */
  public boolean isNumbered() {
    return group.index().isPresent() || !needsSlot;
  }

  /** Where its instance runs; while it has none, where one will be launched. */
  public String zone() {
    if (instance.isPresent()) {
      return instance.get().zone();
    }
    return group.zones().isEmpty() ? "" : group.zones().getFirst();
  }

  /** True when this instance fills the place. */
  public boolean isFilledBy(String instanceId) {
    return instance.filter(i -> i.id().equals(instanceId)).isPresent();
  }
}
