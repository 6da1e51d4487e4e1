package io.servergroup.simulator.rehearsal;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rollout may bring servers to.
 *
 * @param versions by server, the version it rolls or goes back to
 * @param replacesAll whether servers at that version are replaced, too
 * @param back whether it goes back
 */
record RolloutAim(SortedMap<Integer, Long> versions, boolean replacesAll, boolean back) {
  static final RolloutAim NONE = new RolloutAim(new TreeMap<>(), false, false);

  /** A rollout of one version to all servers. */
  static RolloutAim of(Cluster cluster, long target, boolean replacesAll) {
    SortedMap<Integer, Long> versions = new TreeMap<>();
    cluster.members().forEach(member -> versions.put(member.index(), target));
    return new RolloutAim(versions, replacesAll, false);
  }

  /**
   * The way back to these versions. An Auto Scaling group of several servers can only name one:
   * where they had different ones, all go back to the oldest.
   */
  static RolloutAim back(Cluster cluster, Map<Integer, Long> origins) {
    Map<String, Long> oldest = new HashMap<>();
    cluster
        .members()
        .forEach(member -> oldest.merge(member.group(), origins.get(member.index()), Math::min));
    SortedMap<Integer, Long> versions = new TreeMap<>();
    cluster.members().forEach(member -> versions.put(member.index(), oldest.get(member.group())));
    return new RolloutAim(versions, false, true);
  }

  /** The version that a server is to have. */
  long of(int server) {
    return versions.getOrDefault(server, 0L);
  }

  /**
   * Whether a server of a version is as it is to be. Forwards, a version that is like the target is
   * as good; on the way back the number counts.
   */
  boolean isMet(Cluster cluster, int server, long version) {
    return back ? version == of(server) : cluster.areAlike(version, of(server));
  }
}
