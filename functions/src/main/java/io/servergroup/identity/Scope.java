package io.servergroup.identity;

import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * What a run is about.
 *
 * @param thorough whether instances in service and all records are checked too, as on the schedule
 * @param justHeld the ids of instances whose hold began with the event that woke this run, so that
 *     it needs no heartbeat yet
 * @param hooks the names of our lifecycle hooks
 * @param usual the policy of groups whose tags say nothing else
 * @param checkPeriod how often the schedule wakes a thorough run
 */
public record Scope(
    boolean thorough,
    Set<String> justHeld,
    HookNames hooks,
    IdentityPolicy usual,
    Duration checkPeriod) {
  public Scope {
    justHeld = Set.copyOf(justHeld);
  }
}
