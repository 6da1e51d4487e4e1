package io.servergroup.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lock of a rollout that goes on in another execution; the rest is in SmallRulesTest. */
final class LockDecisionTest {
  @Test
  void aSuccessorTakesTheLockOfItsPredecessorWhetherThatStillRunsOrNot() {
    assertEquals(new LockDecision.Succeed("before"), successor(Optional.of("before"), true));
    assertEquals(new LockDecision.Succeed("before"), successor(Optional.of("before"), false));
  }

  @Test
  void aSuccessorThatHasTheLockKeepsIt() {
    assertEquals(new LockDecision.Keep(), successor(Optional.of("me"), true));
  }

  @Test
  void aSuccessorNeverTakesALockThatItsPredecessorLost() {
    assertEquals(
        new LockDecision.Lost(Optional.of("other")), successor(Optional.of("other"), true));
    assertEquals(
        new LockDecision.Lost(Optional.of("other")), successor(Optional.of("other"), false));
    assertEquals(new LockDecision.Lost(Optional.empty()), successor(Optional.empty(), false));
  }

  @Test
  void aLockWithoutHolderKeepsAllElse() {
    LockState held =
        new LockState(
            Optional.of("me"),
            Optional.of("Ada"),
            Optional.empty(),
            false,
            Map.of("web-0", Plans.FROM_1));

    assertEquals(
        new LockState(
            Optional.empty(),
            Optional.of("Ada"),
            Optional.empty(),
            false,
            Map.of("web-0", Plans.FROM_1)),
        held.released());
    assertEquals(LockState.FREE, LockState.heldBy("me").released());
  }

  @Test
  void anExecutionThatHandsOverHasRoomLeftForItsEnd() {
    long quota = 25_000;
    long longestLook = HistoryBudget.ofLook(3 * 11);

    assertTrue(HistoryBudget.FULL + 10 * longestLook < quota);
    assertEquals(HistoryBudget.ofLook(0) + 6, HistoryBudget.ofLook(2));
  }

  private static LockDecision successor(Optional<String> holder, boolean holderRuns) {
    return LockDecision.of("me", Optional.of("before"), holder, holderRuns);
  }
}
