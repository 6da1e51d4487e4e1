package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.ServerGroup;
import io.servergroup.health.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What keeps Auto Scaling groups as a whole from a batch, whatever the health of their servers. */
final class GroupBlockers {
  private GroupBlockers() {}

  /**
   * All of them.
   *
   * @param toReplace the names of the groups in which servers are still to be replaced
   */
  static List<Blocker> of(ServerGroup group, Set<String> toReplace) {
    List<Blocker> blockers = new ArrayList<>();
    for (AutoScalingGroup each : group.autoScalingGroups()) {
      int members = Roster.members(each).size();
      if (members > each.desiredCapacity()) {
        blockers.add(
            new Blocker(
                each.name(), "has " + members + " instances but wants " + each.desiredCapacity()));
      }
      // Preflight saw none: somebody has suspended it since, and what leaves would not come back.
      String suspended = Processes.suspended(each);
      if (!suspended.isEmpty() && toReplace.contains(each.name())) {
        blockers.add(new Blocker(each.name(), suspended));
      }
    }
    return blockers;
  }
}
