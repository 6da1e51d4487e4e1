package io.servergroup.cost;

import java.time.Duration;

/**
 * How long things take that a forecast has to assume.
 *
 * @param round a call to AWS, or several made at the same time
 * @param ownTime what a function itself computes in an invocation
 * @param restore what is billed of a restore from a snapshot, or of a cold start
 * @param shutdown from when an instance may terminate until it is gone
 * @param release from when a network interface is detached until it may be attached elsewhere
 * @param attach from when a network interface or volume is attached until EC2 says so
 * @param checkPeriod how often the schedule wakes the reconcile function
 */
public record Assumptions(
    Duration round,
    Duration ownTime,
    Duration restore,
    Duration shutdown,
    Duration release,
    Duration attach,
    Duration checkPeriod) {
  /** For a control plane in the region of its cluster, with SnapStart. */
  public static final Assumptions USUAL =
      new Assumptions(
          Duration.ofMillis(25),
          Duration.ofMillis(10),
          Duration.ofMillis(300),
          Duration.ofSeconds(45),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofMinutes(5));
}
