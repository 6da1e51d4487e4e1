package io.servergroup.rollout;

import java.util.Optional;

/** What somebody else did that a rollout must not work against. */
final class Conflict {
  private Conflict() {}

  /** Why this execution may not go on, whatever the servers' health. */
  static Optional<String> in(RolloutPlan plan, Situation now, String execution) {
    Optional<String> holder = now.lock().holder();
    if (holder.isEmpty()) {
      return Optional.of(
          "nobody holds the lock of "
              + plan.serverGroup()
              + " any more: this execution was stopped before, or somebody deleted the lock, so"
              + " another rollout may be starting; start a new one");
    }
    if (!holder.get().equals(execution)) {
      return Optional.of(
          "the lock of " + plan.serverGroup() + " was taken over by " + holder.get());
    }
    if (now.lock().turnedBack() && !plan.isRollback()) {
      return Optional.of("this rollout has turned back; it goes no further forward");
    }
    int size = now.health().group().size();
    return size == plan.size()
        ? Optional.empty()
        : Optional.of(
            plan.serverGroup()
                + " wants "
                + size
                + " servers now and wanted "
                + plan.size()
                + " at the start; restore the capacity, or start a new rollout");
  }
}
