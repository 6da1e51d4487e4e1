package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.CANCEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A rollout that was stopped is finished by the next one, which says that it goes on. */
final class NewStartTest {
  @Test
  void stoppedDuringABatch() {
    goesOn(Map.of(), story -> story.untilTerminations(2), 2);
  }

  @Test
  void stoppedBetweenTwoBatches() {
    goesOn(Map.of(), story -> story.untilDecided("HEALTHY"), 1);
  }

  @Test
  void stoppedWhileABatchBakes() {
    goesOn(
        Map.of("bakeSeconds", 600),
        story -> {
          story.untilReplaced(0);
          story.pass(Duration.ofMinutes(5));
        },
        1);
  }

  @Test
  void stoppedAtACheckpoint() {
    goesOn(Map.of("checkpoints", "every-batch"), story -> new Person(story).awaitsQuestion(), 1);
  }

  @Test
  void stoppedBeforeItReplacedAnythingItHadNotBegun() {
    Story story = Story.of(3);
    Execution stopped = story.roll();
    story.untilDecided("ACQUIRED");
    story.stop(stopped);

    Execution next = story.start(1);
    String said = prepared(story);

    assertFalse(said.contains("goes on where"), said);
    story.succeeds(next);
    story.endsWell();
  }

  @Test
  void whoStopsItByTheControlOfRolloutsStopsItsExecutionAndTheGroupHeals() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    String said = new Person(story).succeedsTo(CANCEL);

    assertTrue(said.contains("its execution was stopped: " + rollout.arn()), said);
    assertEquals(ExecutionStatus.ABORTED, rollout.status());
    assertEquals("Rollout.Stopped.Operator", rollout.error());
    assertEquals("a person", rollout.cause());
    story.heals();
    story.succeeds(story.start(1));
    assertEquals(3, story.terminations());
    story.endsWell();
  }

  /** A rollout of three servers that is stopped at a moment, and the one that finishes it. */
  private static void goesOn(Map<String, Object> input, Consumer<Story> moment, int current) {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Execution stopped = story.start(1, input);
    moment.accept(story);
    story.stop(stopped);
    story.heals();
    String last = new LockByHand(story).summary();

    Execution next = story.start(1);
    String said = prepared(story);

    assertTrue(
        said.contains(
            "goes on where an earlier rollout stopped: %d servers are at the target already (%s)"
                .formatted(current, last)),
        said);
    story.succeeds(next);
    assertEquals(3, story.terminations(), "nothing was replaced twice");
    story.endsWell();
  }

  /** What the next preparation says. */
  private static String prepared(Story story) {
    story.untilDecided("READY");
    return story.trace().reversed().stream()
        .filter(entry -> entry.text().startsWith("READY "))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
