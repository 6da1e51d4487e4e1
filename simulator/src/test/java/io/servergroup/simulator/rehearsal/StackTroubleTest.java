package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Whatever goes wrong on the way, a stack is answered, in time and only with what is so. */
final class StackTroubleTest {
  private static final CallFault BEFORE = new CallFault.CallerDiesBefore();
  private static final CallFault AFTER = new CallFault.CallerDiesAfter();

  private final Story story = Story.of(2);
  private final Formation formation = Formation.of(story).with("Links", "1");

  @Test
  void whereNothingCanBeStartedTheUpdateFailsAtOnce() {
    story.callFaults(
        call ->
            call.operation().equals("StartExecution")
                ? refused(
                    "AccessDeniedException", "not authorized to perform: states:StartExecution")
                : new CallFault.None());

    ReceivedAnswer answer = formation.awaited(formation.send(formation.updateOf(1, newImage())));

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("not authorized to perform"), answer::reason);
    assertEquals(List.of(), formation.executions());
    story.assertVersions(1, 1);
    story.endsWell();
  }

  @Test
  void aStartThatIsRefusedForSecondsIsRepeated() {
    int[] seen = {0};
    story.callFaults(
        call ->
            call.operation().equals("StartExecution") && seen[0]++ < 2
                ? refused("ThrottlingException", "Rate exceeded")
                : new CallFault.None());

    assertTrue(formation.deploy());

    story.assertVersions(2, 2);
    story.endsWell();
  }

  @Test
  void anExecutionThatRunsOutOfTimeIsAnsweredForByTheEventOfItsEnd() {
    formation.with("RolloutOptions", "{\"bakeSeconds\": 3000}");
    String request = formation.send(formation.updateOf(1, newImage()));
    story.pass(Duration.ofMinutes(54).plusSeconds(50));
    int[] seen = {0};
    // Two kinds of failure, each with retries of its own, last longer than the execution.
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("StackRollout")
                ? seen[0]++ < 6
                    ? new InvocationFault.Refused()
                    : new InvocationFault.Killed(Duration.ofMillis(1))
                : new InvocationFault.None());

    ReceivedAnswer answer = formation.awaited(request);

    assertEquals(ExecutionStatus.TIMED_OUT, formation.executions().getFirst().status());
    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("is TIMED_OUT before it has answered"), answer::reason);
    String rollout = formation.rollouts().getFirst().arn();
    assertTrue(answer.reason().endsWith("goes on by itself: " + rollout), answer::reason);
    story.faultsEnd();
    story.comesTo(formation.rollouts().getFirst(), 2);
    story.endsWell();
  }

  @Test
  void aSuccessThatCouldNotBeDeliveredIsDeliveredByTheEventOfTheEnd() {
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("AnswerStack") && !asynchronous
                ? new InvocationFault.Refused()
                : new InvocationFault.None());

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    Execution work = formation.executions().getFirst();
    assertEquals("DeployStack.NotAnswered", work.error());
    Execution rollout = formation.rollouts().getFirst();
    ReceivedAnswer answer = formation.lastAnswer();
    assertEquals(((Map<?, ?>) rollout.output()).get("reason"), answer.reason());
    assertEquals(rollout.arn(), answer.data().get("Execution"));
    story.assertVersions(2, 2);
    story.endsWell();
  }

  @Test
  void aFailureThatCouldNotBeDeliveredIsDeliveredAsItWasDecided() {
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("AnswerStack") && !asynchronous
                ? new InvocationFault.Refused()
                : new InvocationFault.None());

    assertFalse(formation.deploy(Map.of("RolloutOptions", "{\"alarms\": [\"none such\"]}")));

    String reason = formation.answers().getFirst().reason();
    assertTrue(reason.contains("there are no alarms named none such"), reason);
    assertFalse(reason.contains("before it has answered"), reason);
    assertEquals("DeployStack.NotAnswered", formation.executions().getLast().error());
    story.endsWell();
  }

  @Test
  void aFunctionThatKeepsFailingFailsTheUpdateAndTellsWhatGoesOn() {
    String request = formation.send(formation.updateOf(1, newImage()));
    story.untilTerminations(1);
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("StackRollout")
                ? new InvocationFault.Refused()
                : new InvocationFault.None());

    ReceivedAnswer answer = formation.awaited(request);

    Execution rollout = formation.rollouts().getFirst();
    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("could not be decided"), answer::reason);
    assertTrue(answer.reason().endsWith("goes on by itself: " + rollout.arn()), answer::reason);
    story.pass(Duration.ofMinutes(1));
    Execution work = formation.executions().getFirst();
    assertEquals("DeployStack.Failed", work.error());
    assertEquals(1, story.aws().answers().answers().size(), "the event of its end is ignored");
    story.faultsEnd();
    story.comesTo(rollout, 2);
    story.endsWell();
  }

  @Test
  void whatAFunctionSaidIsAnsweredWithoutItsStackTrace() {
    String request = formation.send(formation.updateOf(1, newImage()));
    story.untilTerminations(1);
    story.callFaults(
        call ->
            call.caller().startsWith("StackRollout#")
                ? refused("AccessDeniedException", "not authorized to look at it")
                : new CallFault.None());

    ReceivedAnswer answer = formation.awaited(request);

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("could not be decided"), answer::reason);
    assertTrue(answer.reason().contains("not authorized to look at it"), answer::reason);
    assertFalse(answer.reason().contains("stackTrace"), answer::reason);
    story.faultsEnd();
    story.comesTo(formation.rollouts().getFirst(), 2);
    story.endsWell();
  }

  @Test
  void aStackThatCanNotBeDescribedFailsTheUpdateBeforeAnythingIsStarted() {
    story.callFaults(
        call ->
            call.operation().equals("DescribeStacks")
                ? refused(
                    "AccessDenied", "not authorized to perform: cloudformation:DescribeStacks")
                : new CallFault.None());

    ReceivedAnswer answer = formation.awaited(formation.send(formation.updateOf(1, newImage())));

    assertEquals("FAILED", answer.status());
    assertTrue(answer.reason().contains("The stack could not be described"), answer::reason);
    assertEquals(List.of(), formation.rollouts());
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RolloutResource", "AnswerStack", "StackRollout"})
  void aFunctionThatDiesAtAnyCallOnceIsCalledAgain(String function) {
    Predicate<ApiCall> its = call -> call.caller().startsWith(function + "#");
    Story undisturbed = Story.of(2);
    assertTrue(Formation.of(undisturbed).with("Links", "1").deploy());
    long calls = undisturbed.calls().stream().filter(its).count();
    assertTrue(calls > 0);
    // Looks repeat themselves: the first ones, and those that lead to the answer, stand for all.
    for (long ordinal = 0; ordinal < Math.min(calls, 6); ordinal++) {
      for (CallFault fault : List.of(BEFORE, AFTER)) {
        Story told = Story.of(2);
        told.callFaults(only(its, ordinal, fault));
        Formation stack = Formation.of(told).with("Links", "1");
        long call = ordinal;

        assertTrue(stack.deploy(), () -> function + " at call " + call + ": " + stack.answers());

        assertEquals(1, stack.rollouts().size());
        told.assertVersions(2, 2);
        told.endsWell();
      }
    }
  }

  @Test
  void anAnswerThatArrivedAndOfWhichNobodyHeardIsGivenAgainAndTheSame() {
    story.aws().answers().loseResponses(2);

    assertTrue(formation.deploy());
    story.pass(Duration.ofMinutes(5));

    List<ReceivedAnswer> all = story.aws().answers().answers();
    assertEquals(3, all.size());
    assertEquals(1, all.stream().map(ReceivedAnswer::reason).distinct().count());
    story.endsWell();
  }

  @Test
  void aReceiverThatFailsForMinutesIsAnsweredAllTheSame() {
    story.aws().answers().refuse(15, 500);

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    story.assertVersions(2, 2);
    story.endsWell();
  }

  @Test
  void theAddressForTheAnswerIsInNoLineNoOutputAndNoQuestionButTheOneToAnswer() {
    assertTrue(formation.deploy());
    story.pass(Duration.ofMinutes(1));

    String secret = "X-Amz-Signature";
    assertTrue(story.trace().stream().noneMatch(entry -> entry.toString().contains(secret)));
    Execution work = formation.executions().getFirst();
    assertFalse(work.output().toString().contains(secret));
    List<String> shown =
        work.history().stream()
            .map(event -> event.details())
            .filter(details -> details.toString().contains(secret))
            .filter(details -> !isQuestionToAnswer(details))
            .map(details -> details.getClass().getSimpleName())
            .toList();
    // The input itself: of the execution, and of its first state.
    assertEquals(List.of("ExecutionStarted", "StateEntered"), shown);
    Execution rollout = formation.rollouts().getFirst();
    assertFalse(rollout.input().toString().contains(secret));
    story.endsWell();
  }

  private static boolean isQuestionToAnswer(Details details) {
    return details instanceof Details.TaskScheduled task
        && task.parameters().toString().contains(":function:AnswerStack");
  }

  private Map<String, String> newImage() {
    formation.status("UPDATE_IN_PROGRESS");
    String version = String.valueOf(story.stage().cluster().deployNewImage());
    story.expectsRollout(1);
    return Map.of("LaunchTemplateVersion", version);
  }

  private static CallFault refused(String code, String message) {
    return new CallFault.Refused(
        ServiceError.of(SfnException.builder(), "Sfn", 400, code, message));
  }

  private static CallFaults only(Predicate<ApiCall> chosen, long ordinal, CallFault fault) {
    long[] seen = {0};
    return call -> chosen.test(call) && seen[0]++ == ordinal ? fault : new CallFault.None();
  }
}
