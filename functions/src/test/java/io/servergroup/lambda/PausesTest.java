package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.identity.IdentityPlan.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PausesTest {
  @Test
  void aFirstPauseIsFollowedByShortOnesAndThenByLongerAndLongerOnes() {
    Pauses pauses = new Pauses();
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      seconds.add(pauses.next(Until.SECONDS).toSeconds());
      pauses.taken();
    }

    assertEquals(List.of(2L, 1L, 1L, 1L, 1L, 1L, 2L, 3L, 4L, 5L, 5L), seconds);
  }

  @Test
  void whatTakesAMinuteIsLookedAtEveryTenSeconds() {
    Pauses pauses = new Pauses();
    pauses.taken();

    assertEquals(Duration.ofSeconds(10), pauses.next(Until.A_MINUTE));
  }
}
