package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far apart a rollout looks at the servers of a batch. */
class LooksApartTest {
  private static final Duration FUNCTION = Duration.ofMillis(900);

  private record Look(String found, Duration untilNext) {}

  /** Health checks take their time; once they have passed, the rollout waits for its own looks. */
  @Test
  void serversAreSeenAgainASecondAfterTheyWereSeenHealthyAndLessOftenBefore() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    story.succeeds(story.start(1, Map.of("consecutiveHealthyChecks", 4)));

    List<Look> looks = looks(story);
    List<Duration> again = waits(looks, "healthy at ");
    List<Duration> near = waits(looks, " says of ");
    assertEquals(4, again.size(), "two of three looks in each batch are followed by another");
    again.forEach(wait -> assertTrue(about(1, wait), wait::toString));
    assertTrue(near.stream().anyMatch(wait -> about(2, wait)), near::toString);
    story.endsWell();
  }

  private static boolean about(long seconds, Duration wait) {
    Duration least = Duration.ofSeconds(seconds);
    return wait.compareTo(least) >= 0 && wait.compareTo(least.plus(FUNCTION)) < 0;
  }

  private static List<Duration> waits(List<Look> looks, String found) {
    return looks.stream()
        .filter(look -> look.found().contains(found))
        .map(Look::untilNext)
        .toList();
  }

  private static List<Look> looks(Story story) {
    List<TraceEntry> told =
        story.trace().stream()
            .filter(entry -> entry.source().equals("decision"))
            .filter(entry -> entry.text().contains("step=CheckServers"))
            .toList();
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i + 1 < told.size(); i++) {
      if (told.get(i).text().startsWith("WAIT ")) {
        looks.add(
            new Look(
                told.get(i).text(), Duration.between(told.get(i).time(), told.get(i + 1).time())));
      }
    }
    return looks;
  }
}
