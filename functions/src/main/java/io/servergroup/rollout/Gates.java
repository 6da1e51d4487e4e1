package io.servergroup.rollout;

import io.servergroup.health.GateRules;
import java.time.Duration;
import java.util.List;

/**
 * What a rollout waits for before it goes on.
 *
 * @param rules what makes a server healthy
 * @param consecutiveHealthyChecks how often in a row a batch must be seen healthy
 * @param alarms none of these may be in ALARM before a batch, while it bakes and at the end
 * @param bake how long the whole group must be fit after a batch
 * @param pollInterval between two looks at servers on their way
 * @param batchTimeout how long a batch may take, and the group to become fit for one
 */
public record Gates(
    GateRules rules,
    int consecutiveHealthyChecks,
    List<String> alarms,
    Duration bake,
    Duration pollInterval,
    Duration batchTimeout) {
  public Gates {
    alarms = List.copyOf(alarms);
  }

  /**
   * The same for a way back. It is the cure, whatever its alarms say: one that is slower than that
   * which turned the rollout back has the same cause, and stopping would leave that in place.
   */
  Gates withoutAlarms() {
    return new Gates(rules, consecutiveHealthyChecks, List.of(), bake, pollInterval, batchTimeout);
  }
}
