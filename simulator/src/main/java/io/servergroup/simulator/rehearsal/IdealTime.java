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
 */
final class IdealTime implements AutoCloseable {
  private static final Collection<Integer> END = List.of();

  private final RehearsalOptions options;
  private final BlockingQueue<Collection<Integer>> completed = new LinkedBlockingQueue<>();
  private final CompletableFuture<Duration> ideal = new CompletableFuture<>();
  private boolean begun;

  IdealTime(RehearsalOptions options) {
    this.options = options;
  }

  /** The rehearsal has replaced these servers together. */
  void completed(Collection<Integer> batch) {
    completed.add(List.copyOf(batch));
    if (!begun) {
      begun = true;
      Thread.ofPlatform().daemon().name("ideal").start(this::follow);
    }
  }

  /** How long all batches would have taken; waits for it. */
  Duration ofAll() {
    close();
    return begun ? ideal.join() : Duration.ZERO;
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
