package io.servergroup.rollout;

import io.servergroup.health.AlarmStates;
import java.util.List;
import java.util.Optional;

/** Whether the alarms of a rollout let it go on. */
final class AlarmCheck {
  private AlarmCheck() {}

  /** Why the rollout may not go on; empty when its alarms allow it. */
  static Optional<Decision> of(RolloutPlan plan, AlarmStates alarms) {
    List<String> ignored = plan.rollback().map(Rollback::ignoredAlarms).orElse(List.of());
    List<String> loud = alarms.inAlarm().stream().filter(name -> !ignored.contains(name)).toList();
    // On the way back an alarm that nobody can hear any more keeps nothing up either.
    List<String> missing = plan.isRollback() ? List.of() : alarms.missing();
    if (!loud.isEmpty()) {
      return Optional.of(
          new Decision.Stop(StopCategory.ALARM, "in ALARM: " + String.join(", ", loud)));
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Decision.Stop(
                StopCategory.CONFLICT,
                "no such alarm any more, so nobody can tell whether it is quiet: "
                    + String.join(", ", missing)));
  }
}
