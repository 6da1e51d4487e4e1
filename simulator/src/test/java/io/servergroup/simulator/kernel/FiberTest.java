package io.servergroup.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiberTest {
  private final Simulation simulation = new Simulation(1);
  private final List<String> log = new ArrayList<>();

  @Test
  void fibersInterleaveAtEveryPauseInTheOrderOfTheirTimes() {
    ticker("a", 10, 3);
    ticker("b", 15, 2);
    drain();
    assertEquals(List.of("a@10", "b@15", "a@20", "b@30", "a@30"), log);
  }

  @Test
  void aKilledProcessMakesNoFurtherStepNotEvenInFinally() {
    List<Throwable> ends = new ArrayList<>();
    Fiber victim =
        simulation.start(
            "victim",
            () -> {
              try {
                Fiber.current().pause(Duration.ofMillis(50));
                log.add("survived");
              } finally {
                Fiber.current().checkAlive();
                log.add("finally went on");
              }
            },
            ends::add);
    simulation.queue().after(Duration.ofMillis(20), "kill", victim::kill);
    drain();
    assertEquals(List.of(), log);
    assertTrue(victim.ended());
    assertInstanceOf(FiberKilled.class, ends.getFirst());
  }

  @Test
  void aWakeBeforeTheSuspendIsNotLost() {
    Fiber sleeper =
        simulation.start(
            "sleeper",
            () -> {
              Fiber.current().pause(Duration.ofMillis(10));
              Fiber.current().suspend();
              log.add("woken");
            },
            end -> {});
    simulation.queue().after(Duration.ofMillis(5), "early wake", sleeper::wake);
    drain();
    assertEquals(List.of("woken"), log);
  }

  @Test
  void aWakeDoesNotShortenAPause() {
    Fiber sleeper =
        simulation.start(
            "sleeper",
            () -> {
              Fiber.current().pause(Duration.ofMillis(10));
              log.add(
                  "at "
                      + simulation
                          .now()
                          .minusMillis(Simulation.START.toEpochMilli())
                          .toEpochMilli());
            },
            end -> {});
    simulation.queue().after(Duration.ofMillis(5), "early wake", sleeper::wake);
    drain();
    assertEquals(List.of("at 10"), log);
  }

  @Test
  void aCrashIsHandedToWhoStartedTheProcess() {
    List<Throwable> ends = new ArrayList<>();
    simulation.start(
        "crasher",
        () -> {
          throw new IllegalStateException("broken");
        },
        ends::add);
    drain();
    assertEquals("broken", ends.getFirst().getMessage());
    assertFalse(ends.getFirst() instanceof FiberKilled);
  }

  private void ticker(String name, int millis, int ticks) {
    simulation.start(
        name,
        () -> {
          for (int i = 1; i <= ticks; i++) {
            Fiber.current().pause(Duration.ofMillis(millis));
            log.add(name + "@" + Duration.between(Simulation.START, simulation.now()).toMillis());
          }
        },
        end -> {});
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
