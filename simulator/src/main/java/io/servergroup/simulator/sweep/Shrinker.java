package io.servergroup.simulator.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a failing run smaller: fewer servers, then fewer faults, as long as the same rule is
 * broken. Faults are left out in halves, quarters and so on, until none can be left out.
 *
 * @see <a href="https://www.debuggingbook.org/html/DeltaDebugger.html">Delta debugging</a>
 */
public final class Shrinker {
  /** The servers to try instead, fewest first. */
  private static final List<Integer> SIZES = List.of(1, 2, 3, 4, 6, 9, 14, 20, 30);

  private final Function<RunRequest, RunResult> runner;
  private final int mostRuns;
  private final Consumer<RunResult> progress;
  private int runs;
  private RunResult smallest;

  /**
   * @param runner makes a run
   * @param mostRuns after how many runs it stops with the smallest so far
   * @param progress told of every run that is smaller than all before and still fails
   */
  public Shrinker(
      Function<RunRequest, RunResult> runner, int mostRuns, Consumer<RunResult> progress) {
    this.runner = runner;
    this.mostRuns = mostRuns;
    this.progress = progress;
  }

  /**
   * Shrinks a run.
   *
   * @param failing a run that broke a rule
   * @return the smallest found, or the run itself when nothing could be left out
   */
  public RunResult shrink(RunResult failing) {
    if (failing.good()) {
      throw new IllegalArgumentException(
          "seed " + failing.request().seed() + " broke no rule; there is nothing to shrink");
    }
    smallest = failing;
    fewerServers();
    if (attempt(smallest.request().withOnly(new TreeSet<>(smallest.faults())))) {
      fewerFaults();
      fewerServers();
    }
    return smallest;
  }

  /** How many runs it took. */
  public int runs() {
    return runs;
  }

  private void fewerServers() {
    for (int size : SIZES) {
      if (size >= smallest.servers() || attempt(smallest.request().withServers(size))) {
        return;
      }
    }
  }

  private void fewerFaults() {
    int parts = 2;
    while (!smallest.faults().isEmpty() && runs < mostRuns) {
      List<Fault> faults = smallest.faults();
      if (leftOut(faults, Math.min(parts, faults.size()))) {
        parts = Math.max(2, parts - 1);
      } else if (parts >= faults.size()) {
        return;
      } else {
        parts = Math.min(faults.size(), parts * 2);
      }
    }
  }

  /** Whether one of so many parts could be left out. */
  private boolean leftOut(List<Fault> faults, int parts) {
    for (int part = 0; part < parts; part++) {
      List<Fault> rest = new ArrayList<>(faults);
      rest.subList(faults.size() * part / parts, faults.size() * (part + 1) / parts).clear();
      if (attempt(smallest.request().withOnly(new TreeSet<>(rest)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a run breaks the same rule; it is the smallest then. */
  private boolean attempt(RunRequest request) {
    if (runs >= mostRuns) {
      return false;
    }
    runs++;
    RunResult result = runner.apply(request);
    if (result.good() || !rule(result).equals(rule(smallest))) {
      return false;
    }
    smallest = result;
    progress.accept(result);
    return true;
  }

  /** The first rule broken, without what differs from run to run: times, ids and numbers. */
  static String rule(RunResult result) {
    return result
        .violations()
        .getFirst()
        .replaceFirst("^\\d{4}-\\S+Z ", "")
        .replaceAll("\\b(i|eni|vol|eipalloc|lt)-[0-9a-f]+", "$1")
        .replaceAll("[0-9a-f]{16,}", "#")
        .replaceAll("\\d+", "#");
  }
}
