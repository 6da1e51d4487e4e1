package io.servergroup.cli.story;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a report shows of a sweep.
 *
 * @param profile the name of the faults' profile
 * @param asked how many runs were asked for; fewer were made when somebody stopped the sweep
 * @param runs ordered by seed
 * @param faults by kind
 * @param endings of rollouts, and how often each came
 * @param failures the runs that broke a rule, ordered by seed
 * @param missing what no run reached, though a run could, in words
 * @param figures what it took
 * @param hash of everything that happened
 * @param command that makes the same sweep again
 */
public record SweepStory(
    String profile,
    int asked,
    List<Run> runs,
    SortedMap<String, FaultCount> faults,
    Tally endings,
    List<Failure> failures,
    List<String> missing,
    List<Figure> figures,
    String hash,
    String command) {
  /**
   * One run.
   *
   * @param took virtual time
   * @param lowest the least number of healthy servers while rollouts ran; empty when nobody counted
   */
  public record Run(long seed, int servers, Duration took, OptionalInt lowest, boolean good) {
    /** The share of its servers that was healthy at the lowest, in percent. */
    public OptionalInt lowestPercent() {
      return lowest.isPresent()
          ? OptionalInt.of(100 * lowest.getAsInt() / Math.max(1, servers))
          : OptionalInt.empty();
    }
  }

  /**
   * A kind of fault.
   *
   * @param meaning in words
   * @param times how often it happened
   * @param runs in how many runs
   * @param failing in how many of the runs that broke a rule
   */
  public record FaultCount(String meaning, long times, int runs, int failing) {
    /** Both together. */
    public FaultCount and(FaultCount more) {
      return new FaultCount(meaning, times + more.times, runs + more.runs, failing + more.failing);
    }
  }

  /**
   * A run that broke a rule.
   *
   * @param faults how many went wrong on purpose
   * @param violations in words, at least one
   * @param command that makes it again
   */
  public record Failure(Run run, int faults, List<String> violations, String command) {
    public Failure {
      violations = List.copyOf(violations);
    }
  }

  public SweepStory {
    runs = List.copyOf(runs);
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
    failures = List.copyOf(failures);
    missing = List.copyOf(missing);
    figures = List.copyOf(figures);
  }

  /** Whether no run broke a rule. */
  public boolean good() {
    return failures.isEmpty();
  }
}
