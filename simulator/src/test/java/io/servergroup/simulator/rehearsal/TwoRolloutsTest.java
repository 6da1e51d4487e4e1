package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One server group has one rollout at a time. */
final class TwoRolloutsTest {
  @Test
  void aSecondRolloutIsRefusedWithTheNameOfTheFirst() {
    Story story = Story.of(2);
    Execution first = story.roll();
    story.pass(Duration.ofSeconds(90));

    String reason = story.fails(story.start(1), "Rollout.Refused");

    assertTrue(reason.contains("another rollout is running: " + first.arn()), reason);
    assertEquals(ExecutionStatus.RUNNING, first.status());
    story.succeeds(first);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void ofTwoRolloutsStartedTogetherOneRollsAndTheOtherChangesNothing() {
    Story story = Story.of(2);
    Execution one = story.roll();
    Execution other = story.start(1);
    story.ended(one);
    story.ended(other);

    Execution rolled = one.status() == ExecutionStatus.SUCCEEDED ? one : other;
    Execution refused = rolled == one ? other : one;
    story.succeeds(rolled);
    String reason = story.fails(refused, "Rollout.Refused");
    assertTrue(reason.contains(rolled.arn()), reason);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void theLockOfARolloutThatDiedIsTakenOver() {
    Story story = Story.of(2);
    Execution died = story.roll();
    story.until(() -> story.terminations() == 1, "the first termination");
    story.stop(died);
    story.heals();

    Execution next = story.start(1);
    story.succeeds(next);

    assertTrue(
        story.trace().stream()
            .anyMatch(
                entry ->
                    entry.source().equals("decision")
                        && entry.text().contains("taken over from " + died.arn())),
        "the log tells whose lock was taken over");
    assertEquals(2, story.terminations(), "what was replaced is not replaced again");
    story.endsWell();
  }

  @Test
  void aFunctionOfAStoppedRolloutTerminatesNothingOnceTheNextOneHasTheLock() {
    Story story = Story.of(3);
    Execution first = story.roll();
    story.until(() -> story.terminations() == 1, "the first termination");
    story.stop(first);
    story.heals();
    Execution next = story.start(1);
    story.until(
        () -> lockHolder(story).equals(List.of(next.arn())), "the lock of the next rollout");

    story.aws().engine().redriveExecution(first.arn());
    String reason = story.fails(first, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("was taken over by " + next.arn()), reason);
    story.succeeds(next);
    assertEquals(3, story.terminations());
    story.endsWell();
  }

  private static List<String> lockHolder(Story story) {
    return story
        .aws()
        .tables()
        .item(
            ControlPlane.LOCK_TABLE,
            Map.of("ServerGroupName", AttributeValue.fromS(story.stage().cluster().name())))
        .entrySet()
        .stream()
        .filter(field -> field.getKey().equals("ExecutionArn"))
        .map(field -> field.getValue().s())
        .toList();
  }
}
