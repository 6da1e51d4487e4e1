package io.servergroup.simulator.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries virtual threads on the one thread that calls it, instead of the threads that all virtual
 * threads of a process share. Of a simulation exactly one fiber runs at a time: on a thread of its
 * own, control passes between them without waking any other, and several simulations run side by
 * side without getting into each other's way.
 *
 * <p>The JDK offers no public way to choose the carrier. There is one only where it was started
 * with {@code --add-opens java.base/java.lang=ALL-UNNAMED}, or from a jar whose manifest says so.
 */
final class OwnCarrier implements Executor {
  private static final Optional<Constructor<?>> BUILDER = builder();

  private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();

  private OwnCarrier() {}

  /** A carrier; empty when this JVM does not let us choose one. */
  static Optional<OwnCarrier> create() {
    return BUILDER.map(_ -> new OwnCarrier());
  }

  private static Optional<Constructor<?>> builder() {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      return constructor.trySetAccessible() ? Optional.of(constructor) : Optional.empty();
    } catch (ReflectiveOperationException _) {
      return Optional.empty();
    }
  }

  /** Builds virtual threads that this carries; so it does those that they start. */
  Thread.Builder.OfVirtual ofVirtual() {
    try {
      return (Thread.Builder.OfVirtual) BUILDER.orElseThrow().newInstance(this);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the JDK's builder of virtual threads is another one", e);
    }
  }

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  /** Carries on until this thread has ended. */
  void carry(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        // Whoever ends without a last task of its own is noticed soon enough.
        Runnable task = ready.poll(100, TimeUnit.MILLISECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
