package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.RolloutLock;
import io.servergroup.rollout.LockState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What somebody reads who asks how a rollout is. */
final class RolloutStatusTest {
  private static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:r:1";
  private static final int WIDE = 500;

  @Test
  void aCheckpointIsApproved() {
    String text = text(Optional.of("checkpoint: batch 1 is healthy"), Optional.empty());

    assertTrue(
        text.contains(
            "It waits for a person: checkpoint: batch 1 is healthy. Let it go on with `rollout approve --group tools`, or end it with `rollout cancel --group tools`."),
        text);
    assertFalse(text.contains("resume"), text);
  }

  @Test
  void whoLooksAtACheckpointIsToldOfThePauseThatAColleagueWantsAfterIt() {
    String text =
        text(Optional.of("checkpoint: batch 1 is healthy"), Optional.of("an operator (repair)"));

    assertTrue(text.contains("`rollout approve --group tools`"), text);
    assertTrue(
        text.contains(
            "Once that is approved it pauses, as an operator (repair) asked; to resume it now would call that off, too."),
        text);
  }

  @Test
  void aPauseIsResumedAndToldOnce() {
    String text =
        text(
            Optional.of("paused: an operator (repair) asked for it"),
            Optional.of("an operator (repair)"));

    assertTrue(text.contains("Let it go on with `rollout resume --group tools`"), text);
    assertEquals(1, text.split("an operator", -1).length - 1, text);
  }

  @Test
  void aPauseThatHasNotBegunIsTold() {
    String text = text(Optional.empty(), Optional.of("an operator (repair)"));

    assertTrue(
        text.contains("It pauses before its next batch, as an operator (repair) asked"), text);
  }

  private static String text(Optional<String> question, Optional<String> pause) {
    LockState state =
        new LockState(Optional.of(EXECUTION), pause, Optional.empty(), false, Map.of());
    RolloutLock.Status status =
        new RolloutLock.Status(
            state,
            question.map(asked -> "token"),
            question,
            Optional.of("batch 1"),
            Optional.empty());
    return new RolloutStatus("tools", Optional.of(EXECUTION), status)
        .lines("rollout", WIDE).stream().map(Line::text).collect(Collectors.joining("\n"));
  }
}
