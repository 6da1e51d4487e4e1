package io.servergroup.simulator.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Virtual time: events run one after the other, ordered by their time and, at the same time, by the
 * order in which they were scheduled. Time only moves when the next event is taken, and jumps
 * straight to it.
 *
 * <p>Not thread-safe on purpose: the thread that runs the queue hands control to at most one {@link
 * Fiber} at a time and waits until it hands control back.
 */
public final class EventQueue implements InstantSource {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Runnable> observers = new ArrayList<>();
  private Instant now;
  private long sequence;
  private long executed;

  public EventQueue(Instant start) {
    this.now = Objects.requireNonNull(start);
  }

  /** The current virtual time. */
  public Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** How many events have run so far. */
  public long executed() {
    return executed;
  }

  /**
   * Schedules an action; one in the past runs as soon as possible, after everything already
   * scheduled for now.
   *
   * @param label what happens, for error messages
   */
  public Timer at(Instant time, String label, Runnable action) {
    Event event = new Event(time.isBefore(now) ? now : time, sequence++, label, action);
    events.add(event);
    return () -> event.cancelled = true;
  }

  /** Schedules an action after a delay; a negative delay counts as zero. */
  public Timer after(Duration delay, String label, Runnable action) {
    return at(now.plus(delay), label, action);
  }

  /** Schedules an action for now, behind everything already scheduled for now. */
  public Timer soon(String label, Runnable action) {
    return at(now, label, action);
  }

  /** Has {@code observer} run after every event; invariants are checked there. */
  public void afterEveryEvent(Runnable observer) {
    observers.add(observer);
  }

  /**
   * Runs the next event and then the observers.
   *
   * @return false when nothing is scheduled any more
   */
  public boolean runNext() {
    Event event = take(null);
    if (event == null) {
      return false;
    }
    run(event);
    return true;
  }

  /** Runs every event due up to and including {@code end}, then moves time to {@code end}. */
  public void runUntil(Instant end) {
    for (Event event = take(end); event != null; event = take(end)) {
      run(event);
    }
    if (end.isAfter(now)) {
      now = end;
    }
  }

  private Event take(Instant end) {
    while (true) {
      Event next = events.peek();
      if (next == null) {
        return null;
      }
      if (next.cancelled) {
        events.poll();
        continue;
      }
      if (end != null && next.time.isAfter(end)) {
        return null;
      }
      return events.poll();
    }
  }

  private void run(Event event) {
    now = event.time;
    executed++;
    try {
      event.action.run();
      for (Runnable observer : observers) {
        observer.run();
      }
    } catch (RuntimeException e) {
      throw new EventFailedException(event.label, event.time, e);
    }
  }

  private static final class Event implements Comparable<Event> {
    private final Instant time;
    private final long sequence;
    private final String label;
    private final Runnable action;
    private boolean cancelled;

    Event(Instant time, long sequence, String label, Runnable action) {
      this.time = time;
      this.sequence = sequence;
      this.label = label;
      this.action = action;
    }

    @Override
    public int compareTo(Event other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
