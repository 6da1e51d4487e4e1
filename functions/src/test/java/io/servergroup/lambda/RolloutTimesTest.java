package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small rules of the handlers: when to tell, how long a lock is trusted, what a person answers. */
final class RolloutTimesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** A look takes up to five seconds itself. */
  @ParameterizedTest
  @CsvSource({
    "0, 50, false",
    "5, 50, false",
    "6, 50, true",
    "54, 1, false",
    "55, 1, true",
    "600, 1, true"
  })
  void somethingIsToldAtLeastOnceAMinute(long sinceTold, long untilNext, boolean due) {
    assertEquals(
        due, Announcer.isDue(NOON, NOON.plusSeconds(sinceTold), Duration.ofSeconds(untilNext)));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "9999, true", "10000, false", "60000, false"})
  void whatWasReadOfALockIsTrustedForTenSeconds(long millis, boolean holds) {
    assertEquals(holds, Fence.holds(NOON, InstantSource.fixed(NOON.plusMillis(millis))));
  }

  @Test
  void whoTakesOverALockWaitsLongerThanAChangeCanTake() {
    Duration call = Duration.ofSeconds(15);

    assertTrue(Fence.SETTLING.compareTo(Fence.TRUSTED.plus(call)) > 0);
  }

  @Test
  void aPersonsAnswerIsJsonForTheStateMachine() throws IOException {
    assertEquals(
        Map.of("decision", "RESUME", "error", "", "reason", "Ada let it go on"),
        JSON.std.mapFrom(PersonsAnswer.resume("Ada let it go on").json()));
    assertEquals(
        Map.of("decision", "STOP", "error", "Rollout.Stopped.Operator", "reason", "\"no\" \n"),
        JSON.std.mapFrom(PersonsAnswer.stop("\"no\" \n").json()));
    assertEquals(
        Map.of("decision", "STOP", "error", "Rollout.Stopped.Conflict", "reason", "lost"),
        JSON.std.mapFrom(PersonsAnswer.stop("Rollout.Stopped.Conflict", "lost").json()));
  }
}
