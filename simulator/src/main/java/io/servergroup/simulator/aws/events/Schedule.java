package io.servergroup.simulator.aws.events;

import io.servergroup.simulator.kernel.EventQueue;
import io.servergroup.simulator.kernel.Timer;
import java.time.Duration;

/** A rule with a rate. It keeps the queue from running dry until it is stopped. */
public final class Schedule {
  private final EventQueue queue;
  private final Duration rate;
  private final String label;
  private final Runnable emit;
  private Timer next;

  Schedule(EventQueue queue, String name, Duration rate, Duration first, Runnable emit) {
    this.queue = queue;
    this.rate = rate;
    this.label = "schedule " + name;
    this.emit = emit;
    this.next = queue.after(first, label, this::fire);
  }

  private void fire() {
    next = queue.after(rate, label, this::fire);
    emit.run();
  }

  /** Ends the schedule for good. */
  public void stop() {
    next.cancel();
  }
}
