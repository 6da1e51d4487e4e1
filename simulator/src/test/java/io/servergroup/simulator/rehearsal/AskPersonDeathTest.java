package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.RESUME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the function that asks a person, the person can answer. */
final class AskPersonDeathTest {
  private static final String ASK = "AskPerson";
  private static final int CALLS = 5;

  @ParameterizedTest(name = "before call {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aFunctionThatDiesBeforeACallAsksAgain(int call) {
    survives(call, new CallFault.CallerDiesBefore());
  }

  @ParameterizedTest(name = "after call {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aFunctionThatDiesAfterACallAsksAgain(int call) {
    survives(call, new CallFault.CallerDiesAfter());
  }

  @Test
  void aFunctionMakesNoMoreCallsThanThese() {
    Story story = newImage(2);
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    story.untilDecided("ASKED");

    assertEquals(
        CALLS, story.calls().stream().filter(call -> call.caller().startsWith(ASK)).count());
    new Person(story).succeedsTo(RESUME);
    story.succeeds(rollout);
  }

  static List<InvocationFault> faults() {
    return List.of(
        new InvocationFault.ResponseLost(),
        new InvocationFault.Throttled(),
        new InvocationFault.Refused(),
        new InvocationFault.Killed(Duration.ofMillis(1)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPersonCanAnswerThoughAnInvocationFailed(InvocationFault fault) {
    Story story = newImage(2);
    int[] seen = {0};
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals(ASK) && seen[0]++ == 0 ? fault : new InvocationFault.None());
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    story.until(() -> seen[0] == 2, "the second attempt");

    story.untilDecided("ASKED");
    new Person(story).succeedsTo(RESUME);

    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void anAnswerToAQuestionThatWasAskedAgainMeanwhileDoesNotHideTheNewOne() {
    Story story = newImage(2);
    story.callFaults(
        call ->
            call.caller().equals(ASK + "#1") && call.operation().equals("GetItem")
                ? new CallFault.CallerDiesBefore()
                : call.operation().equals("SendTaskSuccess")
                    ? new CallFault.Slow(Duration.ofSeconds(20))
                    : new CallFault.None());
    Person person = new Person(story);
    LockByHand lock = new LockByHand(story);
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    person.awaitsQuestion();
    Optional<String> first = lock.token();

    Map<String, Object> answer = person.invokes("resume", "");

    assertEquals(false, answer.get("done"), answer::toString);
    assertTrue(lock.token().isPresent() && !lock.token().equals(first), "it asks again");
    person.succeedsTo(RESUME);
    story.succeeds(rollout);
    story.endsWell();
  }

  private static void survives(int ordinal, CallFault fault) {
    Story story = newImage(2);
    int[] seen = {0};
    story.callFaults(
        call ->
            call.caller().startsWith(ASK) && seen[0]++ == ordinal ? fault : new CallFault.None());
    Execution rollout = story.start(1, Map.of("checkpoints", "every-batch"));
    story.until(() -> seen[0] >= ordinal + CALLS, "a second attempt");

    story.untilDecided("ASKED");
    assertEquals("it goes on", new Person(story).succeedsTo(RESUME));

    story.succeeds(rollout);
    story.endsWell();
  }

  private static Story newImage(int servers) {
    Story story = Story.of(servers);
    story.stage().cluster().deployNewImage();
    return story;
  }
}
