package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure keeps its name though the lock could not be given back after it. */
final class LockNotReleasedTest {
  @ParameterizedTest
  @CsvSource({"STOP, Rollout.Stopped.Alarm", "ROLLBACK, Rollout.RolledBack"})
  void aFailureAfterWhichTheLockStaysKeepsItsName(String onFailure, String error) {
    Story story = Story.of(3);
    story.aws().alarms().create("errors");
    story.stage().cluster().deployNewImage();
    Map<String, Object> input =
        new LinkedHashMap<>(Map.of("onFailure", onFailure, "alarms", List.of("errors")));
    Execution rollout = story.start(1, input);
    story.untilTerminations(1);
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("ReleaseLock")
                ? new InvocationFault.Refused()
                : new InvocationFault.None());
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");

    String reason = story.fails(rollout, error);

    assertTrue(reason.contains("The lock was not given back"), reason);
    assertTrue(reason.contains("in ALARM: errors"), reason);
    story.faultsEnd();
    story.aws().alarms().set("errors", AlarmState.OK, "quiet");
    story.heals();
    story.succeeds(story.start(1, Map.of("launchTemplateVersion", 2)));
    assertEquals("", new LockByHand(story).holder());
    story.endsWell();
  }
}
