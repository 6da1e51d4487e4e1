package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A rollout that fails when its lock has gone takes nothing back, and says why. */
final class LockLostAtFailureTest {
  @Test
  void whoseLockWasDeletedTakesNothingBackAndSaysSo() {
    Story story = Story.of(3);
    Execution rollout = story.rollWatchedBy("errors");
    story.untilTerminations(1);
    FullHistory.at(story, rollout, "WhatFollows", () -> delete(story));
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");

    story.ended(rollout);

    assertEquals(ExecutionStatus.FAILED, rollout.status());
    assertFalse(rollout.cause().contains("nothing had been replaced"), rollout::cause);
    assertTrue(rollout.cause().contains("lock"), rollout::cause);
    assertTrue(rollout.cause().contains("in ALARM: errors"), rollout::cause);
    assertFalse(story.decided("TURN_BACK"));
    assertEquals(1, story.terminations());
    story.endsWell();
  }

  private static void delete(Story story) {
    story
        .aws()
        .dynamoDb()
        .deleteItem(
            request ->
                request
                    .tableName(ControlPlane.LOCK_TABLE)
                    .key(
                        Map.of(
                            "ServerGroupName",
                            AttributeValue.fromS(story.stage().cluster().name()))));
  }
}
