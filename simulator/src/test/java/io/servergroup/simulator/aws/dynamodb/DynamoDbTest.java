package io.servergroup.simulator.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class DynamoDbTest {
  private static final Map<String, AttributeValue> KEY = Map.of("group", text("kafka"));

  private final Simulation simulation = new Simulation(2);
  private final Tables tables = new Tables(simulation);
  private final SimulatedDynamoDbClient client =
      new SimulatedDynamoDbClient(
          new CallPath(simulation, Duration.ofMillis(2), Duration.ofMillis(20)), tables);

  DynamoDbTest() {
    tables.create("locks", "group");
  }

  @Test
  void ofManyWhoWantALockOneGetsItAndTheOthersLearnWhoHasIt() {
    List<String> won = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String me = "rollout-" + i;
      simulation.start(
          me,
          () -> {
            try {
              acquire(me);
              won.add(me);
            } catch (ConditionalCheckFailedException e) {
              lost.add(e.item().get("holder").s());
            }
          },
          end -> {});
    }
    drain();
    assertEquals(1, won.size());
    assertEquals(4, lost.size());
    assertTrue(lost.stream().allMatch(won.getFirst()::equals));
    assertEquals(won.getFirst(), tables.item("locks", KEY).get("holder").s());
  }

  @Test
  void ofTwoWhoTakeOverADeadHoldersLockOneSucceeds() {
    acquire("dead");
    List<String> won = new ArrayList<>();
    for (String me : List.of("rollout-a", "rollout-b")) {
      simulation.start(
          me,
          () -> {
            String seen =
                client
                    .getItem(request -> request.tableName("locks").key(KEY).consistentRead(true))
                    .item()
                    .get("holder")
                    .s();
            try {
              client.updateItem(
                  request ->
                      request
                          .tableName("locks")
                          .key(KEY)
                          .updateExpression("SET holder = :me ADD takeovers :one")
                          .conditionExpression("holder = :seen")
                          .expressionAttributeValues(
                              Map.of(
                                  ":me", text(me),
                                  ":seen", text(seen),
                                  ":one", AttributeValue.fromN("1"))));
              won.add(me);
            } catch (ConditionalCheckFailedException e) {
              assertFalse(e.hasItem(), "nothing asked for, nothing shown");
            }
          },
          end -> {});
    }
    drain();
    assertEquals(1, won.size());
    assertEquals("1", tables.item("locks", KEY).get("takeovers").n());
  }

  @Test
  void onlyTheHolderReleasesTheLock() {
    acquire("me");
    assertThrows(ConditionalCheckFailedException.class, () -> release("you"));
    assertEquals("me", release("me").get("holder").s());
    assertEquals(Map.of(), tables.item("locks", KEY));
    assertFalse(
        client
            .getItem(request -> request.tableName("locks").key(KEY).consistentRead(true))
            .hasItem());
  }

  @Test
  void returnValuesShowTheItemBeforeAndAfter() {
    acquire("me");
    assertEquals(Map.of("batch", AttributeValue.fromN("1")), advance(ReturnValue.UPDATED_NEW));
    assertEquals(Map.of("batch", AttributeValue.fromN("1")), advance(ReturnValue.UPDATED_OLD));
    assertEquals(
        Map.of("group", text("kafka"), "holder", text("me"), "batch", AttributeValue.fromN("3")),
        advance(ReturnValue.ALL_NEW));
    assertEquals(AttributeValue.fromN("3"), advance(ReturnValue.ALL_OLD).get("batch"));
    assertEquals(Map.of(), advance(ReturnValue.NONE));
  }

  @Test
  void aReadThatIsNotConsistentMaySeeTheVersionBeforeForAMoment() {
    acquire("me");
    simulation.queue().runUntil(simulation.now().plus(Duration.ofMinutes(1)));
    release("me");
    boolean stale = false;
    for (int i = 0; i < 20; i++) {
      stale |= client.getItem(request -> request.tableName("locks").key(KEY)).hasItem();
      assertFalse(
          client
              .getItem(request -> request.tableName("locks").key(KEY).consistentRead(true))
              .hasItem());
    }
    assertTrue(stale);
    simulation.queue().runUntil(simulation.now().plus(Duration.ofSeconds(1)));
    for (int i = 0; i < 20; i++) {
      assertFalse(client.getItem(request -> request.tableName("locks").key(KEY)).hasItem());
    }
  }

  @Test
  void keysAndTablesThatDoNotFitAreRefused() {
    assertThrows(
        ResourceNotFoundException.class,
        () -> client.getItem(request -> request.tableName("nowhere").key(KEY)));
    DynamoDbException missing =
        assertThrows(
            DynamoDbException.class,
            () ->
                client.putItem(request -> request.tableName("locks").item(Map.of("x", text("y")))));
    assertEquals(
        "One or more parameter values were invalid: Missing the key group in the item",
        missing.awsErrorDetails().errorMessage());
    DynamoDbException mismatch =
        assertThrows(
            DynamoDbException.class,
            () ->
                client.getItem(request -> request.tableName("locks").key(Map.of("x", text("y")))));
    assertEquals(
        "The provided key element does not match the schema",
        mismatch.awsErrorDetails().errorMessage());
    assertThrows(UnsupportedOperationException.class, () -> client.scan(request -> {}));
  }

  @Test
  void listenersSeeWritesThatChangeSomething() {
    List<ItemChange> changes = new ArrayList<>();
    tables.whenChanged(changes::add);
    acquire("me");
    client.updateItem(
        request ->
            request
                .tableName("locks")
                .key(KEY)
                .updateExpression("SET holder = :me")
                .expressionAttributeValues(Map.of(":me", text("me"))));
    release("me");
    assertEquals(2, changes.size());
    assertEquals(Map.of(), changes.getFirst().before());
    assertEquals(Map.of(), changes.getLast().after());
  }

  private void acquire(String holder) {
    client.putItem(
        request ->
            request
                .tableName("locks")
                .item(Map.of("group", text("kafka"), "holder", text(holder)))
                .conditionExpression("attribute_not_exists(#g)")
                .expressionAttributeNames(Map.of("#g", "group"))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private Map<String, AttributeValue> release(String holder) {
    return client
        .deleteItem(
            request ->
                request
                    .tableName("locks")
                    .key(KEY)
                    .conditionExpression("holder = :me")
                    .expressionAttributeValues(Map.of(":me", text(holder)))
                    .returnValues(ReturnValue.ALL_OLD))
        .attributes();
  }

  private Map<String, AttributeValue> advance(ReturnValue returned) {
    return client
        .updateItem(
            request ->
                request
                    .tableName("locks")
                    .key(KEY)
                    .updateExpression("ADD #b :one")
                    .expressionAttributeNames(Map.of("#b", "batch"))
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1.0")))
                    .returnValues(returned))
        .attributes();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private void drain() {
    while (simulation.queue().runNext()) {
      // every event there is
    }
  }
}
