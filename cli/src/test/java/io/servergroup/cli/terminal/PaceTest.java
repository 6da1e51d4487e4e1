package io.servergroup.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void anEventWaitsUntilItsTimeHasCome() {
    Pace pace = Pace.of(60);

    assertEquals(Duration.ofSeconds(2), pace.wait(Duration.ofMinutes(3), Duration.ofSeconds(1)));
    assertEquals(Duration.ZERO, pace.wait(Duration.ofMinutes(3), Duration.ofSeconds(4)));
  }

  @Test
  void withoutALimitNothingWaits() {
    assertEquals(Duration.ZERO, Pace.UNLIMITED.wait(Duration.ofDays(1), Duration.ZERO));
  }

  @Test
  void patienceEndsThePaceWhenARehearsalTakesLongerThanThought() {
    Pace pace = Pace.watchable(1);

    assertTrue(pace.wait(Duration.ofDays(1), Duration.ofSeconds(29)).isPositive());
    assertEquals(Duration.ZERO, pace.wait(Duration.ofDays(1), Duration.ofSeconds(30)));
  }

  @Test
  void theClockMovesOnWhileARehearsalIsHeldBack() {
    List<Duration> shown = new ArrayList<>();
    Metronome metronome =
        new Metronome(Pace.of(10), new FakeTime(), Duration.ofSeconds(1), shown::add);

    metronome.await(Duration.ZERO);
    metronome.await(Duration.ofSeconds(25));

    assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20)), shown);
  }
}
