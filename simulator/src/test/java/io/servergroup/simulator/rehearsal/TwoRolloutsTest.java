package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
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
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    story.stop(died);
    story.heals();

    Execution next = story.start(1);
    story.succeeds(next);

    assertTrue(told(story, "taken over from " + died.arn()), "the log tells whose lock it was");
    assertEquals(2, story.terminations(), "what was replaced is not replaced again");
    story.endsWell();
  }

  @Test
  void theLockOfAStoppedRolloutIsGivenBackByTheEventOfItsEndAndSettlesBeforeItIsReliedOn() {
    Story story = Story.of(3);
    Execution stopped = story.roll();
    story.untilDecided("HEALTHY");

    story.stop(stopped);
    story.until(() -> lockHolder(story).isEmpty(), "the lock's return");
    Execution next = story.start(1);
    story.until(() -> story.terminations() == 2, "the next rollout's termination");

    assertTrue(
        Duration.between(stopped.stopTime(), story.now()).compareTo(Duration.ofSeconds(60)) > 0,
        "what the stopped rollout's last function still did came to rest first");
    story.succeeds(next);
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

  private static boolean told(Story story, String words) {
    return story.trace().stream()
        .anyMatch(entry -> entry.source().equals("decision") && entry.text().contains(words));
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
