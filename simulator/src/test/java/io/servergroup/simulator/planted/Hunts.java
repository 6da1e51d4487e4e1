package io.servergroup.simulator.planted;

import io.servergroup.simulator.planted.PlantedCode.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Looks for runs that catch bugs. Every run is made without a bug, too, which also tells what it
 * reaches: where it reaches no patch of a bug, the run with the bug is the same and is not made.
 */
final class Hunts {
  private static final int AT_A_TIME = 2;

  private final PlantedCode code;
  private final ConcurrentMap<Long, Outcome> withoutBug = new ConcurrentSkipListMap<>();

  Hunts(PlantedCode code) {
    this.code = code;
  }

  /** A run that broke the rule that a bug is to break. */
  record Catch(long seed, String violation) {}

  /** For each bug, the first seed, from 1, whose run breaks its rule; empty when none does. */
  List<Optional<Catch>> all(List<PlantedBug> bugs) throws InterruptedException {
    List<Callable<Optional<Catch>>> hunts =
        bugs.stream().<Callable<Optional<Catch>>>map(bug -> () -> one(bug)).toList();
    List<Optional<Catch>> catches = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Optional<Catch>> each : threads.invokeAll(hunts)) {
        catches.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return catches;
  }

  /** The rules that were broken without a bug, with the seeds of the runs. */
  List<String> brokenWithoutBug() {
    List<String> broken = new ArrayList<>();
    withoutBug.forEach(
        (seed, outcome) ->
            outcome.violations().forEach(each -> broken.add("seed " + seed + ": " + each)));
    return broken;
  }

  Optional<Catch> one(PlantedBug bug) {
    LongFunction<Outcome> runs = code.with(bug);
    for (long seed = 1; seed <= bug.within(); seed++) {
      if (code.mayMatter(bug, withoutBug.computeIfAbsent(seed, code::run).reached())) {
        long tried = seed;
        Optional<Catch> caught =
            runs.apply(seed).violations().stream()
                .filter(violation -> violation.contains(bug.rule()))
                .findFirst()
                .map(violation -> new Catch(tried, violation));
        if (caught.isPresent()) {
          return caught;
        }
      }
    }
    return Optional.empty();
  }
}
