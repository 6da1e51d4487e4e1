package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.CANCEL;
import static io.servergroup.lambda.RolloutControl.Action.PAUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.servergroup.lambda.RolloutControl;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
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
  void whoCancelsWhenTheExecutionBeginsToHandOverCancelsTheRollout() {
    cancels("HandOver");
  }

  @Test
  void whoCancelsWhenTheExecutionHasHandedOverCancelsTheRollout() {
    cancels("LetSuccessorTakeOver");
  }

  private static void cancels(String state) {
    Story story = Story.of(3);
    Execution full = FullHistory.of(story, Map.of("bakeSeconds", 900));
    Person person = new Person(story);
    RolloutControl.Result[] result = {null};
    FullHistory.at(
        story, full, state, () -> new Operator(story).soon(() -> result[0] = person.does(CANCEL)));

    story.ended(full);
    story.pass(Duration.ofMinutes(20));

    assertEquals(true, result[0].done(), result[0]::message);
    assertEquals(1, story.terminations(), "it was cancelled");
    FullHistory.executions(story).forEach(each -> assertFalse(each.stopTime() == null));
    story.succeeds(story.start(1));
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
