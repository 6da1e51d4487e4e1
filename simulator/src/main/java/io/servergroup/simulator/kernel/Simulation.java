package io.servergroup.simulator.kernel;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * One run: its seed, its time, its trace and its random streams. A run is a pure function of its
 * seed and of what is asked of it; nothing in the simulator reads another clock, another source of
 * randomness or a hash order.
 */
public final class Simulation {
  /** When every run begins of which nothing else is said. */
  public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private final long seed;
  private final EventQueue queue;
  private final Trace trace;

  /** A run that begins when every run does. */
  public Simulation(long seed) {
    this(seed, START);
  }

  /** A run that begins when somebody wants it to, who then has another run each time. */
  public Simulation(long seed, Instant start) {
    this.seed = seed;
    this.queue = new EventQueue(start);
    this.trace = new Trace(queue);
  }

  public long seed() {
    return seed;
  }

  public EventQueue queue() {
    return queue;
  }

  public Trace trace() {
    return trace;
  }

  public Instant now() {
    return queue.now();
  }

  /** A random stream of this run's seed; every call with one name starts the same stream anew. */
  public RandomStream stream(String name) {
    return new RandomStream(seed, name);
  }

  /** Starts a fiber on this run's queue, see {@link Fiber#start}. */
  public Fiber start(String name, Runnable body, Consumer<Throwable> onEnd) {
    return Fiber.start(queue, name, body, onEnd);
  }
}
