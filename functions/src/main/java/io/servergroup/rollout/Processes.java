package io.servergroup.rollout;

import io.servergroup.group.AutoScalingGroup;
import java.util.Set;
import java.util.TreeSet;

/** Which processes an Auto Scaling group needs for a rollout. */
final class Processes {
  /**
   * Without these a terminated instance is not replaced, its replacement gets no requests, or a
   * group whose rollout died does not heal itself.
   */
  private static final Set<String> NEEDED =
      Set.of("Launch", "Terminate", "AddToLoadBalancer", "HealthCheck", "ReplaceUnhealthy");

  private Processes() {}

  /** The needed ones that are suspended, in words; empty text when none is. */
  static String suspended(AutoScalingGroup group) {
    if (group.suspendedProcesses().isEmpty()) {
      return "";
    }
    Set<String> missed = new TreeSet<>(NEEDED);
    missed.retainAll(group.suspendedProcesses());
    return missed.isEmpty() ? "" : "suspended: " + String.join(", ", missed);
  }
}
