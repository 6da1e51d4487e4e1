package io.servergroup.simulator.rehearsal;

import java.util.Map;

/**
 * What a rollout may bring servers to.
 *
 * @param target the version it rolls to
 * @param replacesAll whether servers at that version are replaced, too
 * @param back by server, the version it goes back to; empty as long as the rollout goes forward
 */
record RolloutAim(long target, boolean replacesAll, Map<Integer, Long> back) {
  static final RolloutAim NONE = new RolloutAim(0, false, Map.of());

  /** The version that a server is to have. */
  long of(int server) {
    return back.getOrDefault(server, target);
  }

  /**
   * Whether a server of a version is as it is to be. Forwards, a version that is like the target is
   * as good; on the way back the number counts.
   */
  boolean isMet(Cluster cluster, int server, long version) {
    return back.isEmpty() ? cluster.areAlike(version, target) : version == of(server);
  }
}
