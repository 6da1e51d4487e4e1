package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling is StopExecution, and safe at every moment. */
final class StopExecutionTest {
  private static final int EVENTS = 340;
  private static final int STEP = 8;

  static IntStream moments() {
    return IntStream.iterate(1, moment -> moment <= EVENTS, moment -> moment + STEP);
  }

  @ParameterizedTest(name = "at history event {0}")
  @MethodSource("moments")
  void aRolloutStoppedAnywhereLeavesAGroupThatHealsAndThatTheNextRolloutFinishes(int moment) {
    Story story = Story.of(2);
    int[] seen = {0};
    Execution[] stopped = {null};
    story
        .aws()
        .engine()
        .onEvent(
            (execution, event) -> {
              if (++seen[0] == moment) {
                story.stage().simulation().queue().soon("stop", () -> story.stop(stopped[0]));
              }
            });
    stopped[0] = story.roll();
    story.ended(stopped[0]);
    story.heals();

    story.succeeds(story.start(1));

    story.endsWell();
  }

  @Test
  void theMomentsReachFromTheFirstToTheLastEventOfARollout() {
    Story story = Story.of(2);
    int[] seen = {0};
    story.aws().engine().onEvent((execution, event) -> seen[0]++);
    story.succeeds(story.roll());
    assertTrue(seen[0] <= EVENTS && seen[0] > EVENTS - 4 * STEP, () -> "a rollout has " + seen[0]);
    story.endsWell();
  }
}
