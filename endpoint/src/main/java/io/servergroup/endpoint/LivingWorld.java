package io.servergroup.endpoint;

import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A simulated world whose time goes on by itself, so many virtual seconds in a real one. One thread
 * owns it: that thread lets its events happen, and between two of them does what others ask for, at
 * the virtual time that it is then. A world that has more to do than the machine can is slower than
 * it was asked to be, and never catches up in a rush.
 *
 * @param <W> what the world is
 */
public final class LivingWorld<W> implements AutoCloseable {
  /** As often the world moves when nobody asks for anything. */
  private static final Duration BEAT = Duration.ofMillis(20);

  /** What passes at most in one beat, however long the last one took. */
  private static final Duration LONGEST_BEAT = Duration.ofMillis(100);

  /** Whoever asks need not wait for longer than the world takes for this much of virtual time. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private static final double NANOS_PER_MILLI = 1e6;

  private final Function<W, Simulation> simulation;
  private final double pace;
  private final RealTime realTime;
  private final BlockingQueue<Question<W, ?>> asked = new LinkedBlockingQueue<>();
  private final CompletableFuture<W> made = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread owner;
  private volatile boolean closed;
  private double owedNanos;

  /**
   * Makes a world and lets it live.
   *
   * @param maker makes it, on the thread that owns it
   * @param pace virtual seconds in a real second
   */
  public LivingWorld(
      Supplier<W> maker, Function<W, Simulation> simulation, double pace, RealTime realTime) {
    this.simulation = simulation;
    this.pace = pace;
    this.realTime = realTime;
    this.owner = Thread.ofPlatform().daemon().name("world").start(() -> own(maker));
  }

  /**
   * Waits until the world is made.
   *
   * @throws RuntimeException why it could not be
   */
  public W made() {
    return joined(made);
  }

  /** Completes when the world ends: exceptionally when a defect ended it. */
  public CompletableFuture<Void> end() {
    return end;
  }

  /**
   * Does something in the world, and waits for it.
   *
   * @param work runs on the world's thread, between two events
   * @throws RuntimeException what the work throws
   * @throws IllegalStateException when the world has ended
   */
  public <T> T ask(Function<W, T> work) {
    Question<W, T> question = new Question<>(work, new CompletableFuture<>());
    asked.add(question);
    if (end.isDone()) {
      // It may have ended before it saw the question.
      refuseAll();
    }
    return joined(question.answer());
  }

  @Override
  public void close() {
    closed = true;
    try {
      owner.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void own(Supplier<W> maker) {
    try {
      OnVirtualThread.<Void>call(
          "world",
          () -> {
            W world = maker.get();
            made.complete(world);
            live(world);
            return null;
          });
      end.complete(null);
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
      end.completeExceptionally(e);
    } finally {
      refuseAll();
    }
  }

  private void refuseAll() {
    for (Question<W, ?> next = asked.poll(); next != null; next = asked.poll()) {
      next.answer()
          .completeExceptionally(
              new IllegalStateException(
                  "the simulated world has ended", end.handle((_, why) -> why).join()));
    }
  }

  private void live(W world) {
    Duration last = realTime.now();
    while (!closed) {
      rest(world);
      Duration now = realTime.now();
      Duration passed = now.minus(last);
      last = now;
      letPass(world, passed.compareTo(LONGEST_BEAT) > 0 ? LONGEST_BEAT : passed);
    }
  }

  /** Waits until somebody asks for something, or for the next beat. */
  private void rest(W world) {
    try {
      Question<W, ?> first = asked.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        first.answer(world);
        answerAll(world);
      }
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  /** Answers whoever asks now; who asks meanwhile waits for time to pass first. */
  private void answerAll(W world) {
    List<Question<W, ?>> waiting = new ArrayList<>();
    asked.drainTo(waiting);
    waiting.forEach(question -> question.answer(world));
  }

  private void letPass(W world, Duration real) {
    Simulation time = simulation.apply(world);
    // AWS tells times in milliseconds, and so does this world; what is less is owed.
    owedNanos += real.toNanos() * pace;
    Duration left = Duration.ofMillis((long) (owedNanos / NANOS_PER_MILLI));
    owedNanos -= left.toNanos();
    while (left.isPositive() && !closed) {
      Duration step = left.compareTo(STEP) > 0 ? STEP : left;
      time.queue().runUntil(time.now().plus(step));
      left = left.minus(step);
      answerAll(world);
    }
  }

  /** What somebody wants of the world. */
  private record Question<W, T>(Function<W, T> work, CompletableFuture<T> answer) {
    void answer(W world) {
      try {
        answer.complete(work.apply(world));
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
