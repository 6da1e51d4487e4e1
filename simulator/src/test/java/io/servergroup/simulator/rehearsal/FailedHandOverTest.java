package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.ChildName;
import io.servergroup.rollout.Course;
import io.servergroup.simulator.states.Execution;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An execution that could not hand its rollout over knows how full its own history is. */
final class FailedHandOverTest {
  @Test
  void whatFollowsCountsTheEventsOfTheFullExecution() {
    Story story = Story.of(2);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    takeNameOfSuccessor(story, full);

    String reason = story.fails(full, "Rollout.Stopped.Error");

    assertTrue(reason.contains("Handing over to another execution failed"), reason);
    assertTrue(
        events(FullHistory.lastAsked(full, "Failure")) > FullHistory.NEARLY_FULL,
        "its own history goes on");
    assertEquals("", new LockByHand(story).holder());
    story.succeeds(story.start(1));
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void noLookAfterItBeginsFromAFreshCount() {
    Story story = Story.of(2);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900, "onFailure", "ROLLBACK"));
    takeNameOfSuccessor(story, full);

    story.ended(full);

    assertTrue(full.cause().contains("Handing over to another execution failed"), full::cause);
    assertTrue(
        events(FullHistory.lastAsked(full, "NextBatch")) >= FullHistory.NEARLY_FULL,
        "its own history goes on");
    assertEquals("", new LockByHand(story).holder());
    story.heals();
    story.endsWell();
  }

  /** Somebody starts another execution by the name that the successor is to have. */
  private static void takeNameOfSuccessor(Story story, Execution full) {
    Course second =
        new Course(
            Course.START.tally(), Optional.empty(), Course.START.times(), Course.START.events(), 2);
    story
        .aws()
        .engine()
        .startExecution(
            story.stage().controlPlane().rollingDeployArn(),
            ChildName.ofSuccessor(full.arn(), second),
            new LinkedHashMap<>(Map.of("serverGroup", "another")));
  }

  private static long events(Map<String, Object> asked) {
    return ((Number) ((Map<?, ?>) asked.get("course")).get("events")).longValue();
  }
}
