package io.servergroup.checker.answer;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.config.Durations;
import io.servergroup.checker.probe.Failures;
import io.servergroup.checker.probe.Probe;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One run of a check, shared by all who ask while it is under way. */
final class Flight {
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final Check check;
  private final Probe probe;
  private final LongSupplier nanos;
  private final Consumer<Result> onEnd;
  private final Thread worker;
  private final AtomicReference<Outcome> found = new AtomicReference<>();

  private Flight(Check check, Probe probe, LongSupplier nanos, Consumer<Result> onEnd) {
    this.check = check;
    this.probe = probe;
    this.nanos = nanos;
    this.onEnd = onEnd;
    this.worker = Thread.ofVirtual().name(check.name()).unstarted(() -> found.set(outcome()));
  }

  /**
   * Starts a run.
   *
   * @param onEnd is told the result once, before anybody who waits for it
   */
  static Flight start(Check check, Probe probe, LongSupplier nanos, Consumer<Result> onEnd) {
    Flight flight = new Flight(check, probe, nanos, onEnd);
    Thread.ofVirtual().name(check.name() + ", its time limit").start(flight::run);
    return flight;
  }

  CompletableFuture<Result> result() {
    return result;
  }

  /** Ends what is under way, and waits until it has let go of everything. */
  void stop(Duration patience) throws InterruptedException {
    worker.interrupt();
    if (worker.getState() != Thread.State.NEW) {
      worker.join(patience);
    }
  }

  private void run() {
    long start = nanos.getAsLong();
    worker.start();
    Outcome outcome;
    try {
      worker.join(check.limit());
      outcome = found.get();
    } catch (InterruptedException e) {
      outcome = null;
    }
    if (outcome == null) {
      // What it holds goes with it: a socket is closed, a script and its children are killed.
      worker.interrupt();
      outcome = Outcome.unhealthy("not done within its limit of " + Durations.text(check.limit()));
    }
    long end = nanos.getAsLong();
    Result ended = new Result(check, outcome, Duration.ofNanos(end - start), end);
    try {
      onEnd.accept(ended);
    } finally {
      result.complete(ended);
    }
  }

  private Outcome outcome() {
    try {
      return probe.run();
    } catch (IOException | GeneralSecurityException e) {
      return Outcome.unhealthy(Failures.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.unhealthy("it was stopped");
    } catch (RuntimeException | Error e) {
      // A check that breaks is not healthy; that it broke must not look like one that never ends.
      return Outcome.unhealthy("a defect of the health checker: " + e);
    }
  }
}
