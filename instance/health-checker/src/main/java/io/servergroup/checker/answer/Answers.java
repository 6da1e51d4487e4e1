package io.servergroup.checker.answer;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Scope;
import io.servergroup.checker.config.Durations;
import io.servergroup.checker.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Asks all checks of an endpoint at once, and waits no longer than an answer may take. */
public final class Answers {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<CheckCell> cells;
  private final Duration totalLimit;
  private final LongSupplier nanos;
  private final BooleanSupplier draining;
  private final Scope drained;

  /**
   * @param cache how long a result is used again
   * @param nanos tells how much time has passed
   * @param draining whether the drain file is there
   * @param drained the narrowest endpoint that a drain changes
   * @param onEnd is told every result of a run, once
   */
  public Answers(
      Map<Check, Probe> probes,
      Duration totalLimit,
      Duration cache,
      LongSupplier nanos,
      BooleanSupplier draining,
      Scope drained,
      Consumer<Result> onEnd) {
    this.cells =
        probes.entrySet().stream()
            .map(each -> new CheckCell(each.getKey(), each.getValue(), cache, nanos, onEnd))
            .toList();
    this.totalLimit = totalLimit;
    this.nanos = nanos;
    this.draining = draining;
    this.drained = drained;
  }

  public Report of(Scope endpoint) throws InterruptedException {
    long start = nanos.getAsLong();
    if ((endpoint == drained || drained == Scope.LIVE) && draining.getAsBoolean()) {
      return new Report(endpoint, Report.Status.DRAINING, Duration.ZERO, List.of());
    }
    List<CheckCell> asked =
        cells.stream().filter(cell -> endpoint.includes(cell.check().scope())).toList();
    List<CompletableFuture<Result>> results = asked.stream().map(CheckCell::ask).toList();
    List<Report.Line> lines = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Result result = awaited(results.get(i), asked.get(i).check(), start);
      long age = Math.max(0, start - result.endedNanos());
      lines.add(new Report.Line(result, Duration.ofNanos(age)));
    }
    boolean healthy = lines.stream().allMatch(line -> line.result().outcome().passes());
    return new Report(
        endpoint,
        healthy ? Report.Status.HEALTHY : Report.Status.UNHEALTHY,
        Duration.ofNanos(nanos.getAsLong() - start),
        lines);
  }

  /** Ends the runs that are under way, with all that they have started. */
  public void stop() throws InterruptedException {
    List<Thread> stopping = new ArrayList<>();
    for (CheckCell cell : cells) {
      stopping.add(Thread.startVirtualThread(() -> stop(cell)));
    }
    for (Thread each : stopping) {
      each.join();
    }
  }

  private static void stop(CheckCell cell) {
    try {
      cell.stop(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Result awaited(CompletableFuture<Result> result, Check check, long start)
      throws InterruptedException {
    long left = totalLimit.toNanos() - (nanos.getAsLong() - start);
    try {
      return result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      long now = nanos.getAsLong();
      String late = "not done within the limit of an answer, " + Durations.text(totalLimit);
      return new Result(check, Outcome.unhealthy(late), Duration.ofNanos(now - start), now);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
