package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.kernel.OnVirtualThread;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finds out how long a rehearsal's batches would ideally have taken while the rehearsal goes on: an
 * {@link IdealRun} on a thread of its own replaces each batch that the rehearsal has completed. The
 * two know nothing of each other but these batches, so that neither waits for the other, and what
 * comes out is the same as one after the other.
 *
 * <p>Of a large rehearsal it begins at the half: until then the optimizing compiler needs the
 * second processor, and what it has compiled makes this run short enough to catch up.
 */
final class IdealTime implements AutoCloseable {
  private static final Collection<Integer> END = List.of();

  /** So many batches take long enough for the compiler to get through. */
  private static final int LARGE = 100;

  private final RehearsalOptions options;
  private final BlockingQueue<Collection<Integer>> completed = new LinkedBlockingQueue<>();
  private final CompletableFuture<Duration> ideal = new CompletableFuture<>();
  private final int first;
  private int batches;
  private boolean begun;

  /**
   * @param expected how many batches the rehearsal will have, or about as many
   */
  IdealTime(RehearsalOptions options, int expected) {
    this.options = options;
    this.first = expected < LARGE ? 1 : expected / 2;
  }

  /** The rehearsal has replaced these servers together. */
  void completed(Collection<Integer> batch) {
    completed.add(List.copyOf(batch));
    batches++;
    if (batches >= first) {
      begin();
    }
  }

  /** How long all batches would have taken; waits for it. */
  Duration ofAll() {
    if (batches == 0) {
      return Duration.ZERO;
    }
    close();
    begin();
    return ideal.join();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Thread.ofPlatform().daemon().name("ideal").start(this::follow);
    }
  }

  /** No batch follows. */
  @Override
  public void close() {
    completed.add(END);
  }

  private void follow() {
    try {
      ideal.complete(OnVirtualThread.call("ideal", this::replaceAll));
    } catch (Throwable e) {
      ideal.completeExceptionally(e);
    }
  }

  private Duration replaceAll() {
    IdealRun run = new IdealRun(options);
    for (Collection<Integer> batch = next(); !batch.isEmpty(); batch = next()) {
      run.replace(batch);
    }
    return run.ideal();
  }

  private Collection<Integer> next() {
    try {
      return completed.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the next batch", e);
    }
  }
}
