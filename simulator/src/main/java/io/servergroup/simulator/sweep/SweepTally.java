package io.servergroup.simulator.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Adds up what comes of the runs of a sweep; the sum does not depend on their order. */
final class SweepTally {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int NOT_MADE = -1;

  private final Sweep sweep;
  private final Consumer<RunResult> progress;
  private final String[] hashes;
  private final int[] virtualSeconds;
  private final Map<Point, Long> reached = new TreeMap<>();
  private final List<RunResult> failures = new ArrayList<>();
  private long events;
  private long faults;
  private long servers;
  private int runs;

  SweepTally(Sweep sweep, Consumer<RunResult> progress) {
    this.sweep = sweep;
    this.progress = progress;
    this.hashes = new String[sweep.seeds()];
    this.virtualSeconds = new int[sweep.seeds()];
    // Runs that are not made, because somebody stops the sweep, stay so.
    Arrays.fill(hashes, "");
    Arrays.fill(virtualSeconds, NOT_MADE);
  }

  /**
   * A run has ended.
   *
   * @param index of its seed, from 0
   */
  synchronized void ended(int index, RunResult result) {
    runs++;
    hashes[index] = result.hash();
    virtualSeconds[index] = (int) result.virtual().toSeconds();
    events += result.events();
    faults += result.faults().size();
    servers += result.servers();
    result.reached().forEach((point, count) -> reached.merge(point, count, Long::sum));
    if (!result.good()) {
      failures.add(result);
    }
    progress.accept(result);
  }

  synchronized SweepReport report() {
    failures.sort(Comparator.comparingLong(failure -> failure.request().seed()));
    int[] sorted =
        Arrays.stream(virtualSeconds).filter(took -> took != NOT_MADE).sorted().toArray();
    return new SweepReport(
        sweep,
        runs,
        servers,
        events,
        faults,
        new SweepReport.Durations(
            seconds(sorted, 0), seconds(sorted, 50), seconds(sorted, 99), seconds(sorted, 100)),
        List.of(hashes),
        hash(),
        reached,
        Reachable.missing(sweep.profile(), reached.keySet()),
        failures);
  }

  /** The value below which so many percent of a sorted list lie. */
  private static Duration seconds(int[] sorted, int percent) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofSeconds(sorted[(int) ((sorted.length - 1L) * percent / 100)]);
  }

  private String hash() {
    long hash = FNV_OFFSET;
    for (String each : hashes) {
      for (int i = 0; i < each.length(); i++) {
        hash = (hash ^ each.charAt(i)) * FNV_PRIME;
      }
    }
    return HexFormat.of().toHexDigits(hash);
  }
}
