package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.APPROVE;
import static io.servergroup.lambda.RolloutControl.Action.PAUSE;
import static io.servergroup.lambda.RolloutControl.Action.RESUME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A person lets a rollout pause, and go on. */
final class PauseTest {
  @Test
  void aPauseBeginsWhenTheBatchUnderWayIsFinishedAndEndsWhenAPersonLetsItGoOn() {
    Story story = Story.of(3);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    String said = person.succeedsTo(PAUSE);
    String question = person.awaitsQuestion();
    story.pass(Duration.ofHours(2));

    assertTrue(said.contains("the batch under way is still finished"), said);
    assertEquals("paused: a person asked for it", question);
    assertTrue(story.isReplaced(0));
    assertEquals(1, story.terminations());
    person.succeedsTo(RESUME);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseWhileABatchBakesBeginsAtTheNextLook() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution rollout = baking(story);

    person.succeedsTo(PAUSE);
    story.pass(Duration.ofSeconds(60));

    assertEquals("paused: a person asked for it", person.awaitsQuestion());
    person.succeedsTo(RESUME);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aGroupThatNobodyLookedAtDuringAPauseBakesAnewAfterIt() {
    Story story = Story.of(3);
    Person person = new Person(story);
    Execution rollout = baking(story);
    person.succeedsTo(PAUSE);
    person.awaitsQuestion();
    new Operator(story).replace(0);
    story.pass(Duration.ofHours(1));

    person.succeedsTo(RESUME);
    Instant resumed = story.now();
    story.untilTerminations(2);

    assertFalse(story.now().isBefore(resumed.plusSeconds(600)), "it bakes for 600 seconds");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseWhileTheGroupIsNotFitStopsTheClockOfItsTimeout() {
    Story story = Story.of(3);
    Person person = new Person(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("batchTimeoutMinutes", 10));
    story.untilDecided("HEALTHY");
    story.neverBoots(0, 2);
    new Operator(story).replace(0);
    story.untilDecided("NextBatch", "WAIT");

    person.succeedsTo(PAUSE);
    person.awaitsQuestion();
    story.pass(Duration.ofHours(1));
    story.faultsEnd();
    story.heals();
    person.succeedsTo(RESUME);

    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseCalledOffBeforeItBeganIsNone() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);

    assertEquals("the pause was called off before it began", person.succeedsTo(RESUME));

    assertFalse(person.isAsked(rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseCalledOffBetweenItsDecisionAndItsQuestionIsNone() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);
    story.untilDecided("PAUSE");

    assertEquals("the pause was called off before it began", person.succeedsTo(RESUME));

    story.succeeds(rollout);
    assertTrue(story.decided("ANSWERED"));
    story.endsWell();
  }

  @Test
  void aPauseAskedForDuringTheLastBatchIsNoneBecauseNothingFollows() {
    Story story = Story.of(2);
    Person person = new Person(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 300));
    story.untilTerminations(2);

    person.succeedsTo(PAUSE);

    assertFalse(person.isAsked(rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void whoAsksForAPauseTwiceHasToLetItGoOnOnce() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);
    person.succeedsTo(PAUSE);
    person.awaitsQuestion();

    String waits = person.succeedsTo(PAUSE);
    person.succeedsTo(RESUME);

    assertTrue(waits.contains("it waits already: paused: a person asked for it"), waits);
    assertFalse(person.isAsked(rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseAskedForAtACheckpointBeginsWhenSomebodyElseApprovesThat() {
    Story story = Story.of(3);
    Person person = new Person(story);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("checkpoints", "50%"));
    person.awaitsQuestion();
    person.succeedsTo(PAUSE);

    String said = person.succeedsTo(APPROVE);

    assertEquals(
        "that is approved; it pauses now, because a person asked for it, until it is resumed",
        said);
    assertEquals("paused: a person asked for it", person.awaitsQuestion());
    story.pass(Duration.ofHours(1));
    assertEquals(2, story.terminations());
    assertEquals("it goes on", person.succeedsTo(APPROVE));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void whenNoRolloutRunsThereIsNothingToPauseOrResume() {
    Story story = Story.of(2);
    Person person = new Person(story);
    assertEquals("no rollout of server group confluent-tools is running", person.failsTo(PAUSE));
    story.succeeds(story.roll());

    String said = person.failsTo(RESUME);

    assertTrue(said.contains("is running; the last one: 100 % (2 of 2 servers)"), said);
    story.succeeds(story.roll());
    story.endsWell();
  }

  @Test
  void aRolloutThatWaitsForNobodyHasNothingToResume() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    assertEquals(
        "it waits for nobody; there is nothing to resume", new Person(story).failsTo(RESUME));

    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aRollbackCanBePausedToo() {
    Story story = Story.of(3);
    Person person = new Person(story);
    Execution rollout = story.rollWatchedBy("errors");
    story.untilTerminations(2);
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    story.untilTerminations(3);

    person.succeedsTo(PAUSE);
    person.awaitsQuestion();
    story.pass(Duration.ofHours(1));

    assertEquals(3, story.terminations());
    person.succeedsTo(RESUME);
    story.fails(rollout, "Rollout.RolledBack");
    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void whoLostTheAnswerAndLetsItGoOnAgainDoesNoHarm() {
    Story story = Story.of(3);
    Person person = new Person(story);
    Execution rollout = pausedAndResumedUnheard(story, person);

    String said = person.invokes("resume", "").get("message").toString();

    assertEquals("it waits for nobody any more; there is nothing to resume", said);
    assertFalse(person.isAsked(rollout));
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aPauseAfterOneThatWasLetGoOnUnheardBegins() {
    Story story = Story.of(3);
    Person person = new Person(story);
    Execution rollout = pausedAndResumedUnheard(story, person);
    story.untilTerminations(2);

    person.succeedsTo(PAUSE);
    story.pass(Duration.ofHours(1));

    assertEquals(2, story.terminations());
    person.succeedsTo(RESUME);
    story.succeeds(rollout);
    story.endsWell();
  }

  /** A rollout that was paused and goes on, though whoever let it go on never heard so. */
  private static Execution pausedAndResumedUnheard(Story story, Person person) {
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);
    person.awaitsQuestion();
    story.callFaults(
        call ->
            call.operation().equals("SendTaskSuccess")
                ? new CallFault.ResponseLost(SdkClientException.create("connection reset"))
                : new CallFault.None());
    assertInstanceOf(InvocationResult.FunctionError.class, person.triesToInvoke("resume", ""));
    story.faultsEnd();
    return rollout;
  }

  /** A rollout of which the first batch has baked for five of ten minutes. */
  private static Execution baking(Story story) {
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 600));
    story.untilReplaced(0);
    story.pass(Duration.ofMinutes(5));
    return rollout;
  }
}
