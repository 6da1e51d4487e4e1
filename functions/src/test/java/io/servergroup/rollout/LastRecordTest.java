package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether anybody has heard of the end of an execution. */
class LastRecordTest {
  @ParameterizedTest
  @CsvSource({
    "it told its end itself,           a, ENDED,        10, 11, false",
    "it told something but no end,     a, REPLACING,    10, 11, true",
    "its predecessor told last,        b, HANDING_OVER, 10, 11, true",
    "another had told before it ended, b, ENDED,        10, 11, true",
    "another has told since,           b, REPLACING,    12, 11, false",
  })
  void anEndIsUntoldUnlessItWasToldOrAnotherRolloutHasToldSomethingSince(
      String story, String told, Progress.Phase phase, long at, long endedAt, boolean untold) {
    LastRecord last = new LastRecord(told, phase, Instant.ofEpochSecond(at));

    assertEquals(untold, last.leavesUntold("a", Instant.ofEpochSecond(endedAt)), story);
  }
}
