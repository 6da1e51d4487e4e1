package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTimeTest {
  /**
   * Every ten seconds, and every one once the servers are in service, each look taking a quarter:
   * at 10.25, 20.5, 30.75, 41 s and so on. Ten times, five seconds earlier to four later, a second
   * between them: of those that come into service by the third look, one sees it at once.
   */
  @ParameterizedTest(name = "{0} ms until in service, {1} s until healthy, {2} looks: {3}")
  @CsvSource({
    // Six come by the third look, four by the fourth.
    "30750, 0, 2, 3.4",
    "30750, 0, 3, 4.4",
    // The six are looked at every second from then on, and are healthy at looks 3, 4, 5, 6, 7, 7.
    "30750, 5, 2, 4.8",
    "30750, 5, 3, 5.8"
  })
  void looksAreCountedOnAverageOverWhenServersComeIntoService(
      long untilInService, long untilHealthy, int healthyChecks, double looks) {
    BatchTime time =
        new BatchTime(Duration.ofMillis(untilInService), Duration.ofSeconds(untilHealthy));

    assertEquals(
        looks,
        Polls.of(time, Plans.of(1, 1).healthyChecks(healthyChecks).plan().gates()).all(),
        1e-9);
  }

  @Test
  void aBatchTakesAtLeastAsLongAsAnInstanceHasToBeUp() {
    BatchTime time = new BatchTime(Duration.ofSeconds(80), Duration.ofSeconds(20));

    assertEquals(Duration.ofSeconds(100), time.total());
    assertEquals(time, time.withUptime(Duration.ofSeconds(20)));
    assertEquals(Duration.ofSeconds(101), time.withUptime(Duration.ofSeconds(21)).total());
  }
}
