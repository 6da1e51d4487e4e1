package io.servergroup.simulator.sweep;

import io.servergroup.simulator.kernel.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Many hostile runs, one after the other in each of several jobs. What comes of each run depends on
 * its seed alone, and not on the job it was made in.
 *
 * @param firstSeed the first of the seeds, which follow one another
 * @param seeds how many, at least 1
 * @param jobs how many runs at the same time, at least 1
 */
public record Sweep(long firstSeed, int seeds, FaultProfile profile, int jobs) {
  public Sweep {
    if (seeds < 1 || jobs < 1) {
      throw new IllegalArgumentException(
          "a sweep has at least one seed and one job, not %d and %d".formatted(seeds, jobs));
    }
  }

  /**
   * Makes the runs.
   *
   * @param progress told of each run when it has ended, of one at a time, in any order
   */
  public SweepReport run(Consumer<RunResult> progress) {
    return run(progress, () -> false);
  }

  /**
   * Makes the runs, or as many as there is time for.
   *
   * @param progress told of each run when it has ended, of one at a time, in any order
   * @param stop asked before each run, by any job, whether to make no more of them
   */
  public SweepReport run(Consumer<RunResult> progress, BooleanSupplier stop) {
    SweepTally tally = new SweepTally(this, progress);
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> defect = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    IntStream.range(0, jobs)
        .forEach(
            job ->
                threads.add(
                    Thread.ofPlatform()
                        .name("job-" + job)
                        .uncaughtExceptionHandler((thread, thrown) -> defect.set(thrown))
                        .start(() -> work(next, tally, stop, defect))));
    threads.forEach(Sweep::join);
    if (defect.get() != null) {
      throw new IllegalStateException("a job of the sweep failed", defect.get());
    }
    return tally.report();
  }

  private void work(
      AtomicInteger next,
      SweepTally tally,
      BooleanSupplier stop,
      AtomicReference<Throwable> defect) {
    int index = next.getAndIncrement();
    while (index < seeds && defect.get() == null && !stop.getAsBoolean()) {
      tally.ended(index, single(RunRequest.of(firstSeed + index, profile), _ -> {}));
      index = next.getAndIncrement();
    }
  }

  /**
   * Makes one run. When the simulation itself fails, that is a violation, too.
   *
   * @param watcher told everything that happens, as it happens
   */
  public static RunResult single(RunRequest request, Consumer<TraceEntry> watcher) {
    return HostileRun.of(request, watcher);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
