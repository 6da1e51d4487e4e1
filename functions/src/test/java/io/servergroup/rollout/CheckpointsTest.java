package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointsTest {
  /** Of ten servers to be replaced. */
  @ParameterizedTest(name = "{0}: replaced {1}, canary at {2}, approved {3}")
  @CsvSource({
    "none,        5, 1, 0, ''",
    "every-batch, 0, 0, 0, ''",
    "every-batch, 2, 0, 0, batch 1 is replaced and healthy",
    "every-batch, 2, 0, 2, ''",
    "every-batch, 3, 0, 2, batch 1 is replaced and healthy",
    "canary,      2, 0, 0, ''",
    "canary,      1, 1, 0, the canary is replaced and healthy",
    "canary,      1, 1, 1, ''",
    "canary,      5, 1, 1, ''",
    "canary,      3, 3, 2, the canary is replaced and healthy",
    "50%,         4, 0, 0, ''",
    "50%,         5, 0, 0, 50 % of the servers are replaced and healthy",
    "50%,         6, 0, 4, 50 % of the servers are replaced and healthy",
    "50%,         6, 0, 5, ''",
    "41%,         4, 0, 0, ''",
    "41%,         5, 0, 0, 41 % of the servers are replaced and healthy",
    "20% 40%,     5, 0, 0, 40 % of the servers are replaced and healthy",
    "20% 40%,     3, 0, 0, 20 % of the servers are replaced and healthy",
    "20% 40%,     3, 0, 2, ''",
    "20% 40%,     4, 0, 2, 40 % of the servers are replaced and healthy",
    "canary 10%,  1, 1, 0, the canary is replaced and healthy",
    "canary 50%,  5, 1, 1, 50 % of the servers are replaced and healthy"
  })
  void aCheckpointIsReachedOnceAndHoldsUntilAPersonLetsItPass(
      String words, int replaced, int canaryAt, int approved, String expected) {
    Course course =
        CourseEdit.of(Course.START).batch(2, 1).replaced(replaced, canaryAt, approved).course();

    assertEquals(
        Optional.of(expected).filter(text -> !text.isEmpty()), of(words).reached(course, 10));
  }

  /** Of ten servers to be replaced, when every checkpoint before was let pass. */
  @ParameterizedTest(name = "{0}: canary {1}, before {2}, replaced {3}")
  @CsvSource({
    "none,        true,  0, 5, false",
    "every-batch, false, 0, 1, true",
    "canary,      true,  0, 1, true",
    "canary,      false, 0, 1, false",
    "50%,         true,  3, 4, false",
    "50%,         false, 4, 5, true",
    "50%,         false, 4, 6, true",
    "50%,         false, 5, 6, false",
    "20% 40%,     false, 2, 4, true",
    "20% 40%,     false, 4, 5, false"
  })
  void aRolloutThatWasLetPassBeforeWaitsAtEveryCheckpointItComesTo(
      String words, boolean canary, int before, int replaced, boolean waits) {
    assertEquals(waits, of(words).isReached(canary, before, replaced, 10));
  }

  @Test
  void aShareOfManyServersIsExact() {
    Course course = CourseEdit.of(Course.START).batch(2, 1).replaced(99, 0, 0).course();

    assertEquals(Optional.empty(), of("99%").reached(course, 100_000_000));
  }

  @Test
  void wordsSurviveTheStateMachine() {
    List<String> words = List.of("canary", "every-batch", "5%", "50%");

    assertEquals(words, Checkpoints.of(words).orElseThrow().words());
    assertEquals(List.of(), Checkpoints.NONE.words());
  }

  @Test
  void wordsAreReadWhateverTheirCaseAndSpaces() {
    assertEquals(
        Checkpoints.of(List.of("canary", "every-batch", "50%")),
        Checkpoints.of(List.of(" Canary", "EVERY-BATCH ", "50 %")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0%", "100%", "05%", "50", "-1%", "1.5%", "canaries"})
  void anythingElseIsNoCheckpoint(String word) {
    assertEquals(Optional.empty(), Checkpoints.of(List.of("canary", word)));
  }

  private static Checkpoints of(String words) {
    return words.equals("none")
        ? Checkpoints.NONE
        : Checkpoints.of(Arrays.asList(words.split(" "))).orElseThrow();
  }
}
