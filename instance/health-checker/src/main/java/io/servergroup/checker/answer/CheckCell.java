package io.servergroup.checker.answer;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.probe.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One check, and its last run: who asks while it is under way, or shortly after, gets its result.
 */
final class CheckCell {
  private final Check check;
  private final Probe probe;
  private final Duration cache;
  private final LongSupplier nanos;
  private final Consumer<Result> onEnd;
  private Optional<Flight> last = Optional.empty();

  CheckCell(Check check, Probe probe, Duration cache, LongSupplier nanos, Consumer<Result> onEnd) {
    this.check = check;
    this.probe = probe;
    this.cache = cache;
    this.nanos = nanos;
    this.onEnd = onEnd;
  }

  Check check() {
    return check;
  }

  synchronized CompletableFuture<Result> ask() {
    if (last.isEmpty() || isOld(last.get().result())) {
      last = Optional.of(Flight.start(check, probe, nanos, onEnd));
    }
    return last.get().result();
  }

  void stop(Duration patience) throws InterruptedException {
    Optional<Flight> flight;
    synchronized (this) {
      flight = last;
    }
    if (flight.isPresent() && !flight.get().result().isDone()) {
      flight.get().stop(patience);
    }
  }

  private boolean isOld(CompletableFuture<Result> result) {
    return result.isDone()
        && nanos.getAsLong() - result.resultNow().endedNanos() >= cache.toNanos();
  }
}
