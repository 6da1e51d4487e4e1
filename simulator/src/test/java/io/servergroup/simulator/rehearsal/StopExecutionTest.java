package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling is StopExecution, and safe at every moment. */
final class StopExecutionTest {
  private static final int EVENTS = 284;
  private static final int STEP = 8;
  private static final int EVENTS_BACK = 200;
  private static final int STEP_BACK = 12;

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

  static IntStream momentsOnTheWayBack() {
    return IntStream.iterate(1, moment -> moment <= EVENTS_BACK, moment -> moment + STEP_BACK);
  }

  @ParameterizedTest(name = "at history event {0} on the way back")
  @MethodSource("momentsOnTheWayBack")
  void aRolloutStoppedAnywhereOnItsWayBackLeavesAGroupThatTheNextRolloutFinishes(int moment) {
    Story story = Story.of(2);
    Execution rollout = story.rollWatchedBy("errors");
    story.untilDecided("HEALTHY");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    int[] seen = {0};
    story
        .aws()
        .engine()
        .onEvent(
            (execution, event) -> {
              if (++seen[0] == moment) {
                story.stage().simulation().queue().soon("stop", () -> story.stop(rollout));
              }
            });
    story.ended(rollout);
    story.heals();

    story.succeeds(story.start(1, Map.of("launchTemplateVersion", 2)));

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
