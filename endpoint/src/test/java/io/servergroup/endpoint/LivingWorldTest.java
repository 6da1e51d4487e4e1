package io.servergroup.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.EventFailedException;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LivingWorldTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** The time of whoever watches, which passes when a test says so. */
  private final AtomicReference<Duration> real = new AtomicReference<>(Duration.ZERO);

  private LivingWorld<Simulation> world(double pace) {
    return new LivingWorld<>(() -> new Simulation(1), each -> each, pace, real::get);
  }

  @Test
  void asManyVirtualSecondsPassAsThePaceSays() throws Exception {
    try (LivingWorld<Simulation> world = world(60)) {
      Instant before = now(world);
      // A beat of the world at a time: longer ones are what a machine could not keep up with.
      for (int beats = 0; beats < 20; beats++) {
        real.updateAndGet(time -> time.plusMillis(50));
        Instant reached = before.plus(Duration.ofMillis(3_000L * (beats + 1)));
        await(() -> !now(world).isBefore(reached));
      }
      assertEquals(before.plusSeconds(60), now(world));
    }
  }

  @Test
  void aWorldThatCouldNotKeepUpDoesNotCatchUp() throws Exception {
    try (LivingWorld<Simulation> world = world(10)) {
      Instant before = now(world);
      real.set(Duration.ofHours(1));
      await(() -> now(world).isAfter(before));
      assertEquals(before.plusSeconds(1), now(world));
    }
  }

  @Test
  void timeIsInWholeMillisecondsAndNoneIsLost() throws Exception {
    try (LivingWorld<Simulation> world = world(0.1)) {
      Instant before = now(world);
      for (int beats = 0; beats < 8; beats++) {
        Duration next = real.get().plusMillis(5);
        real.set(next);
        // Seen by the world before the next one comes.
        Instant seen = now(world);
        assertEquals(seen.truncatedTo(ChronoUnit.MILLIS), seen);
        Thread.sleep(50);
      }
      await(() -> now(world).equals(before.plusMillis(4)));
    }
  }

  @Test
  void nobodySeesTheWorldWhileSomethingHappensInIt() throws Exception {
    try (LivingWorld<Simulation> world = world(1_000);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<String> inside = new ArrayList<>();
      List<Future<?>> asked = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        String name = "caller " + caller;
        asked.add(
            callers.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    world.ask(
                        _ -> {
                          assertTrue(inside.isEmpty(), () -> name + " beside " + inside);
                          inside.add(name);
                          Thread.onSpinWait();
                          inside.clear();
                          return null;
                        });
                    real.updateAndGet(time -> time.plusMillis(1));
                  }
                }));
      }
      for (Future<?> each : asked) {
        each.get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void whatAQuestionThrowsIsThrownAtWhoeverAskedAndTheWorldLivesOn() {
    try (LivingWorld<Simulation> world = world(1)) {
      IllegalArgumentException refusal = new IllegalArgumentException("no");
      assertEquals(
          refusal,
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  world.ask(
                      _ -> {
                        throw refusal;
                      })));
      assertEquals(1, world.<Long>ask(Simulation::seed));
    }
  }

  @Test
  void aDefectEndsTheWorldAndWhoeverAsksLaterIsToldOfIt() throws Exception {
    try (LivingWorld<Simulation> world = world(1)) {
      world.ask(
          simulation ->
              simulation
                  .queue()
                  .soon(
                      "defect",
                      () -> {
                        throw new IllegalStateException("an illegal move");
                      }));
      real.set(Duration.ofSeconds(1));
      await(() -> world.end().isDone());
      assertEquals(EventFailedException.class, world.end().exceptionNow().getClass());
      IllegalStateException told =
          assertThrows(IllegalStateException.class, () -> world.ask(Simulation::seed));
      assertTrue(told.getCause().getMessage().contains("an illegal move"), told::toString);
    }
  }

  @Test
  void aWorldThatCannotBeMadeSaysWhy() {
    IllegalStateException why = new IllegalStateException("no subnet");
    try (LivingWorld<Simulation> world =
        new LivingWorld<>(
            () -> {
              throw why;
            },
            each -> each,
            1,
            real::get)) {
      assertEquals(why, assertThrows(IllegalStateException.class, world::made));
    }
  }

  @Test
  void aClosedWorldAnswersNobody() {
    LivingWorld<Simulation> world = world(1);
    assertEquals(1, world.<Long>ask(Simulation::seed));
    world.close();
    assertThrows(IllegalStateException.class, () -> world.ask(Simulation::seed));
    assertFalse(world.end().isCompletedExceptionally());
  }

  private static Instant now(LivingWorld<Simulation> world) {
    return world.ask(Simulation::now);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    Instant end = Instant.now().plus(SOON);
    while (!condition.holds()) {
      assertTrue(Instant.now().isBefore(end), "nothing came of it within " + SOON);
      Thread.sleep(5);
    }
  }
}
