package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollout fails, and takes the servers it replaced back to the versions they came from. */
final class RollbackTest {
  private static final Map<String, Object> ROLLBACK =
      Map.of("onFailure", "ROLLBACK", "batchTimeoutMinutes", 10);

  @Test
  void theServersReplacedBeforeABatchFailedGoBackToTheirVersion() {
    Story story = Story.of(4);
    story.stage().cluster().deployNewImage();
    story.neverBoots(2, 2);

    Execution rollout = story.start(1, ROLLBACK);
    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("Rollout.Stopped.Timeout"), reason);
    assertTrue(reason.contains("server 2"), reason);
    story.servers().forEach(server -> assertEquals(1, story.server(server).version(), reason));
    assertNotEquals(story.before(0).instance(), story.server(0).instance(), "it was taken back");
    LockByHand lock = new LockByHand(story);
    assertTrue(
        lock.summary().startsWith("4 of 4 servers are taken back: Rollout.RolledBack: "),
        lock.summary());
    assertEquals(true, lock.progress().get("rollback"));
    story.endsWell();
  }

  @Test
  void aRolloutThatReplacedNothingHasNothingToTakeBack() {
    Story story = Story.of(3);
    Execution rollout = story.rollWatchedBy("errors");
    story.untilDecided("ACQUIRED");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");

    String reason = story.fails(rollout, "Rollout.Stopped.Alarm");

    assertTrue(reason.contains("nothing had been replaced"), reason);
    assertEquals(0, story.terminations());
    story.endsWell();
  }

  @Test
  void anAlarmThatTurnedTheRolloutBackDoesNotKeepTheOldVersionFromComingBack() {
    Story story = Story.of(3);
    Execution rollout = story.rollWatchedBy("errors");
    story.until(() -> story.terminations() == 2, "the second termination");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("Rollout.Stopped.Alarm: in ALARM: errors"), reason);
    story.servers().forEach(server -> assertEquals(1, story.server(server).version(), reason));
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void anAlarmThatIsSlowerThanTheOneThatTurnedTheRolloutBackDoesNotStopTheWayBack() {
    Story story = Story.of(3);
    Execution rollout = story.rollWatchedBy("errors", "latency");
    story.until(() -> story.terminations() == 2, "the second termination");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    story.until(() -> story.terminations() == 3, "the first termination of the way back");
    story.aws().alarms().set("latency", AlarmState.ALARM, "2 s");

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("Rollout.Stopped.Alarm: in ALARM: errors"), reason);
    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void alarmsThatNobodyMayAskAnyMoreDoNotKeepTheOldVersionFromComingBack() {
    Story story = Story.of(3);
    Execution rollout = story.rollWatchedBy("errors");
    story.until(() -> story.terminations() == 1, "the first termination");
    story.callFaults(Refusals.of("DescribeAlarms", "AccessDenied", "not authorized"));

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("Rollout.Stopped.Error"), reason);
    assertTrue(reason.contains("not authorized"), reason);
    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void anOldVersionThatIsBrokenTooIsSaidSo() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);
    Execution rollout = story.start(1, ROLLBACK);
    story.until(() -> story.terminations() == 1, "the first termination");
    story.neverBoots(0, 1);

    String reason = story.fails(rollout, "Rollout.RollbackFailed");

    assertTrue(reason.contains("could not be taken back"), reason);
    assertTrue(reason.contains("server 0"), reason);
    story.assertUntouched(1, 2);
    story.faultsEnd();
    story.heals();
    story.endsWell();
  }

  @Test
  void aRollbackCanBeStoppedAndANewRolloutGoesForwardAgain() {
    Story story = Story.of(4);
    Execution rollout = story.rollWatchedBy("errors");
    story.until(() -> story.terminations() == 3, "the third termination");
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    story.untilDecided("TURN_BACK");
    story.until(() -> story.terminations() == 4, "the first server on its way back");

    story.stop(rollout);
    story.aws().alarms().set("errors", AlarmState.OK, "quiet");
    story.heals();
    story.pass(Duration.ofMinutes(5));
    Execution next = story.start(1, Map.of("launchTemplateVersion", 2));

    story.succeeds(next);
    story.endsWell();
  }
}
