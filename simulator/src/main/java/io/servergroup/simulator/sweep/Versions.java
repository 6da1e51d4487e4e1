package io.servergroup.simulator.sweep;

import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The versions of a cluster's launch template, and since when each was the newest. */
final class Versions {
  private final Simulation simulation;
  private final Cluster cluster;
  private final NavigableMap<Instant, Long> newest = new TreeMap<>();

  Versions(Simulation simulation, Cluster cluster) {
    this.simulation = simulation;
    this.cluster = cluster;
    newest.put(simulation.now(), cluster.newestVersion());
  }

  /** Somebody makes a version with another image. */
  long deploy() {
    long version = cluster.deployNewImage();
    newest.put(simulation.now(), version);
    return version;
  }

  long newest() {
    return newest.lastEntry().getValue();
  }

  /** Since when the newest version is the newest. */
  Instant newestSince() {
    return newest.lastKey();
  }

  /** Whether a version was the newest at some moment since then. */
  boolean wasNewest(long version, Instant since) {
    return newest.floorEntry(since).getValue() == version
        || newest.tailMap(since, true).containsValue(version);
  }

  @Override
  public String toString() {
    return newest.toString();
  }
}
