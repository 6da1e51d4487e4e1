package io.servergroup.simulator.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ExpressionTest {
  private static final Map<String, AttributeValue> ITEM =
      Map.of(
          "holder", AttributeValue.fromS("arn:1"),
          "attempts", AttributeValue.fromN("9"),
          "servers", AttributeValue.fromSs(List.of("a")));

  private final Placeholders placeholders =
      new Placeholders(
          Map.of("#h", "holder", "#owner", "owner"),
          Map.of(
              ":one", AttributeValue.fromS("arn:1"),
              ":two", AttributeValue.fromS("arn:2"),
              ":ten", AttributeValue.fromN("10"),
              ":nine", AttributeValue.fromN("9.0"),
              ":b", AttributeValue.fromSs(List.of("b"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(holder) | true",
        "attribute_exists(#owner) | false",
        "attribute_not_exists(#h) | false",
        "holder = :one | true",
        "holder <> :one | false",
        "attempts < :ten | true",
        "attempts >= :nine | true",
        "attempts = :nine | true",
        "attempts > :one | false",
        "attempts <> :one | true",
        "absent = :one | false",
        "absent <> :one | true",
        "absent < :one | false",
        "not holder = :two | true",
        "holder = :two OR attempts <= :nine AND attribute_exists(holder) | true",
        "(holder = :two OR attempts < :ten) AND attribute_not_exists(holder) | false",
        "NOT (holder = :two OR holder = :one) | false",
        "NOT NOT holder = :one | true",
        ":one = holder | true",
      })
  void conditionsHoldAsDynamoDbSays(String condition, boolean holds) {
    assertEquals(holds, ConditionParser.parse(condition, placeholders).holds(ITEM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owner = :one | Invalid ConditionExpression: Attribute name is a reserved keyword; reserved"
            + " keyword: owner",
        "holder = :nope | Invalid ConditionExpression: An expression attribute value used in"
            + " expression is not defined; attribute value: :nope",
        "#nope = :one | Invalid ConditionExpression: An expression attribute name used in the"
            + " document path is not defined; attribute name: #nope",
        "holder == :one | Invalid ConditionExpression: Syntax error; token: \"=\", near: \"= = :one\"",
        "holder = | Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"",
        "holder = :one ) | Invalid ConditionExpression: Syntax error; token: \")\", near: \":one )\"",
        "holder & :one | Invalid ConditionExpression: Syntax error; token: \"&\", near: \"holder\"",
        "exists(holder) | Invalid ConditionExpression: Attribute name is a reserved keyword; reserved"
            + " keyword: exists",
      })
  void whatDynamoDbWouldRefuseIsRefused(String condition, String message) {
    DynamoDbException refused =
        assertThrows(DynamoDbException.class, () -> ConditionParser.parse(condition, placeholders));
    assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
    assertEquals(message, refused.awsErrorDetails().errorMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"begins_with(holder, :one)", "holder BETWEEN :one AND :two", "a.b = :one"})
  void whatDynamoDbKnowsButTheSimulatorDoesNotIsNotRefusedQuietly(String condition) {
    assertThrows(
        UnsupportedOperationException.class, () -> ConditionParser.parse(condition, placeholders));
  }

  @Test
  void updatesComputeFromTheItemBefore() {
    Update update =
        UpdateParser.parse(
            "SET attempts = attempts + :ten, earlier = attempts,"
                + " seen = if_not_exists(seen, :nine) - :ten"
                + " REMOVE #h ADD servers :b, total_count :ten",
            placeholders);
    assertEquals(
        Map.of(
            "attempts", AttributeValue.fromN("19"),
            "earlier", AttributeValue.fromN("9"),
            "seen", AttributeValue.fromN("-1"),
            "servers", AttributeValue.fromSs(List.of("a", "b")),
            "total_count", AttributeValue.fromN("10")),
        update.applyTo(ITEM));
  }

  @Test
  void updatesThatMakeNoSenseAreRefused() {
    assertRefused("SET a = absent", "refers to an attribute that does not exist");
    assertRefused("SET a = holder + :ten", "incorrect data type");
    assertRefused("SET a = :one, a = :two", "Two document paths overlap");
    assertRefused("SET a = :one SET b = :two", "section can only be used once");
    assertRefused("ADD holder :one", "Incorrect operand type");
    assertRefused("INSERT a = :one", "Syntax error");
    assertThrows(
        UnsupportedOperationException.class,
        () -> UpdateParser.parse("SET a = list_append(a, :one)", placeholders));
  }

  @Test
  void whatNoExpressionUsesIsRefused() {
    Placeholders unused = new Placeholders(Map.of("#a", "a"), Map.of());
    DynamoDbException refused = assertThrows(DynamoDbException.class, unused::requireAllUsed);
    assertEquals(
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
        refused.awsErrorDetails().errorMessage());
  }

  private void assertRefused(String update, String part) {
    DynamoDbException refused =
        assertThrows(
            DynamoDbException.class, () -> UpdateParser.parse(update, placeholders).applyTo(ITEM));
    assertTrue(refused.awsErrorDetails().errorMessage().contains(part), refused::getMessage);
  }
}
