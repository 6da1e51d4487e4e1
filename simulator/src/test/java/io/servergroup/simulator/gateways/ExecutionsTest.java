package io.servergroup.simulator.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.servergroup.aws.Executions;
import io.servergroup.aws.Executions.Answer;
import io.servergroup.aws.Executions.Start;
import io.servergroup.aws.Executions.Stop;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.lambda.FunctionDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Starting, stopping, answering and asking about executions. */
final class ExecutionsTest {
  private static final String UNKNOWN =
      "arn:aws:states:eu-west-1:123456789012:execution:waits:gone";

  private final SmallAccount account = new SmallAccount();
  private final Executions executions = new Executions(account.aws);

  @Test
  void anExecutionRunsUntilItEndsAndTellsHowItFailed() {
    String machine = waits();
    String execution =
        account.aws.stepFunctions().startExecution(r -> r.stateMachineArn(machine)).executionArn();

    assertTrue(executions.isRunning(execution));
    assertEquals(Optional.empty(), executions.failure(execution));
    account.pass(120);
    assertFalse(executions.isRunning(execution));
    assertEquals(
        Optional.of(new Executions.Failure("FAILED", "Rollout.Stopped.Health", "ill")),
        executions.failure(execution));
  }

  @Test
  void anExecutionThatNobodyKnowsDoesNotRun() {
    assertFalse(executions.isRunning(UNKNOWN));
    assertFalse(executions.isRunning("no ARN at all"));
    assertEquals(Optional.empty(), executions.failure(UNKNOWN));
  }

  @Test
  void aStartThatIsRepeatedWhileItRunsStartsNothingMore() {
    String machine = waits();

    Start first = executions.start(machine, "deploy-1", "{\"a\":1}");

    String arn = assertInstanceOf(Start.Started.class, first).executionArn();
    assertTrue(executions.isRunning(arn));
    assertEquals(first, executions.start(machine, "deploy-1", "{\"a\":1}"));
    assertInstanceOf(Start.NameTaken.class, executions.start(machine, "deploy-1", "{\"a\":2}"));
    account.pass(120);
    assertInstanceOf(Start.NameTaken.class, executions.start(machine, "deploy-1", "{\"a\":1}"));
    assertInstanceOf(Start.NoSuchMachine.class, executions.start(machine + "x", "deploy-1", "{}"));
    assertThrows(SfnException.class, () -> executions.start(machine, "not/a name", "{}"));
  }

  @Test
  void howFarAnExecutionIsIsToldWithWhatCameOfIt() {
    String machine = waits();
    String arn =
        assertInstanceOf(Start.Started.class, executions.start(machine, "deploy-1", "{}"))
            .executionArn();

    assertEquals(
        Optional.of(new Executions.Progress(true, "RUNNING", "", "", "")),
        executions.progress(arn));
    account.pass(120);
    assertEquals(
        Optional.of(new Executions.Progress(false, "FAILED", "", "Rollout.Stopped.Health", "ill")),
        executions.progress(arn));
    assertEquals(Optional.empty(), executions.progress(UNKNOWN));
  }

  @Test
  void allExecutionsThatRunAreListedHoweverManyPagesTheyFill() {
    String machine = waits();
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      started.add(
          assertInstanceOf(Start.Started.class, executions.start(machine, "deploy-" + i, "{}"))
              .executionArn());
    }
    executions.stop(started.removeFirst(), "Rollout.Cancelled", "by hand");

    assertEquals(started.reversed(), executions.running(machine));
    account.pass(120);
    assertEquals(List.of(), executions.running(machine));
  }

  @Test
  void aStoppedExecutionTellsWhoStoppedItAndWhy() {
    Start start = executions.start(waits(), "deploy-1", "{}");
    String arn = assertInstanceOf(Start.Started.class, start).executionArn();

    assertEquals(Stop.STOPPED, executions.stop(arn, "Rollout.Cancelled", "by hand"));

    assertEquals(
        Optional.of(new Executions.Failure("ABORTED", "Rollout.Cancelled", "by hand")),
        executions.failure(arn));
    assertEquals(Stop.NOT_FOUND, executions.stop(UNKNOWN, "Rollout.Cancelled", "by hand"));
    assertEquals(Stop.NOT_FOUND, executions.stop("no ARN", "Rollout.Cancelled", "by hand"));
  }

  @Test
  void whatStepFunctionsWouldFindTooLongIsCut() {
    Start start = executions.start(waits(), "deploy-1", "{}");
    String arn = assertInstanceOf(Start.Started.class, start).executionArn();

    executions.stop(arn, "e".repeat(300), "c".repeat(40_000));

    Executions.Failure failure = executions.failure(arn).orElseThrow();
    assertEquals("e".repeat(253) + "...", failure.error());
    assertEquals("c".repeat(32_765) + "...", failure.cause());
  }

  @Test
  void aTaskIsAnsweredOnceAndNotAfterItIsOver() {
    List<String> tokens = new ArrayList<>();
    String machine = asks(tokens);
    String first = started(machine, "deploy-1");
    String second = started(machine, "deploy-2");
    account.pass(60);

    assertEquals(Answer.TAKEN, executions.sendSuccess(tokens.getFirst(), "{\"goOn\":true}"));
    assertEquals(Answer.NOT_AWAITED, executions.sendSuccess(tokens.getFirst(), "{}"));
    executions.stop(second, "Rollout.Cancelled", "by hand");
    assertEquals(Answer.NOT_AWAITED, executions.sendSuccess(tokens.getLast(), "{}"));
    assertEquals(Answer.NO_TOKEN, executions.sendSuccess("made up", "{}"));
    account.pass(60);

    assertFalse(executions.isRunning(first));
    assertEquals(Optional.empty(), executions.failure(first));
  }

  @Test
  void anAnswerThatNobodyHeardIsNoAnswer() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        SfnException.builder(), "Sfn", 400, "ThrottlingException", "slower")));

    assertThrows(
        SfnException.class,
        () -> account.asFunction(() -> executions.sendSuccess("made up", "{}")));
    assertEquals(Map.of("states:SendTaskSuccess", 1), account.aws.calls().counts());
  }

  private String started(String machine, String name) {
    return assertInstanceOf(Start.Started.class, executions.start(machine, name, "{}"))
        .executionArn();
  }

  private String waits() {
    return machine(
        """
        {"QueryLanguage": "JSONata", "StartAt": "Wait", "States": {
          "Wait": {"Type": "Wait", "Seconds": 60, "Next": "End"},
          "End": {"Type": "Fail", "Error": "Rollout.Stopped.Health", "Cause": "ill"}}}
        """);
  }

  /** A machine whose only task hands its token to a function and waits. */
  private String asks(List<String> tokens) {
    account
        .aws
        .lambda()
        .register(FunctionDefinition.of("ask", () -> new Asking(tokens), Duration.ofSeconds(30)));
    return machine(
        """
        {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Arguments": {"FunctionName": "ask",
              "Payload": {"Token": "{% $states.context.Task.Token %}"}},
            "End": true}}}
        """);
  }

  private String machine(String definition) {
    return account
        .aws
        .engine()
        .createStateMachine("waits", "arn:aws:iam::123456789012:role/waits", definition);
  }

  record Asking(List<String> tokens) implements RequestHandler<Map<String, String>, String> {
    @Override
    public String handleRequest(Map<String, String> input, Context context) {
      tokens.add(input.get("Token"));
      return "asked";
    }
  }
}
