package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.CANCEL;
import static io.servergroup.lambda.RolloutControl.Action.RESUME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollout waits for a person where it was told to. */
final class CheckpointTest {
  @Test
  void afterTheCanaryItWaitsUntilAPersonLetsItGoOn() {
    Story story = newImage(4);
    Person person = new Person(story);
    Execution rollout = story.start(2, Map.of("checkpoints", "canary"));

    String question = person.awaitsQuestion();
    story.pass(Duration.ofHours(3));

    assertEquals(
        "checkpoint: the canary is replaced and healthy; 3 servers are left to be replaced",
        question);
    assertEquals(1, story.terminations());
    assertEquals("it goes on", person.succeedsTo(RESUME));
    assertEquals(List.of(), questions(person, rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void afterEveryBatchButTheLastItWaits() {
    Story story = newImage(3);

    Execution rollout = story.start(1, Map.of("checkpoints", List.of("every-batch")));

    assertEquals(
        List.of(
            "checkpoint: batch 1 is replaced and healthy; 2 servers are left to be replaced",
            "checkpoint: batch 2 is replaced and healthy; 1 server is left to be replaced"),
        questions(new Person(story), rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void whenAPercentageOfTheServersIsReplacedItWaitsOnceForEach() {
    Story story = newImage(5);

    Execution rollout = story.start(2, Map.of("checkpoints", "10%,20%,50%,99%", "canary", false));

    assertEquals(
        List.of(
            "checkpoint: 20 % of the servers are replaced and healthy;"
                + " 3 servers are left to be replaced",
            "checkpoint: 50 % of the servers are replaced and healthy;"
                + " 1 server is left to be replaced"),
        questions(new Person(story), rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void tokenAndQuestionAreInTheLocksItemAsLongAsSomebodyIsAsked() {
    Story story = newImage(2);
    LockByHand lock = new LockByHand(story);
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    assertTrue(lock.question().isEmpty());

    story.untilDecided("ASKED");

    assertTrue(lock.question().get().startsWith("checkpoint: batch 1"));
    assertTrue(lock.summary().contains("checkpoint: batch 1"), lock::summary);
    assertEquals("ASKING", lock.progress().get("phase"));
    story.aws().engine().sendTaskSuccess(lock.token().get(), Map.of("decision", "RESUME"));
    story.succeeds(rollout);
    assertTrue(lock.token().isEmpty() && lock.question().isEmpty());
    story.endsWell();
  }

  @Test
  void theFunctionForPeopleWithoutTheCommandLineLetsItGoOn() {
    Story story = newImage(2);
    Person person = new Person(story);
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    person.awaitsQuestion();

    Map<String, Object> answer = person.invokes("Resume", "looks good");

    assertEquals(Map.of("done", true, "message", "it goes on"), answer);
    assertTrue(
        rollout.history().stream()
            .anyMatch(
                event ->
                    event.details().toString().contains("an operator (looks good) let it go on")),
        "nobody will know why");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void theFunctionRefusesWhatItDoesNotKnow() {
    Story story = Story.of(2);

    Map<String, Object> answer = new Person(story).invokes("halt", "");

    assertEquals(
        Map.of(
            "done",
            false,
            "message",
            "action is \"halt\"; expected pause, resume, approve or cancel"),
        answer);
    story.endsWell();
  }

  @Test
  void aCheckpointTurnedIntoAStopKeepsWhatIsReplacedAndGivesTheLockBack() {
    Story story = newImage(3);
    Person person = new Person(story);
    Execution rollout =
        story.start(1, Map.of("checkpoints", "every-batch", "onFailure", "ROLLBACK"));
    person.awaitsQuestion();

    person.succeedsTo(CANCEL);
    String reason = story.fails(rollout, "Rollout.Stopped.Operator");

    assertTrue(reason.contains("a person"), reason);
    story.assertVersions(2, 1, 1);
    assertEquals("", new LockByHand(story).holder());
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void theFunctionTurnsACheckpointIntoAStopAndItsReasonEndsInTheCause() {
    Story story = newImage(2);
    Person person = new Person(story);
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    person.awaitsQuestion();

    person.invokes("stop", "p99 is up");

    assertEquals("an operator (p99 is up)", story.fails(rollout, "Rollout.Stopped.Operator"));
    story.assertUntouched(1);
    story.endsWell();
  }

  @Test
  void whenNobodyAnswersInTimeTheRolloutHasFailed() {
    Story story = newImage(2);
    Execution rollout =
        story.start(1, Map.of("checkpoints", "every-batch", "checkpointTimeoutMinutes", 30));
    new Person(story).awaitsQuestion();
    story.pass(Duration.ofMinutes(29));
    assertTrue(rollout.stopTime() == null);

    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("Nobody answered for 30 minutes: checkpoint: batch 1"), reason);
    story.assertVersions(2, 1);
    story.endsWell();
  }

  @Test
  void whenNobodyAnswersInTimeARolloutThatIsToRollBackDoes() {
    Story story = newImage(2);
    Execution rollout =
        story.start(
            1,
            Map.of(
                "checkpoints", "every-batch",
                "checkpointTimeoutMinutes", 30,
                "onFailure", "ROLLBACK"));

    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("Nobody answered for 30 minutes"), reason);
    story.assertVersions(1, 1);
    story.assertUntouched(1);
    story.endsWell();
  }

  @Test
  void whatHappenedWhileAPersonThoughtIsSeenBeforeTheNextBatch() {
    Story story = newImage(3);
    story.aws().alarms().create("errors");
    Person person = new Person(story);
    Execution rollout =
        story.start(1, Map.of("checkpoints", "every-batch", "alarms", List.of("errors")));
    person.awaitsQuestion();
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    assertFalse(rollout.stopTime() != null);

    person.succeedsTo(RESUME);

    story.fails(rollout, "Rollout.Stopped.Alarm");
    assertEquals(1, story.terminations());
    story.endsWell();
  }

  /** Answers every question so that the rollout goes on; returns the questions. */
  private static List<String> questions(Person person, Execution rollout) {
    List<String> questions = new ArrayList<>();
    while (person.isAsked(rollout)) {
      questions.add(person.awaitsQuestion());
      person.succeedsTo(RESUME);
    }
    return questions;
  }

  private static Story newImage(int servers) {
    Story story = Story.of(servers);
    story.stage().cluster().deployNewImage();
    return story;
  }
}
