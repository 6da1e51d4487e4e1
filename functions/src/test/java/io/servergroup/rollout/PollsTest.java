package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PollsTest {
  /**
   * Every ten seconds, and every one once the servers are in service, each look taking 0.15: at
   * 10.15, 20.3, 30.45, 40.6 s and so on. Ten batches whose servers come into service from five
   * seconds earlier to four later, a second between them: of six the third look sees it, of four
   * the fourth. The first look at each batch tells of it.
   */
  @ParameterizedTest(name = "{0} ms until in service, {1} s until healthy, {2} looks, alone: {3}")
  @CsvSource({
    "30450, 0, 2, true, 24, 0, 10",
    "30450, 0, 3, true, 24, 0, 20",
    // The six are looked at every second from then on, and healthy at looks 1 to 6; the four
    // are healthy at 40.6, when they are seen.
    "30450, 5, 2, true, 24, 15, 10",
    "30450, 5, 3, true, 24, 15, 20",
    "30450, 5, 2, false, 24, 0, 25",
  })
  void looksAreCountedOnAverageOverWhenServersComeIntoService(
      long untilInService,
      long untilHealthy,
      int healthyChecks,
      boolean alone,
      int away,
      int serving,
      int whole) {
    Polls polls = polls(untilInService, untilHealthy, healthyChecks, alone, 10);

    assertEquals(new Polls(away, 0, serving, whole, 10), polls);
    assertEquals(away + serving + whole, polls.all());
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 2", "2, 5, 3", "0, 0, 0"})
  void fewerBatchesHaveTheirPartOfIt(int batches, int away, int serving) {
    Polls polls = polls(30_450, 5, 2, true, batches);

    assertEquals(new Polls(away, 0, serving, batches, batches), polls);
  }

  /**
   * Looks at 10.15, 60.9 and 111.65 s tell: before the next one a minute would be over. The latter
   * two look closer. Seven come by 121.8 s, of which one is not healthy before the next second.
   */
  @Test
  void onceAMinuteALookTellsAndLooksCloser() {
    assertEquals(new Polls(7 * 9 + 3 * 10, 20, 1, 10, 30), polls(120_000, 1, 2, true, 10));
  }

  private static Polls polls(
      long untilInService, long untilHealthy, int healthyChecks, boolean alone, int batches) {
    return Polls.of(
        new BatchTime(Duration.ofMillis(untilInService), Duration.ofSeconds(untilHealthy)),
        Plans.of(1, 1).healthyChecks(healthyChecks).plan().gates(),
        alone,
        batches);
  }
}
