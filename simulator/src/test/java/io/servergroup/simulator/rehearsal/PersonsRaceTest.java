package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.CANCEL;
import static io.servergroup.lambda.RolloutControl.Action.PAUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.lambda.RolloutControl;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.lambda.InvocationResult;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person wants while something else happens is done all the same. */
final class PersonsRaceTest {
  @Test
  void aPauseCalledOffWhileItsQuestionIsBeingAskedIsOver() {
    Story story = Story.of(2);
    Person person = new Person(story);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);
    story.untilDecided("PAUSE");
    slowToAskForTheHolder(story);

    Map<String, Object> answer = person.invokes("resume", "");

    assertEquals(true, answer.get("done"), answer::toString);
    story.faultsEnd();
    story.pass(Duration.ofMinutes(1));
    assertFalse(new LockByHand(story).token().isPresent(), "nobody is asked any more");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void whoCancelsBeforeTheSuccessorHasTheLockCancelsTheRollout() {
    Story story = Story.of(3);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    Person person = new Person(story);
    List<RolloutControl.Result> results = new ArrayList<>();
    FullHistory.at(
        story,
        full,
        "LetSuccessorTakeOver",
        () -> new Operator(story).soon(() -> results.add(person.does(CANCEL))));

    story.until(() -> !results.isEmpty(), "the answer");

    assertTrue(results.getFirst().done(), () -> results.getFirst().message());
    isCancelled(story);
  }

  @Test
  void whoCancelsWhileTheSuccessorTakesTheLockCancelsTheRollout() {
    Story story = Story.of(3);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    LockByHand lock = new LockByHand(story);
    List<InvocationResult> answers = new ArrayList<>();
    FullHistory.at(story, full, "LetSuccessorTakeOver", () -> cancelsSlowly(story, answers));

    story.until(() -> !lock.holder().equals(full.arn()), "the lock of the successor");
    assertEquals(List.of(), answers);
    story.until(() -> !answers.isEmpty(), "the answer");

    story.faultsEnd();
    isCancelled(story);
  }

  /** The successor takes the lock between the function's look at it and what it does. */
  private static void cancelsSlowly(Story story, List<InvocationResult> answers) {
    story.callFaults(
        call ->
            call.caller().startsWith("AcquireLock")
                ? new CallFault.Slow(Duration.ofSeconds(3))
                : call.caller().startsWith(DeployedFunction.CONTROL)
                        && call.operation().equals("DescribeExecution")
                    ? new CallFault.Slow(Duration.ofSeconds(15))
                    : new CallFault.None());
    story
        .aws()
        .lambda()
        .invoke(
            DeployedFunction.CONTROL,
            """
            {"serverGroup": "%s", "action": "cancel"}
            """
                .formatted(story.stage().cluster().name()),
            answers::add);
  }

  /** No execution goes on, and the next rollout is free to begin. */
  private static void isCancelled(Story story) {
    story.pass(Duration.ofMinutes(20));
    assertEquals(1, story.terminations(), "what was replaced before");
    assertTrue(
        FullHistory.executions(story).stream().allMatch(each -> each.stopTime() != null),
        "every execution has ended");
    story.succeeds(story.start(1));
    assertEquals(3, story.terminations());
    story.endsWell();
  }

  /** The function reads the item at once, and acts on it when the question has been asked. */
  private static void slowToAskForTheHolder(Story story) {
    story.callFaults(
        call ->
            call.caller().startsWith(DeployedFunction.CONTROL)
                    && call.operation().equals("DescribeExecution")
                ? new CallFault.Slow(Duration.ofSeconds(20))
                : new CallFault.None());
  }
}
