package io.servergroup.cost;

import java.time.Duration;

/**
 * How long things take that a forecast has to assume. None of it changes the number of transitions;
 * release and attach decide how often the reconcile function looks, all of them how long functions
 * run.
 *
 * @param round a call to AWS, or several made at the same time
 * @param ownTime what a function itself computes in an invocation
 * @param start what is billed of a restore from a snapshot, or of a cold start
 * @param release from when a network interface is detached until it may be attached elsewhere
 * @param attach from when a network interface or volume is attached until EC2 says so
 * @param shutdown from when an instance may terminate until it is gone
 * @param checkPeriod how often the schedule wakes the reconcile function
 */
public record Assumptions(
    Duration round,
    Duration ownTime,
    Duration start,
    Duration release,
    Duration attach,
    Duration shutdown,
    Duration checkPeriod) {
  /**
   * A control plane in the region of its cluster, with SnapStart. A call takes what
   * docs/PERFORMANCE.md measures functions with, and their own time is what it measures then.
   */
  public static final Assumptions USUAL =
      new Assumptions(
          Duration.ofMillis(25),
          Duration.ofMillis(12),
          Duration.ofMillis(300),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(45),
          Duration.ofMinutes(5));
}
