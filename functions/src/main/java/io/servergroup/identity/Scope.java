package io.servergroup.identity;

import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import java.time.Duration;

/**
 * What a run is about.
 *
 * @param hooks the names of our lifecycle hooks
 * @param usual the policy of groups whose tags say nothing else
 * @param checkPeriod how often the schedule wakes a run
 */
public record Scope(Cause cause, HookNames hooks, IdentityPolicy usual, Duration checkPeriod) {
  /** Whether instances in service and all records are checked too. */
  public boolean thorough() {
    return cause instanceof Cause.Schedule;
  }

  /** Whether the hold of an instance has begun with the event that woke this run. */
  public boolean justHeld(String instanceId) {
    return cause.equals(new Cause.LaunchHeld(instanceId));
  }
}
