package io.servergroup.simulator.sweep;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of a sweep.
 *
 * @param runs how many were made, which is fewer than seeds when the sweep was stopped
 * @param servers of all runs together
 * @param events of all simulations together
 * @param faults that went wrong on purpose in all runs together
 * @param durations the virtual time that runs took
 * @param hashes the hash of each run, ordered by seed; empty text for a run that came to no end or,
 *     when the sweep was stopped, was not made
 * @param hash of all these; two sweeps of the same seeds were the same when theirs are
 * @param reached how often everything was reached
 * @param missing what no run reached, though a run could
 * @param failures the runs that broke a rule, ordered by seed
 */
public record SweepReport(
    Sweep sweep,
    int runs,
    long servers,
    long events,
    long faults,
    Durations durations,
    List<String> hashes,
    String hash,
    Map<Point, Long> reached,
    SortedSet<Point> missing,
    List<RunResult> failures) {
  /** The least, the median, the 99th percentile and the most. */
  public record Durations(Duration least, Duration median, Duration percentile99, Duration most) {}

  public SweepReport {
    hashes = List.copyOf(hashes);
    reached = Collections.unmodifiableMap(new TreeMap<>(reached));
    missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    failures = List.copyOf(failures);
  }

  /** Whether no run broke a rule. */
  public boolean good() {
    return failures.isEmpty();
  }
}
