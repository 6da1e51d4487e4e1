package io.servergroup.identity;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.Instance;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whether some servers of a group can be followed without a look at all others. */
public final class Separation {
  private Separation() {}

  /**
   * Each has a group and a slot of its own, nothing of which another has; and no tag says anything
   * that only the whole group shows to be wrong.
   *
   * @param whole the whole server group, with its slots
   * @param autoScalingGroups the names of the groups of these servers
   */
  public static boolean isPossible(ServerGroup whole, Set<String> autoScalingGroups) {
    if (autoScalingGroups.isEmpty()
        || autoScalingGroups.size() == whole.autoScalingGroups().size()
        || !whole.findings().isEmpty()) {
      return false;
    }
    Set<Integer> followed = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (AutoScalingGroup group : whole.autoScalingGroups()) {
      if (!autoScalingGroups.contains(group.name())) {
        group.instances().stream().map(Instance::id).forEach(others::add);
      } else if (group.index().isEmpty()) {
        return false;
      } else {
        followed.add(group.index().getAsInt());
      }
    }
    return whole.slots().stream()
        .filter(slot -> followed.contains(slot.index()))
        .flatMap(Separation::holders)
        .noneMatch(others::contains);
  }

  private static Stream<String> holders(Slot slot) {
    return Stream.concat(
        slot.networkInterface().holder().stream(),
        slot.volumes().stream().map(Volume::holder).flatMap(holder -> holder.stream()));
  }
}
