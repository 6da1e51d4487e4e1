package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StepsTest {
  /** Numbers of steps are powers of ten, so that every digit says what one of a kind takes. */
  @Test
  void everyStepEntersItsStates() {
    Polls polls = new Polls(40_000, 30_000, 20_000, 10_000, 7);

    assertEquals(
        5 + 2 + 2 + 10 + 2 * 100 + 6 * 1_000 + 5 * 10_000 + 3 * 100_000,
        new Steps(1, 7, 10, 100, 1_000, 10_000, polls).transitions());
  }

  @Test
  void whatLooksFoundIsAddedUpKindByKind() {
    assertEquals(
        new Polls(11, 22, 33, 44, 55),
        new Polls(1, 2, 3, 4, 5).plus(new Polls(10, 20, 30, 40, 50)));
  }

  /** With five seconds for the next look and the telling itself. */
  @Test
  void somethingIsToldOnceAMinute() {
    assertFalse(ProgressSchedule.isDue(Duration.ofSeconds(45), Duration.ofSeconds(10)));
    assertTrue(ProgressSchedule.isDue(Duration.ofSeconds(45), Duration.ofMillis(10_001)));
  }
}
