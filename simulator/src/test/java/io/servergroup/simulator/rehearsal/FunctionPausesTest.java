package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Functions pause as long as they ask for, or until there is something to see. */
class FunctionPausesTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final Simulation simulation = new Simulation(1);
  private final AtomicLong changes = new AtomicLong();
  private final FunctionPauses pauses = new FunctionPauses(changes::get);

  @Test
  void aPauseLastsAsLongAsTheFunctionAsksForWhateverChanges() {
    changesAfter(Duration.ofMillis(320));

    assertEquals(TEN_SECONDS, lasts(TEN_SECONDS));
  }

  @Test
  void aPauseThatEndsAtChangesEndsAtTheLookAfterOne() {
    pauses.endAtChanges();
    changesAfter(Duration.ofMillis(320));

    assertEquals(Duration.ofMillis(350), lasts(TEN_SECONDS));
  }

  @Test
  void aChangeAtTheVeryMomentOfALookIsSeenThen() {
    pauses.endAtChanges();
    changesAfter(Duration.ofMillis(300));

    assertEquals(Duration.ofMillis(300), lasts(TEN_SECONDS));
  }

  @Test
  void whereNothingChangesTheFunctionLooksEverySecondForItHasAClockToo() {
    pauses.endAtChanges();

    assertEquals(Duration.ofSeconds(1), lasts(TEN_SECONDS));
    assertEquals(Duration.ofSeconds(1), lasts(Duration.ofSeconds(5)));
  }

  @Test
  void theFirstLooksThatAFunctionCountsAreAllMade() {
    pauses.endAtChanges();

    assertEquals(Duration.ofMillis(50), lasts(Duration.ofSeconds(2)));
    assertEquals(Duration.ofMillis(50), lasts(Duration.ofSeconds(4)));
  }

  private void changesAfter(Duration delay) {
    simulation.queue().after(delay, "change", changes::incrementAndGet);
  }

  private Duration lasts(Duration asked) {
    Instant begin = simulation.now();
    List<Instant> ends = new ArrayList<>();
    simulation.start(
        "function",
        () -> {
          pauses.forAbout(asked);
          ends.add(simulation.now());
        },
        crash -> assertEquals(null, crash));
    while (ends.isEmpty()) {
      simulation.queue().runNext();
    }
    return Duration.between(begin, ends.getFirst());
  }
}
