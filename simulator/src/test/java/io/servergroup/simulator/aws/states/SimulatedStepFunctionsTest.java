package io.servergroup.simulator.aws.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveFilter;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

class SimulatedStepFunctionsTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:plan";

  private final StatesFixture states = new StatesFixture();
  private final SfnClient sfn = states.sfn;
  private final List<String> tokens = new ArrayList<>();
  private boolean broken;

  private String working() {
    states.function(
        "plan",
        input -> {
          if (broken) {
            throw new IllegalStateException("no slot");
          }
          return Map.of("done", true);
        });
    return states.machine("deploy", FUNCTION, "{\"x\": 1}");
  }

  private String waiting(String fields) {
    states.function(
        "ask",
        input -> {
          tokens.add((String) input.get("token"));
          return Map.of();
        });
    return states.machine(
        "approve",
        "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "{\"FunctionName\": \"ask\", \"Payload\": {\"token\": \"{% $states.context.Task.Token %}\"}}",
        fields);
  }

  private String start(String machine, String name) {
    return sfn.startExecution(b -> b.stateMachineArn(machine).name(name).input("{\"n\":1}"))
        .executionArn();
  }

  @Test
  void anExecutionIsStartedDescribedAndListed() {
    String machine = working();
    String arn = start(machine, "run-1");
    assertEquals(PREFIX + "execution:deploy:run-1", arn);
    DescribeExecutionResponse running = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(ExecutionStatus.RUNNING, running.status());
    assertEquals(Simulation.START, running.startDate());
    assertEquals("{\"n\":1}", running.input());
    assertNull(running.stopDate());
    assertNull(running.output());
    assertEquals("Execution is RUNNING and cannot be redriven", running.redriveStatusReason());
    states.drain();
    DescribeExecutionResponse ended = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(ExecutionStatus.SUCCEEDED, ended.status());
    assertEquals("{\"done\":true}", ended.output());
    assertEquals(states.engine.execution(arn).stopTime(), ended.stopDate());
    assertEquals(machine, ended.stateMachineArn());
    assertEquals(ExecutionRedriveStatus.NOT_REDRIVABLE, ended.redriveStatus());
    ExecutionListItem item =
        sfn.listExecutions(b -> b.stateMachineArn(machine)).executions().getFirst();
    assertEquals("run-1", item.name());
    assertEquals(ExecutionStatus.SUCCEEDED, item.status());
  }

  @Test
  void anExecutionWithoutNameAndInputHasAGeneratedNameAndAnEmptyObject() {
    String machine = working();
    String arn = sfn.startExecution(b -> b.stateMachineArn(machine)).executionArn();
    var description = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(36, description.name().length());
    assertEquals("{}", description.input());
  }

  @Test
  void aNameMayBeStartedAgainOnlyWithTheSameInputAndWhileItRuns() {
    String machine = working();
    String arn = start(machine, "run-1");
    assertEquals(arn, start(machine, "run-1"));
    assertThrows(
        ExecutionAlreadyExistsException.class,
        () -> sfn.startExecution(b -> b.stateMachineArn(machine).name("run-1").input("{}")));
    states.drain();
    var e = assertThrows(ExecutionAlreadyExistsException.class, () -> start(machine, "run-1"));
    assertEquals("ExecutionAlreadyExists", e.awsErrorDetails().errorCode());
    assertEquals(400, e.statusCode());
  }

  @Test
  void whatDoesNotExistOrIsMalformedIsRefusedWithTheModelledException() {
    String machine = working();
    refused(
        StateMachineDoesNotExistException.class,
        () -> start(PREFIX + "stateMachine:other", "run-1"));
    refused(InvalidArnException.class, () -> start("deploy", "run-1"));
    refused(InvalidArnException.class, () -> start(PREFIX + "execution:deploy:x", "run-1"));
    refused(InvalidNameException.class, () -> start(machine, "a b"));
    refused(
        InvalidExecutionInputException.class,
        () -> sfn.startExecution(b -> b.stateMachineArn(machine).input("{not json")));
    refused(ValidationException.class, () -> sfn.startExecution(b -> b.name("run-1")));
    String unknown = PREFIX + "execution:deploy:none";
    refused(
        ExecutionDoesNotExistException.class,
        () -> sfn.describeExecution(b -> b.executionArn(unknown)));
    refused(
        ExecutionDoesNotExistException.class,
        () -> sfn.stopExecution(b -> b.executionArn(unknown)));
    refused(
        ExecutionDoesNotExistException.class,
        () -> sfn.getExecutionHistory(b -> b.executionArn(unknown)));
    refused(
        ExecutionDoesNotExistException.class,
        () -> sfn.redriveExecution(b -> b.executionArn(unknown)));
    refused(InvalidArnException.class, () -> sfn.describeExecution(b -> b.executionArn(machine)));
    refused(
        StateMachineDoesNotExistException.class,
        () -> sfn.listExecutions(b -> b.stateMachineArn(PREFIX + "stateMachine:other")));
    refused(
        StateMachineDoesNotExistException.class,
        () -> sfn.describeStateMachine(b -> b.stateMachineArn(PREFIX + "stateMachine:other")));
    refused(
        ValidationException.class,
        () -> sfn.listExecutions(b -> b.stateMachineArn(machine).maxResults(1001)));
    refused(
        InvalidTokenException.class,
        () -> sfn.listExecutions(b -> b.stateMachineArn(machine).nextToken("x")));
  }

  @Test
  void executionsAreListedNewestFirstByStatusAndInPages() {
    String machine = working();
    for (int i = 1; i <= 3; i++) {
      start(machine, "run-" + i);
      states.drain();
    }
    broken = true;
    start(machine, "run-4");
    states.drain();
    var first = sfn.listExecutions(b -> b.stateMachineArn(machine).maxResults(2));
    assertEquals(List.of("run-4", "run-3"), names(first.executions()));
    start(machine, "run-5");
    var second =
        sfn.listExecutions(
            b -> b.stateMachineArn(machine).maxResults(2).nextToken(first.nextToken()));
    assertEquals(List.of("run-2", "run-1"), names(second.executions()));
    assertNull(second.nextToken());
    assertEquals(
        List.of("run-4"),
        names(
            sfn.listExecutions(b -> b.stateMachineArn(machine).statusFilter(ExecutionStatus.FAILED))
                .executions()));
    assertEquals(
        List.of("run-5"),
        names(
            sfn.listExecutions(
                    b -> b.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING))
                .executions()));
  }

  @Test
  void theHistoryComesInPagesAndInBothOrders() {
    String arn = start(working(), "run-1");
    states.drain();
    GetExecutionHistoryRequest request =
        GetExecutionHistoryRequest.builder().executionArn(arn).maxResults(3).build();
    List<HistoryEvent> events = new ArrayList<>();
    sfn.getExecutionHistoryPaginator(request).events().forEach(events::add);
    assertEquals(
        List.of(
            HistoryEventType.EXECUTION_STARTED,
            HistoryEventType.TASK_STATE_ENTERED,
            HistoryEventType.LAMBDA_FUNCTION_SCHEDULED,
            HistoryEventType.LAMBDA_FUNCTION_STARTED,
            HistoryEventType.LAMBDA_FUNCTION_SUCCEEDED,
            HistoryEventType.TASK_STATE_EXITED,
            HistoryEventType.EXECUTION_SUCCEEDED),
        events.stream().map(HistoryEvent::type).toList());
    assertEquals("{\"x\":1}", events.get(2).lambdaFunctionScheduledEventDetails().input());
    assertEquals(3L, events.get(3).previousEventId());
    List<HistoryEvent> backwards = new ArrayList<>();
    sfn.getExecutionHistoryPaginator(request.toBuilder().reverseOrder(true).build())
        .events()
        .forEach(backwards::add);
    assertEquals(events.reversed(), backwards);
  }

  @Test
  void aHistoryWithoutExecutionDataHidesInputsAndOutputs() {
    String arn = start(working(), "run-1");
    states.drain();
    var events =
        sfn.getExecutionHistory(b -> b.executionArn(arn).includeExecutionData(false)).events();
    assertNull(events.getFirst().executionStartedEventDetails().input());
    assertEquals(StatesFixture.ROLE, events.getFirst().executionStartedEventDetails().roleArn());
    assertEquals("Call", events.get(1).stateEnteredEventDetails().name());
    assertNull(events.get(1).stateEnteredEventDetails().input());
  }

  @Test
  void aStoppedExecutionIsAbortedOnceAndSaysWhy() {
    String arn = start(waiting(""), "run-1");
    states.drain();
    var stopped =
        sfn.stopExecution(b -> b.executionArn(arn).error("Cancelled").cause("by an operator"));
    assertEquals(states.simulation.now(), stopped.stopDate());
    states.simulation.queue().runUntil(states.simulation.now().plusSeconds(60));
    assertEquals(stopped.stopDate(), sfn.stopExecution(b -> b.executionArn(arn)).stopDate());
    var description = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(ExecutionStatus.ABORTED, description.status());
    assertEquals("Cancelled", description.error());
    assertEquals("by an operator", description.cause());
  }

  @Test
  void aFailedExecutionRunsOnWhenItIsRedriven() {
    broken = true;
    String machine = working();
    String arn = start(machine, "run-1");
    states.drain();
    assertEquals(
        ExecutionRedriveStatus.REDRIVABLE,
        sfn.describeExecution(b -> b.executionArn(arn)).redriveStatus());
    broken = false;
    assertEquals(
        states.simulation.now(), sfn.redriveExecution(b -> b.executionArn(arn)).redriveDate());
    states.drain();
    var description = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(ExecutionStatus.SUCCEEDED, description.status());
    assertEquals(1, description.redriveCount());
    refused(
        ExecutionNotRedrivableException.class,
        () -> sfn.redriveExecution(b -> b.executionArn(arn)));
    start(machine, "run-2");
    assertEquals(
        List.of("run-1"),
        names(
            sfn.listExecutions(
                    b -> b.stateMachineArn(machine).redriveFilter(ExecutionRedriveFilter.REDRIVEN))
                .executions()));
    assertEquals(
        List.of("run-2"),
        names(
            sfn.listExecutions(
                    b ->
                        b.stateMachineArn(machine)
                            .redriveFilter(ExecutionRedriveFilter.NOT_REDRIVEN))
                .executions()));
  }

  @Test
  void aTokenCompletesItsTaskOnceAndThenIsOfNoUse() {
    String arn = start(waiting(""), "run-1");
    states.drain();
    String token = tokens.getFirst();
    refused(
        InvalidOutputException.class,
        () -> sfn.sendTaskSuccess(b -> b.taskToken(token).output("{")));
    refused(ValidationException.class, () -> sfn.sendTaskSuccess(b -> b.taskToken(token)));
    refused(ValidationException.class, () -> sfn.sendTaskHeartbeat(b -> {}));
    refused(
        InvalidTokenException.class,
        () -> sfn.sendTaskSuccess(b -> b.taskToken("made-up").output("1")));
    sfn.sendTaskSuccess(b -> b.taskToken(token).output("[1,2]"));
    states.drain();
    assertEquals("[1,2]", sfn.describeExecution(b -> b.executionArn(arn)).output());
    refused(
        TaskTimedOutException.class,
        () -> sfn.sendTaskSuccess(b -> b.taskToken(token).output("1")));
  }

  @Test
  void aTokenMayFailItsTask() {
    String arn = start(waiting(""), "run-1");
    states.drain();
    sfn.sendTaskFailure(b -> b.taskToken(tokens.getFirst()).error("Rejected").cause("not tonight"));
    states.drain();
    var description = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals("Rejected", description.error());
    assertEquals("not tonight", description.cause());
  }

  @Test
  void heartbeatsKeepATaskAliveUntilOneIsMissing() {
    String arn = start(waiting(", \"HeartbeatSeconds\": 60"), "run-1");
    for (int minute = 0; minute < 3; minute++) {
      states.simulation.queue().runUntil(states.simulation.now().plusSeconds(50));
      sfn.sendTaskHeartbeat(b -> b.taskToken(tokens.getFirst()));
    }
    assertEquals(ExecutionStatus.RUNNING, sfn.describeExecution(b -> b.executionArn(arn)).status());
    states.drain();
    var description = sfn.describeExecution(b -> b.executionArn(arn));
    assertEquals(ExecutionStatus.FAILED, description.status());
    assertEquals("States.Timeout", description.error());
    refused(
        TaskTimedOutException.class,
        () -> sfn.sendTaskHeartbeat(b -> b.taskToken(tokens.getFirst())));
  }

  @Test
  void stateMachinesAreListedAndDescribedWithTheirDefinition() {
    String deploy = working();
    String approve = waiting("");
    var first = sfn.listStateMachines(b -> b.maxResults(1));
    assertEquals(deploy, first.stateMachines().getFirst().stateMachineArn());
    var second = sfn.listStateMachines(b -> b.maxResults(1).nextToken(first.nextToken()));
    assertEquals(approve, second.stateMachines().getFirst().stateMachineArn());
    assertNull(second.nextToken());
    var description = sfn.describeStateMachine(b -> b.stateMachineArn(deploy));
    assertEquals("deploy", description.name());
    assertEquals(StatesFixture.ROLE, description.roleArn());
    assertTrue(description.definition().contains(FUNCTION));
  }

  @Test
  void aCallOfAFiberTakesTimeAndIsCounted() {
    String machine = working();
    List<Throwable> ends = new ArrayList<>();
    Consumer<Throwable> onEnd = ends::add;
    var _ = states.simulation.start("caller", () -> start(machine, "run-1"), onEnd);
    states.simulation.queue().runUntil(Simulation.START.plus(Duration.ofMillis(30)));
    assertEquals(
        Simulation.START.plus(Duration.ofMillis(20)),
        states.engine.execution(PREFIX + "execution:deploy:run-1").startTime());
    assertEquals(List.of(), ends);
    states.drain();
    assertEquals(1, ends.size());
    assertEquals(Map.of("states:StartExecution", 1), states.calls.counts());
  }

  @Test
  void operationsThatAreNotModelledSayNothingFalse() {
    assertThrows(UnsupportedOperationException.class, () -> sfn.deleteStateMachine(b -> b.build()));
  }

  private static List<String> names(List<ExecutionListItem> items) {
    return items.stream().map(ExecutionListItem::name).toList();
  }

  private static <T extends RuntimeException> void refused(Class<T> type, Runnable call) {
    assertThrows(type, call::run);
  }
}
