package io.servergroup.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The lock that keeps two rollouts from one server group: an item per group that names the
 * execution holding it. Every change is conditional on who holds it, so each can be repeated.
 *
 * <p>The table's partition key is the text {@code ServerGroupName}; it needs no other key.
 */
public final class RolloutLock {
  private static final String KEY = "ServerGroupName";
  private static final String HOLDER = "ExecutionArn";
  private static final String SINCE = "HeldSince";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * A lock in a table.
   *
   * @param table its name
   */
  public RolloutLock(AwsClients clients, String table) {
    this.dynamoDb = clients.dynamoDb();
    this.table = table;
  }

  /** The ARN of the execution that holds the group's lock, from a consistent read. */
  public Optional<String> holder(String serverGroup) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request -> request.tableName(table).key(key(serverGroup)).consistentRead(true))
            .item();
    return Optional.ofNullable(item.get(HOLDER)).map(AttributeValue::s);
  }

  /**
   * Takes a lock that nobody holds.
   *
   * @param since for whoever looks at the table
   * @return false when somebody was faster
   */
  public boolean take(String serverGroup, String execution, Instant since) {
    return put(serverGroup, execution, since, "attribute_not_exists(" + KEY + ")", Map.of());
  }

  /**
   * Takes over the lock of an execution that no longer runs.
   *
   * @return false when that execution no longer holds it
   */
  public boolean takeOver(
      String serverGroup, String formerHolder, String execution, Instant since) {
    return put(
        serverGroup,
        execution,
        since,
        HOLDER + " = :holder",
        Map.of(":holder", text(formerHolder)));
  }

  /**
   * Gives the lock back.
   *
   * @return false when the execution did not hold it
   */
  public boolean release(String serverGroup, String execution) {
    try {
      dynamoDb.deleteItem(
          request ->
              request
                  .tableName(table)
                  .key(key(serverGroup))
                  .conditionExpression(HOLDER + " = :holder")
                  .expressionAttributeValues(Map.of(":holder", text(execution))));
      return true;
    } catch (ConditionalCheckFailedException notOurs) {
      return false;
    }
  }

  private boolean put(
      String serverGroup,
      String execution,
      Instant since,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.putItem(
          request -> {
            request
                .tableName(table)
                .item(
                    new TreeMap<>(
                        Map.of(
                            KEY, text(serverGroup),
                            HOLDER, text(execution),
                            SINCE, text(since.toString()))))
                .conditionExpression(condition);
            if (!values.isEmpty()) {
              request.expressionAttributeValues(values);
            }
          });
      return true;
    } catch (ConditionalCheckFailedException held) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(String serverGroup) {
    return Map.of(KEY, text(serverGroup));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
