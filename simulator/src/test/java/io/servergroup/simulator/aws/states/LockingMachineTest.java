package io.servergroup.simulator.aws.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.aws.dynamodb.SimulatedDynamoDbClient;
import io.servergroup.simulator.aws.dynamodb.Tables;
import io.servergroup.simulator.aws.events.EventBus;
import io.servergroup.simulator.aws.events.SimulatedEventBridgeClient;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** State machines that take a lock in simulated DynamoDB and tell of it on the event bus. */
class LockingMachineTest {
  private static final String MACHINE =
      """
      {"QueryLanguage": "JSONata", "StartAt": "AcquireLock",
       "States": {
         "AcquireLock": {
           "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
           "Arguments": {
             "TableName": "locks",
             "Item": {"ServerGroup": {"S": "kafka"}, "Holder": {"S": "{% $states.context.Execution.Name %}"}},
             "ConditionExpression": "attribute_not_exists(ServerGroup)"},
           "Catch": [{"ErrorEquals": ["DynamoDb.ConditionalCheckFailedException"], "Next": "Busy"}],
           "Next": "Tell"},
         "Tell": {
           "Type": "Task", "Resource": "arn:aws:states:::events:putEvents",
           "Arguments": {"Entries": [
             {"Source": "rollout", "DetailType": "Locked", "Detail": {"group": "kafka"}}]},
           "End": true},
         "Busy": {"Type": "Fail", "Error": "Rollout.Locked"}}}
      """;

  @Test
  void ofTwoExecutionsThatRaceForALockOneGetsItAndTheOtherCatchesTheConditionalFailure() {
    Run run = new Run();
    Execution first = run.execute("run-1");
    Execution second = run.execute("run-2");
    run.states.drain();
    assertEquals(
        List.of(ExecutionStatus.SUCCEEDED, ExecutionStatus.FAILED),
        List.of(first.status(), second.status()));
    assertEquals(0, ((Map<?, ?>) first.output()).get("FailedEntryCount"));
    assertEquals("Rollout.Locked", second.error());
    assertEquals(
        AttributeValue.fromS("run-1"),
        run.tables
            .item("locks", Map.of("ServerGroup", AttributeValue.fromS("kafka")))
            .get("Holder"));
    assertEquals(Map.of("dynamodb:PutItem", 2, "events:PutEvents", 1), run.states.calls.counts());
  }

  @Test
  void theSameRunLeavesTheSameTrace() {
    assertEquals(traceOfARace(), traceOfARace());
  }

  private static String traceOfARace() {
    Run run = new Run();
    StringBuilder outputs = new StringBuilder();
    for (String name : List.of("run-1", "run-2")) {
      run.execute(name).onEnd(ended -> outputs.append(ended.output()));
    }
    run.states.drain();
    return run.states.simulation.trace().hash() + outputs;
  }

  private static final class Run {
    private final StatesFixture states = new StatesFixture();
    private final Tables tables = new Tables(states.simulation);
    private final String machine =
        states.engine.createStateMachine("deploy", StatesFixture.ROLE, MACHINE);

    Run() {
      tables.create("locks", "ServerGroup");
      EventBus bus = new EventBus(states.simulation, "eu-west-1", "123456789012");
      states.tasks.offer(
          SdkService.of(DynamoDbClient.class, new SimulatedDynamoDbClient(states.calls, tables)));
      states.tasks.offer(
          SdkService.of(
              EventBridgeClient.class, new SimulatedEventBridgeClient(states.calls, bus)));
    }

    Execution execute(String name) {
      return states.engine.startExecution(machine, name, Map.of());
    }
  }
}
