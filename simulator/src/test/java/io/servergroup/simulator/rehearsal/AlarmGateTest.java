package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** None of a rollout's alarms may be in ALARM. */
final class AlarmGateTest {
  private static final Map<String, Object> WATCHED =
      Map.of("alarms", List.of("errors"), "bakeSeconds", 600);

  @Test
  void anAlarmThatIsLoudAlreadyOrUnknownIsRefused() {
    Story story = watched(2);
    loud(story, "errors");

    String reason =
        story.fails(story.start(1, Map.of("alarms", "errors, erorrs")), "Rollout.Refused");

    assertTrue(reason.contains("in ALARM already: errors"), reason);
    assertTrue(reason.contains("there are no alarms named erorrs"), reason);
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void anAlarmBeforeABatchStopsTheRolloutAfterTheOneUnderWay() {
    Story story = watched(3);
    Execution rollout = story.start(1, Map.of("alarms", List.of("errors")));
    story.untilTerminations(1);
    loud(story, "errors");

    String reason = story.fails(rollout, "Rollout.Stopped.Alarm");

    assertEquals("in ALARM: errors", reason);
    story.assertReplaced(0);
    assertTrue(story.server(0).healthy(), "the batch under way was finished");
    story.assertUntouched(1, 2);
    story.endsWell();
  }

  @Test
  void anAlarmWhileABatchBakesStopsTheRolloutWithinAMinute() {
    Story story = watched(2);
    Execution rollout = story.start(1, WATCHED);
    story.untilReplaced(0);
    story.pass(Duration.ofMinutes(5));
    loud(story, "errors");

    story.pass(Duration.ofSeconds(60));

    story.fails(rollout, "Rollout.Stopped.Alarm");
    story.assertUntouched(1);
    story.endsWell();
  }

  @Test
  void anAlarmAfterTheLastBatchStillMakesTheRolloutFail() {
    Story story = watched(2);
    Execution rollout = story.start(1, WATCHED);
    story.untilReplaced(1);
    story.pass(Duration.ofMinutes(5));
    loud(story, "errors");

    story.fails(rollout, "Rollout.Stopped.Alarm");

    story.assertVersions(2, 2);
    story.endsWell();
  }

  @Test
  void aCompositeAlarmIsHeededLikeAnyOther() {
    Story story = watched(2);
    story.aws().alarms().createComposite("service");
    Execution rollout = story.start(1, Map.of("alarms", List.of("errors", "service")));
    story.untilTerminations(1);
    loud(story, "service");

    assertEquals("in ALARM: service", story.fails(rollout, "Rollout.Stopped.Alarm"));
    story.assertUntouched(1);
    story.endsWell();
  }

  @Test
  void anAlarmWithoutDataIsNotLoud() {
    Story story = watched(2);
    Execution rollout = story.start(1, Map.of("alarms", List.of("errors")));
    story.untilTerminations(1);
    story.aws().alarms().set("errors", AlarmState.OK, "no errors");
    story.untilTerminations(2);
    story.aws().alarms().set("errors", AlarmState.INSUFFICIENT_DATA, "no data");

    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void anAlarmDeletedMidRunStopsTheRolloutBecauseNobodyCanTellWhetherItIsQuiet() {
    Story story = watched(2);
    Execution rollout = story.start(1, WATCHED);
    story.untilTerminations(1);
    story.aws().alarms().delete("errors");

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("no such alarm any more"), reason);
    assertTrue(reason.contains("errors"), reason);
    story.assertUntouched(1);
    story.endsWell();
  }

  /** A cluster with a new image, and an alarm. */
  private static Story watched(int servers) {
    Story story = Story.of(servers);
    story.aws().alarms().create("errors");
    story.stage().cluster().deployNewImage();
    return story;
  }

  private static void loud(Story story, String alarm) {
    story.aws().alarms().set(alarm, AlarmState.ALARM, "5 errors");
  }
}
