package io.servergroup.simulator.aws.dynamodb;

import io.servergroup.simulator.api.CallPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The tables behind the SDK's client; models the reads and writes of single items. */
public final class SimulatedDynamoDbClient implements DynamoDbClient {
  private final CallPath path;
  private final Tables tables;

  public SimulatedDynamoDbClient(CallPath path, Tables tables) {
    this.path = path;
    this.tables = tables;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    refuse(request.hasAttributesToGet() || request.projectionExpression() != null, "projections");
    return call(
        "GetItem",
        request,
        () -> {
          Table table = tables.require(request.tableName());
          List<AttributeValue> key = table.exactKey(request.key());
          Map<String, AttributeValue> item =
              tables.read(table, key, Boolean.TRUE.equals(request.consistentRead()));
          return GetItemResponse.builder().item(item.isEmpty() ? null : item).build();
        });
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    refuse(request.hasExpected() || request.conditionalOperator() != null, "legacy conditions");
    return call(
        "PutItem",
        request,
        () -> {
          Table table = tables.require(request.tableName());
          Placeholders placeholders =
              new Placeholders(
                  request.expressionAttributeNames(), request.expressionAttributeValues());
          Condition condition = condition(request.conditionExpression(), placeholders);
          placeholders.requireAllUsed();
          List<AttributeValue> key = table.keyOf(request.item());
          Map<String, AttributeValue> before = table.versions(key).now();
          check(condition, before, request.returnValuesOnConditionCheckFailure());
          tables.write(table, key, request.item());
          return PutItemResponse.builder()
              .attributes(returned(request.returnValues(), before))
              .build();
        });
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    refuse(request.hasExpected() || request.conditionalOperator() != null, "legacy conditions");
    return call(
        "DeleteItem",
        request,
        () -> {
          Table table = tables.require(request.tableName());
          Placeholders placeholders =
              new Placeholders(
                  request.expressionAttributeNames(), request.expressionAttributeValues());
          Condition condition = condition(request.conditionExpression(), placeholders);
          placeholders.requireAllUsed();
          List<AttributeValue> key = table.exactKey(request.key());
          Map<String, AttributeValue> before = table.versions(key).now();
          check(condition, before, request.returnValuesOnConditionCheckFailure());
          tables.write(table, key, Map.of());
          return DeleteItemResponse.builder()
              .attributes(returned(request.returnValues(), before))
              .build();
        });
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    refuse(
        request.hasExpected()
            || request.conditionalOperator() != null
            || request.hasAttributeUpdates(),
        "legacy conditions and updates");
    return call("UpdateItem", request, () -> update(request));
  }

  private UpdateItemResponse update(UpdateItemRequest request) {
    Table table = tables.require(request.tableName());
    Placeholders placeholders =
        new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
    Update update =
        request.updateExpression() == null
            ? new Update(List.of())
            : UpdateParser.parse(request.updateExpression(), placeholders);
    Condition condition = condition(request.conditionExpression(), placeholders);
    placeholders.requireAllUsed();
    requireKeyUntouched(table, update);
    List<AttributeValue> key = table.exactKey(request.key());
    Map<String, AttributeValue> before = table.versions(key).now();
    check(condition, before, request.returnValuesOnConditionCheckFailure());
    Map<String, AttributeValue> after = new TreeMap<>(update.applyTo(before));
    after.putAll(request.key());
    tables.write(table, key, after);
    Map<String, AttributeValue> stored = table.versions(key).now();
    ReturnValue wanted = request.returnValues();
    return UpdateItemResponse.builder()
        .attributes(
            switch (wanted) {
              case null -> null;
              case NONE -> null;
              case ALL_OLD -> orNull(before);
              case ALL_NEW -> stored;
              case UPDATED_OLD -> orNull(only(before, update.attributes()));
              case UPDATED_NEW -> orNull(only(stored, update.attributes()));
              case UNKNOWN_TO_SDK_VERSION -> throw invalidReturnValues();
            })
        .build();
  }

  private static Condition condition(String expression, Placeholders placeholders) {
    return expression == null ? null : ConditionParser.parse(expression, placeholders);
  }

  private static void check(
      Condition condition,
      Map<String, AttributeValue> item,
      ReturnValuesOnConditionCheckFailure onFailure) {
    if (condition != null && !condition.holds(item)) {
      boolean show = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
      throw DynamoErrors.conditionFailed(show ? orNull(item) : null);
    }
  }

  private static void requireKeyUntouched(Table table, Update update) {
    for (String attribute : update.attributes()) {
      if (table.keyAttributes().contains(attribute)) {
        throw DynamoErrors.validation(
            "One or more parameter values were invalid: Cannot update attribute "
                + attribute
                + ". This attribute is part of the key");
      }
    }
  }

  private static Map<String, AttributeValue> returned(
      ReturnValue wanted, Map<String, AttributeValue> before) {
    return switch (wanted) {
      case null -> null;
      case NONE -> null;
      case ALL_OLD -> orNull(before);
      default -> throw invalidReturnValues();
    };
  }

  private static RuntimeException invalidReturnValues() {
    return DynamoErrors.validation("Return values set to invalid value");
  }

  private static Map<String, AttributeValue> only(
      Map<String, AttributeValue> item, List<String> attributes) {
    Map<String, AttributeValue> chosen = new TreeMap<>(item);
    chosen.keySet().retainAll(attributes);
    return chosen;
  }

  private static Map<String, AttributeValue> orNull(Map<String, AttributeValue> item) {
    return item.isEmpty() ? null : item;
  }

  private static void refuse(boolean asked, String what) {
    if (asked) {
      throw new UnsupportedOperationException(what + " are not modelled");
    }
  }

  private <T> T call(String operation, Object request, Supplier<T> effect) {
    return path.call("dynamodb", operation, request, effect);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
