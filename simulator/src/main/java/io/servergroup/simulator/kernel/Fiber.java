package io.servergroup.simulator.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A piece of ordinary blocking code on a virtual thread of its own that takes virtual time. Exactly
 * one fiber, or the event queue itself, runs at any moment: a fiber runs until it pauses, suspends
 * or ends, and only then does the queue go on. Concurrent fibers therefore interleave at every
 * pause, in an order that the seed alone decides.
 *
 * <p>A fiber can have parts, which run side by side with it under its name, as the threads of a
 * process do: one dies or hangs with all the others.
 */
public final class Fiber {
  private enum State {
    RUNNING,
    PAUSED,
    SUSPENDED,
    ENDED
  }

  private static final ThreadLocal<Fiber> CURRENT = new ThreadLocal<>();

  private final EventQueue queue;
  private final String name;
  private final Fiber whole;
  private final List<Fiber> parts = new ArrayList<>(0);
  private final Consumer<Throwable> onEnd;
  private final Thread thread;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore handBack = new Semaphore(0);
  private State state = State.SUSPENDED;
  private long stops;
  private boolean begun;
  private boolean wakePermit;
  private boolean killed;
  private Fiber hanging;
  private Throwable crash;

  /**
   * @param whole what it is a part of; null for a fiber of its own
   */
  private Fiber(
      EventQueue queue, String name, Fiber whole, Runnable body, Consumer<Throwable> onEnd) {
    this.queue = queue;
    this.name = name;
    this.whole = whole == null ? this : whole;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> live(body));
  }

  /**
   * Starts a fiber; its body begins with the next event for now.
   *
   * @param onEnd told on the queue how the body ended: null, what it threw, or {@link FiberKilled}
   */
  public static Fiber start(
      EventQueue queue, String name, Runnable body, Consumer<Throwable> onEnd) {
    Fiber fiber = new Fiber(queue, name, null, body, onEnd);
    fiber.wake();
    return fiber;
  }

  /**
   * Starts a part of this fiber, which is to wait for the part's end; its body begins with the next
   * event for now. To be called by the fiber itself.
   *
   * @param onEnd told on the queue how the body ended, as {@link #start} does
   */
  public void startPart(Runnable body, Consumer<Throwable> onEnd) {
    Fiber part = new Fiber(queue, name, whole, body, onEnd);
    whole.parts.add(part);
    part.wake();
  }

  /** The fiber whose code is running now, or null on the event queue itself. */
  public static Fiber current() {
    return CURRENT.get();
  }

  public String name() {
    return name;
  }

  public boolean ended() {
    return state == State.ENDED;
  }

  /**
   * Lets virtual time pass. To be called by the fiber itself.
   *
   * @throws FiberKilled when it was killed meanwhile, or before
   */
  public void pause(Duration duration) {
    long stop = stops + 1;
    queue.after(duration, "resume " + name, () -> resumeFrom(State.PAUSED, stop));
    stop(State.PAUSED);
  }

  /**
   * Waits until somebody calls {@link #wake()}; returns at once when somebody did since the last
   * suspend. To be called by the fiber itself.
   *
   * @throws FiberKilled when it was killed meanwhile, or before
   */
  public void suspend() {
    if (wakePermit) {
      wakePermit = false;
      checkAlive();
      return;
    }
    stop(State.SUSPENDED);
  }

  /**
   * Lets a suspended fiber go on with the next event for now, or its next suspend return at once.
   */
  public void wake() {
    queue.soon(
        "wake " + name,
        () -> {
          if (state == State.SUSPENDED) {
            resumeFrom(State.SUSPENDED, stops);
          } else {
            wakePermit = true;
          }
        });
  }

  /**
   * Stands still until somebody kills the fiber; no part of it makes a further step. To be called
   * by the fiber itself.
   *
   * @param longest how long that may take
   * @throws FiberKilled when it is killed
   * @throws IllegalStateException when nobody does in this time
   */
  public void hang(Duration longest) {
    whole.hanging = this;
    pause(longest);
    throw new IllegalStateException(name + " hung for " + longest + " and nobody killed it");
  }

  /**
   * Ends the fiber with all its parts at the points where they stand; they make no further step.
   * Does nothing when it has ended.
   */
  public void kill() {
    whole.killed = true;
    whole.parts.forEach(Fiber::goOnToDie);
    whole.goOnToDie();
  }

  private void goOnToDie() {
    if (state == State.PAUSED || state == State.SUSPENDED) {
      State from = state;
      long stop = stops;
      queue.soon("kill " + name, () -> resumeFrom(from, stop));
    }
  }

  /**
   * Throws when this fiber has been killed: a dead fiber makes no calls, not even in its finally
   * blocks.
   *
   * @throws FiberKilled when it was killed
   */
  public void checkAlive() {
    if (whole.killed) {
      throw new FiberKilled(name);
    }
  }

  private void live(Runnable body) {
    CURRENT.set(this);
    try {
      checkAlive();
      body.run();
    } catch (Throwable t) {
      crash = t;
    } finally {
      state = State.ENDED;
      handBack.release();
    }
  }

  private void stop(State why) {
    checkAlive();
    stops++;
    state = why;
    handBack.release();
    turn.acquireUninterruptibly();
    checkAlive();
  }

  private void resumeFrom(State expected, long stop) {
    if (state != expected || stops != stop || standsStill()) {
      return;
    }
    state = State.RUNNING;
    if (begun) {
      turn.release();
    } else {
      begun = true;
      thread.start();
    }
    handBack.acquireUninterruptibly();
    if (state == State.ENDED) {
      whole.parts.remove(this);
      onEnd.accept(crash);
    }
  }

  /** What hangs goes on when its own time is over, and only to say that nobody killed it. */
  private boolean standsStill() {
    return whole.hanging != null && whole.hanging != this && !whole.killed;
  }
}
