package io.servergroup.simulator.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs a whole simulation on a virtual thread. Control passes between the event queue and its
 * fibers a million times in a large run; between two virtual threads that costs a fraction of what
 * it costs between a virtual thread and a thread of the operating system.
 */
public final class OnVirtualThread {
  private OnVirtualThread() {}

  /** Calls {@code work} on a virtual thread, and waits; what it throws is thrown here. */
  public static <T> T call(String name, Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Optional<OwnCarrier> carrier =
        Thread.currentThread().isVirtual() ? Optional.empty() : OwnCarrier.create();
    Thread thread =
        carrier
            .map(OwnCarrier::ofVirtual)
            .orElseGet(Thread::ofVirtual)
            .name(name)
            .uncaughtExceptionHandler((dead, why) -> thrown.set(why))
            .start(() -> result.set(work.get()));
    carrier.ifPresentOrElse(own -> own.carry(thread), () -> await(thread));
    switch (thrown.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(name + " ended with " + e, e);
    }
    return result.get();
  }

  private static void await(Thread thread) {
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
