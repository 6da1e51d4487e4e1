package io.servergroup.rollout;

import io.servergroup.health.AlarmStates;
import java.util.List;
import java.util.Optional;

/** Whether the alarms of a rollout let it go on. */
final class AlarmCheck {
  private AlarmCheck() {}

  /** Why the rollout may not go on; empty when its alarms allow it. */
  static Optional<Decision> of(AlarmStates alarms) {
    List<String> loud = alarms.inAlarm();
    List<String> missing = alarms.missing();
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
