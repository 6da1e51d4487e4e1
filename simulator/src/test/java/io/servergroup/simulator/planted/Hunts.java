package io.servergroup.simulator.planted;

import io.servergroup.simulator.planted.PlantedCode.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Looks for runs that catch bugs. Every run is made without a bug first, which also tells what it
 * reaches: where it reaches no patch of a bug, the run with the bug is the same and is not made.
 */
final class Hunts {
  private static final int AT_A_TIME = 2;

  private final PlantedCode code;
  private final Map<Long, BitSet> reached = new TreeMap<>();
  private final List<String> bad = new ArrayList<>();

  private Hunts(PlantedCode code) {
    this.code = code;
  }

  /** A run that broke the rule that a bug is to break. */
  record Catch(long seed, String violation) {}

  /**
   * Makes the runs without a bug.
   *
   * @param last the last seed, from 1
   */
  static Hunts prepared(PlantedCode code, long last) throws InterruptedException {
    Hunts hunts = new Hunts(code);
    List<Callable<Outcome>> runs = new ArrayList<>();
    LongStream.rangeClosed(1, last).forEach(seed -> runs.add(() -> code.run(seed)));
    long seed = 1;
    for (Outcome outcome : together(runs)) {
      hunts.reached.put(seed, outcome.reached());
      for (String violation : outcome.violations()) {
        hunts.bad.add("seed " + seed + ": " + violation);
      }
      seed++;
    }
    return hunts;
  }

  /** The rules that were broken without a bug, with the seeds of the runs. */
  List<String> bad() {
    return List.copyOf(bad);
  }

  /** For each bug, the first seed whose run breaks its rule; empty when none does. */
  List<Optional<Catch>> all(List<PlantedBug> bugs) throws InterruptedException {
    return together(bugs.stream().<Callable<Optional<Catch>>>map(bug -> () -> one(bug)).toList());
  }

  Optional<Catch> one(PlantedBug bug) {
    for (Map.Entry<Long, BitSet> each : reached.entrySet()) {
      if (each.getKey() <= bug.within() && code.mayMatter(bug, each.getValue())) {
        long seed = each.getKey();
        Optional<Catch> caught =
            code.run(seed, bug).violations().stream()
                .filter(violation -> violation.contains(bug.rule()))
                .findFirst()
                .map(violation -> new Catch(seed, violation));
        if (caught.isPresent()) {
          return caught;
        }
      }
    }
    return Optional.empty();
  }

  private static <T> List<T> together(List<Callable<T>> work) throws InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }
}
