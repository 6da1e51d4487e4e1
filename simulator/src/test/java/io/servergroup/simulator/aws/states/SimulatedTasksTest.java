package io.servergroup.simulator.aws.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.kernel.EventFailedException;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class SimulatedTasksTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:plan";
  private static final String REQUEST_ID = "00000000-0000-4000-a000-000000000000";

  private final StatesFixture states = new StatesFixture();

  /** A table of locks: the second put of a name is refused. */
  private final class Locks implements DynamoDbClient {
    private final Map<AttributeValue, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    private RuntimeException refusal;

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      return states.calls.call("dynamodb", "PutItem", request, () -> put(request));
    }

    private PutItemResponse put(PutItemRequest request) {
      if (refusal != null) {
        throw refusal;
      }
      items.put(request.item().get("id"), request.item());
      return PutItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return states.calls.call(
          "dynamodb",
          "GetItem",
          request,
          () -> GetItemResponse.builder().item(items.get(request.key().get("id"))).build());
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private final Locks locks = new Locks();

  private void offerLocks() {
    states.tasks.offer(SdkService.of(DynamoDbClient.class, locks));
  }

  @Test
  void lambdaInvokeAnswersInAnEnvelopeAsRecordedOnAws() {
    states.function("plan", input -> Map.of("servers", input.get("count")));
    Execution execution =
        states.run(
            "arn:aws:states:::lambda:invoke",
            "{\"FunctionName\": \"" + FUNCTION + "\", \"Payload\": {\"count\": 3}}");
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status());
    Map<?, ?> envelope = (Map<?, ?>) execution.output();
    assertEquals(
        List.of(
            "ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"),
        List.copyOf(envelope.keySet()));
    assertEquals("$LATEST", envelope.get("ExecutedVersion"));
    assertEquals(Map.of("servers", 3), envelope.get("Payload"));
    assertEquals(200, envelope.get("StatusCode"));
    Map<?, ?> http = (Map<?, ?>) envelope.get("SdkHttpMetadata");
    assertEquals("13", ((Map<?, ?>) http.get("HttpHeaders")).get("Content-Length"));
    assertEquals(
        List.of("application/json"), ((Map<?, ?>) http.get("AllHttpHeaders")).get("Content-Type"));
  }

  @Test
  void aFunctionNamedDirectlyAnswersWithItsPayloadAlone() {
    states.function("plan", input -> Map.of("seen", input.get("count")));
    Execution execution = states.run(FUNCTION + ":live", "{\"count\": 3}");
    assertEquals(Map.of("seen", 3), execution.output());
    assertTrue(StatesFixture.types(execution).contains("LambdaFunctionSucceeded"));
  }

  @Test
  void anExceptionOfAFunctionIsTheErrorAndItsJsonTheCause() {
    states.function(
        "plan",
        input -> {
          throw new IllegalStateException("no slot");
        });
    Execution execution =
        states.run("arn:aws:states:::lambda:invoke", "{\"FunctionName\": \"plan\"}");
    assertEquals(ExecutionStatus.FAILED, execution.status());
    assertEquals("java.lang.IllegalStateException", execution.error());
    assertEquals("no slot", ((Map<?, ?>) Json.parse(execution.cause())).get("errorMessage"));
  }

  @Test
  void aFailureOfLambdaItselfKeepsItsName() {
    Execution execution =
        states.run("arn:aws:states:::lambda:invoke", "{\"FunctionName\": \"missing\"}");
    assertEquals("Lambda.ResourceNotFoundException", execution.error());
  }

  @Test
  void lambdaInvokeRefusesWhatItDoesNotKnowAndSaysAllOfIt() {
    Execution execution = states.run("arn:aws:states:::lambda:invoke", "{\"Function\": \"plan\"}");
    assertEquals("States.Runtime", execution.error());
    assertEquals(
        "An error occurred while executing the state 'Call'. The Parameters"
            + " '{\"Function\":\"plan\"}' could not be used to start the Task: [The field 'Function'"
            + " is not supported by Step Functions; The field 'FunctionName' is required but was"
            + " missing]",
        execution.cause());
  }

  @Test
  void anArgumentOfLambdaThatIsNotSimulatedEndsTheRun() {
    for (String argument : List.of("\"InvocationType\": \"Event\"", "\"Qualifier\": \"live\"")) {
      StatesFixture fresh = new StatesFixture();
      assertThrows(
          EventFailedException.class,
          () ->
              fresh.run(
                  "arn:aws:states:::lambda:invoke",
                  "{\"FunctionName\": \"plan\", " + argument + "}"));
    }
  }

  @Test
  void onlyNestedExecutionsWaitForAJob() {
    var e =
        assertThrows(
            EventFailedException.class,
            () -> states.run("arn:aws:states:::batch:submitJob.sync", "{}"));
    assertTrue(
        e.getMessage().contains("only states:startExecution of a state machine that exists"),
        e.getMessage());
  }

  @Test
  void anSdkTaskCallsTheClientInTheNameOfItsStateAndTakesTime() {
    offerLocks();
    List<String> callers = new ArrayList<>();
    states.calls.listen(call -> callers.add(call.caller() + " " + call.action()));
    Execution execution =
        states.run(
            "arn:aws:states:::aws-sdk:dynamodb:putItem",
            "{\"TableName\": \"locks\", \"Item\": {\"id\": {\"S\": \"kafka\"}}}");
    assertEquals(Map.of(), execution.output());
    assertEquals(List.of("run-1/Call#3 dynamodb:PutItem"), callers);
    assertEquals(Simulation.START.plus(Duration.ofMillis(40)), execution.stopTime());
    assertTrue(locks.items.containsKey(AttributeValue.fromS("kafka")));
  }

  @Test
  void anErrorOfAnSdkTaskIsNamedAndWordedAsRecordedOnAws() {
    offerLocks();
    locks.refusal =
        ServiceError.of(
            DynamoDbException.builder(),
            "DynamoDb",
            400,
            "ValidationException",
            "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member"
                + " must not be null");
    Execution execution =
        states.run(
            "arn:aws:states:::aws-sdk:dynamodb:putItem",
            "{\"TableName\": \"locks\", \"Item\": null}");
    assertEquals("DynamoDb.DynamoDbException", execution.error());
    assertEquals(
        "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member"
            + " must not be null (Service: DynamoDb, Status Code: 400, Request ID: "
            + REQUEST_ID
            + ")",
        execution.cause());
  }

  @Test
  void argumentsThatDoNotFitTheRequestFailTheTaskWithoutACall() {
    offerLocks();
    Execution execution =
        states.run("arn:aws:states:::aws-sdk:dynamodb:putItem", "{\"TableName\": 7, \"item\": {}}");
    assertEquals("States.Runtime", execution.error());
    assertEquals(
        "An error occurred while executing the state 'Call'. The Parameters"
            + " '{\"TableName\":7,\"item\":{}}' could not be used to start the Task: [The value for"
            + " the field 'TableName' must be a STRING but was the NUMBER 7; The field 'item' is"
            + " not supported by Step Functions; write 'Item']",
        execution.cause());
    assertEquals(Map.of(), states.calls.counts());
  }

  @Test
  void theOptimisedDynamoDbIntegrationAddsMetadataAndWritesAttributesAsTheApiDoes() {
    offerLocks();
    var item = Map.of("id", AttributeValue.fromS("kafka"), "live", AttributeValue.fromBool(true));
    locks.items.put(AttributeValue.fromS("kafka"), item);
    Execution execution =
        states.run(
            "arn:aws:states:::dynamodb:getItem",
            "{\"TableName\": \"locks\", \"Key\": {\"id\": {\"S\": \"kafka\"}}}");
    Map<?, ?> output = (Map<?, ?>) execution.output();
    assertEquals(
        Map.of("id", Map.of("S", "kafka"), "live", Map.of("BOOL", true)), output.get("Item"));
    assertEquals(200, ((Map<?, ?>) output.get("SdkHttpMetadata")).get("HttpStatusCode"));
    assertTrue(output.containsKey("SdkResponseMetadata"));
  }

  @Test
  void theOptimisedDynamoDbIntegrationWordsErrorsAsTheFirstSdkDid() {
    offerLocks();
    locks.refusal =
        ServiceError.of(
            ConditionalCheckFailedException.builder(),
            "DynamoDb",
            400,
            "ConditionalCheckFailedException",
            "The conditional request failed");
    Execution execution =
        states.run("arn:aws:states:::dynamodb:putItem", "{\"TableName\": \"locks\"}");
    assertEquals("DynamoDB.ConditionalCheckFailedException", execution.error());
    assertEquals(
        "The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code:"
            + " ConditionalCheckFailedException; Request ID: "
            + REQUEST_ID
            + "; Proxy: null)",
        execution.cause());
    locks.refusal =
        ServiceError.of(DynamoDbException.builder(), "DynamoDb", 400, "ValidationException", "bad");
    Execution second =
        states.engine.startExecution(execution.stateMachine().arn(), "run-2", Map.of());
    states.drain();
    assertEquals("DynamoDB.AmazonDynamoDBException", second.error());
  }

  @Test
  void aRequestThatNeverArrivesIsAnErrorOfTheSdkClient() {
    offerLocks();
    states.calls.setFaults(call -> new CallFault.CallerDiesBefore());
    Execution execution =
        states.run("arn:aws:states:::aws-sdk:dynamodb:putItem", "{\"TableName\": \"locks\"}");
    assertEquals("DynamoDb.SdkClientException", execution.error());
    assertEquals(Map.of(), locks.items);
  }

  @Test
  void oneRefusedEventFailsPutEventsAndDetailsMayBeObjects() {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    states.tasks.offer(
        SdkService.of(
            EventBridgeClient.class,
            new EventBridgeClient() {
              @Override
              public PutEventsResponse putEvents(PutEventsRequest request) {
                entries.addAll(request.entries());
                boolean good = request.entries().getFirst().source() != null;
                return PutEventsResponse.builder()
                    .failedEntryCount(good ? 0 : 1)
                    .entries(
                        good
                            ? PutEventsResultEntry.builder().eventId("1").build()
                            : PutEventsResultEntry.builder().errorCode("InvalidArgument").build())
                    .build();
              }

              @Override
              public String serviceName() {
                return "events";
              }

              @Override
              public void close() {}
            }));
    String resource = "arn:aws:states:::events:putEvents";
    Execution good =
        states.run(
            resource, "{\"Entries\": [{\"Source\": \"rollout\", \"Detail\": {\"batch\": 1}}]}");
    assertEquals("{\"batch\":1}", entries.getFirst().detail());
    assertEquals(
        Map.of("Entries", List.of(Map.of("EventId", "1")), "FailedEntryCount", 0), good.output());
    Execution refused =
        states.engine.startExecution(
            states.machine("other", resource, "{\"Entries\": [{\"Detail\": \"{}\"}]}"),
            "run-2",
            Map.of());
    states.drain();
    assertEquals("EventBridge.FailedEntry", refused.error());
    assertEquals(
        Map.of("Entries", List.of(Map.of("ErrorCode", "InvalidArgument")), "FailedEntryCount", 1),
        Json.parse(refused.cause()));
  }

  @Test
  void aTaskWithATokenIsSubmittedAndWaitsForTheToken() {
    List<Object> tokens = new ArrayList<>();
    states.function(
        "plan",
        input -> {
          tokens.add(input.get("token"));
          return Map.of();
        });
    String machine =
        states.machine(
            "deploy",
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            """
            {"FunctionName": "plan", "Payload": {"token": "{% $states.context.Task.Token %}"}}
            """);
    Execution execution = states.engine.startExecution(machine, "run-1", Map.of());
    states.drain();
    assertEquals(ExecutionStatus.RUNNING, execution.status());
    assertEquals("TaskSubmitted", StatesFixture.types(execution).getLast());
    states.sfn.sendTaskSuccess(b -> b.taskToken((String) tokens.getFirst()).output("{\"go\":1}"));
    states.drain();
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status());
    assertEquals(Map.of("go", 1), execution.output());
  }

  @Test
  void aTaskWithATokenThatCouldNotBeSubmittedFails() {
    states.function(
        "plan",
        input -> {
          throw new IllegalStateException("no slot");
        });
    Execution execution =
        states.run(
            "arn:aws:states:::lambda:invoke.waitForTaskToken", "{\"FunctionName\": \"plan\"}");
    assertEquals(ExecutionStatus.FAILED, execution.status());
    assertTrue(StatesFixture.types(execution).contains("TaskSubmitFailed"));
  }

  @Test
  void anSdkTaskMayStartAnExecution() {
    states.function("plan", input -> Map.of());
    String child = states.machine("child", FUNCTION, "{}");
    Execution execution =
        states.run(
            "arn:aws:states:::aws-sdk:sfn:startExecution",
            "{\"StateMachineArn\": \"" + child + "\", \"Name\": \"c-1\"}");
    assertEquals(
        Map.of(
            "ExecutionArn",
            "arn:aws:states:eu-west-1:123456789012:execution:child:c-1",
            "StartDate",
            Simulation.START.plus(Duration.ofMillis(20)).toString()),
        execution.output());
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        states
            .engine
            .execution("arn:aws:states:eu-west-1:123456789012:execution:child:c-1")
            .status());
  }

  @Test
  void aTaskCalledOffBeforeItsRequestWasSentSendsNone() {
    offerLocks();
    String machine =
        states.machine(
            "deploy", "arn:aws:states:::aws-sdk:dynamodb:putItem", "{\"TableName\": \"locks\"}");
    Execution execution = states.engine.startExecution(machine, "run-1", Map.of());
    while (!StatesFixture.types(execution).contains("TaskStarted")) {
      assertTrue(states.simulation.queue().runNext());
    }
    states.engine.stopExecution(execution.arn(), null, null);
    states.drain();
    assertEquals(Map.of(), states.calls.counts());
    assertEquals(Map.of(), locks.items);
  }

  @Test
  void aRequestOnItsWayTakesEffectThoughNobodyWaitsForItsAnswer() {
    offerLocks();
    String machine =
        states.machine(
            "deploy",
            "arn:aws:states:::aws-sdk:dynamodb:putItem",
            "{\"TableName\": \"locks\", \"Item\": {\"id\": {\"S\": \"kafka\"}}}");
    Execution execution = states.engine.startExecution(machine, "run-1", Map.of());
    states.simulation.queue().runUntil(Simulation.START.plus(Duration.ofMillis(10)));
    states.engine.stopExecution(execution.arn(), null, null);
    states.drain();
    assertFalse(locks.items.isEmpty());
    assertEquals(ExecutionStatus.ABORTED, execution.status());
    assertNull(execution.output());
  }

  @Test
  void aResourceThatIsNotSimulatedEndsTheRunAndSaysWhatIs() {
    offerLocks();
    var e =
        assertThrows(
            EventFailedException.class, () -> states.run("arn:aws:states:::sqs:sendMessage", "{}"));
    assertEquals(
        "execution arn:aws:states:eu-west-1:123456789012:execution:deploy:run-1, state Call:"
            + " arn:aws:states:::sqs:sendMessage is not simulated: there is no such integration;"
            + " supported are ARNs of functions, lambda:invoke,"
            + " dynamodb:getItem|putItem|updateItem|deleteItem, aws-sdk:dynamodb, aws-sdk:sfn,"
            + " states:startExecution of a state machine that exists",
        e.getCause().getMessage());
  }

  @Test
  void anOperationThatDoesNotExistOrIsNotImplementedEndsTheRun() {
    offerLocks();
    var misspelled =
        assertThrows(
            EventFailedException.class,
            () -> states.run("arn:aws:states:::aws-sdk:dynamodb:PutItem", "{}"));
    assertTrue(misspelled.getMessage().contains("write 'putItem'"), misspelled.getMessage());
    StatesFixture fresh = new StatesFixture();
    fresh.tasks.offer(SdkService.of(DynamoDbClient.class, locks));
    var missing =
        assertThrows(
            EventFailedException.class,
            () -> fresh.run("arn:aws:states:::aws-sdk:dynamodb:scan", "{}"));
    assertTrue(
        missing.getMessage().contains("aws-sdk:dynamodb:scan broke the simulated service"),
        missing.getMessage());
  }
}
