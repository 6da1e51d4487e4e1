package io.servergroup.lambda;

import io.servergroup.aws.OpenRequests;
import io.servergroup.aws.Together;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Makes requests at the same time: one after the other on the thread that wants them, and those
 * that are left meanwhile on virtual threads, which wait for AWS without costing any.
 */
final class TogetherWiring implements Together {
  private static final AtomicLong NUMBER = new AtomicLong();

  /** The JDK's factory of numbered names spins classes for that, when a function has just begun. */
  private static final ThreadFactory THREADS =
      work -> Thread.ofVirtual().name("request-" + NUMBER.incrementAndGet()).unstarted(work);

  @Override
  public <T> List<T> all(List<? extends Supplier<? extends T>> requests) {
    OpenRequests<T> open = new OpenRequests<>(requests);
    if (open.workers() > 1) {
      work(open);
    } else {
      open.work();
    }
    return open.answers();
  }

  /** Interrupts the others when it is interrupted itself, and waits for them all the same. */
  private static void work(OpenRequests<?> open) {
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(THREADS)) {
      for (int other = 1; other < open.workers(); other++) {
        threads.execute(open::work);
      }
      open.work();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the function was interrupted while it waited for AWS");
    }
  }
}
