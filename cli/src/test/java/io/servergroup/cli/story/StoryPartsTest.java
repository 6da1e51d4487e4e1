package io.servergroup.cli.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StoryPartsTest {
  @Test
  void theLowestHealthOfABatchCountsWhatHeldWhenItBegan() {
    Capacity capacity =
        new Capacity(
            6,
            OptionalInt.of(5),
            List.of(level(0, 6), level(10, 5), level(30, 6), level(50, 4), level(60, 6)));

    assertEquals(OptionalInt.of(5), capacity.lowest(seconds(20), seconds(40)));
    assertEquals(OptionalInt.of(6), capacity.lowest(seconds(35), seconds(50)));
    assertEquals(OptionalInt.of(6), capacity.lowest(seconds(30), seconds(40)));
    assertEquals(OptionalInt.of(4), capacity.lowest(seconds(35), seconds(51)));
    assertEquals(OptionalInt.of(4), capacity.lowest());
  }

  @Test
  void whatNobodyCountedHasNoLowest() {
    assertEquals(OptionalInt.empty(), new Capacity(6, OptionalInt.empty(), List.of()).lowest());
  }

  @Test
  void aServerIsAwayWheneverNoInstanceOfItServes() {
    ServerStory server =
        new ServerStory(
            0,
            "",
            "",
            List.of(
                life(new Stretch(Phase.SERVING, seconds(0), seconds(10))),
                life(
                    new Stretch(Phase.BOOTING, seconds(8), seconds(30)),
                    new Stretch(Phase.SERVING, seconds(30), seconds(60))),
                life(new Stretch(Phase.SERVING, seconds(50), seconds(70)))),
            Optional.empty());

    assertEquals(seconds(20), server.away(seconds(70)));
    assertEquals(seconds(50), server.away(seconds(100)));
  }

  private static Life life(Stretch... stretches) {
    return new Life("i-1", "1", Life.Kind.TARGET, List.of(stretches));
  }

  @Test
  void looksThatFindTheSameAreToldOnceWhateverOthersDecideMeanwhile() {
    List<Decision> merged =
        Decision.merged(
            List.of(
                decision(1, "CheckServers", "not in service"),
                decision(2, "Reconcile", "still drained"),
                decision(3, "CheckServers", "not in service"),
                decision(4, "CheckServers", "healthy"),
                decision(5, "CheckServers", "not in service")));

    assertEquals(
        List.of(
            "1-3 x2 not in service",
            "2-2 x1 still drained",
            "4-4 x1 healthy",
            "5-5 x1 not in service"),
        merged.stream()
            .map(
                each ->
                    "%d-%d x%d %s"
                        .formatted(
                            each.at().toSeconds(),
                            each.until().toSeconds(),
                            each.times(),
                            each.reason()))
            .toList());
  }

  @Test
  void whatIsDecidedAfterABatchOrAQuestionOrInAnotherRolloutIsNotToldOfTheOneBefore() {
    List<Decision> merged =
        Decision.merged(
            List.of(
                made(1, "Prepare", "ready"),
                made(2, "AcquireLock", "acquired"),
                made(3, "NextBatch", "ask"),
                made(4, "AskPerson", "resume"),
                made(5, "NextBatch", "batch"),
                made(6, "Reconcile", "attach interface"),
                made(7, "NextBatch", "wait"),
                made(8, "Reconcile", "attach interface"),
                made(9, "NextBatch", "wait"),
                made(10, "NextBatch", "pause"),
                made(11, "AskPerson", "resume"),
                made(12, "Prepare", "ready"),
                made(13, "AcquireLock", "acquired")));

    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 10L, 11L, 12L, 13L),
        merged.stream().map(each -> each.at().toSeconds()).toList());
  }

  private static Decision made(long at, String by, String what) {
    return Decision.once(seconds(at), by, what, "", "the same reason");
  }

  @Test
  void whatNeverHappenedIsNotCounted() {
    Tally tally = Tally.of("Calls", "Call", Map.of("a", 3, "b", 0, "c", 4));

    assertEquals(Map.of("a", 3L, "c", 4L), tally.counts());
    assertEquals(7, tally.total());
  }

  private static Decision decision(long at, String by, String reason) {
    return Decision.once(seconds(at), by, "wait", "", reason);
  }

  private static Capacity.Level level(long at, int healthy) {
    return new Capacity.Level(seconds(at), healthy);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
