package io.servergroup.simulator.aws.dynamodb;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the {@code #names} and {@code :values} of one request stand for, and which were used. */
final class Placeholders {
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> unusedNames;
  private final Set<String> unusedValues;

  Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
    this.unusedNames = new TreeSet<>(names.keySet());
    this.unusedValues = new TreeSet<>(values.keySet());
  }

  /**
   * @param written an attribute's name or a placeholder with a {@code #}
   * @param kind the parameter the expression came in, for messages
   */
  String name(String written, String kind) {
    if (!written.startsWith("#")) {
      if (ReservedWords.contain(written)) {
        throw DynamoErrors.validation(
            "Invalid %s: Attribute name is a reserved keyword; reserved keyword: %s"
                .formatted(kind, written));
      }
      return written;
    }
    String name = names.get(written);
    if (name == null) {
      throw DynamoErrors.validation(
          ("Invalid %s: An expression attribute name used in the document path is not defined;"
                  + " attribute name: %s")
              .formatted(kind, written));
    }
    unusedNames.remove(written);
    return name;
  }

  AttributeValue value(String written, String kind) {
    AttributeValue value = values.get(written);
    if (value == null) {
      throw DynamoErrors.validation(
          ("Invalid %s: An expression attribute value used in expression is not defined; attribute"
                  + " value: %s")
              .formatted(kind, written));
    }
    unusedValues.remove(written);
    return value;
  }

  /** DynamoDB refuses a request that defines more than its expressions use. */
  void requireAllUsed() {
    if (!unusedNames.isEmpty()) {
      throw DynamoErrors.validation(
          "Value provided in ExpressionAttributeNames unused in expressions: keys: {"
              + String.join(", ", unusedNames)
              + "}");
    }
    if (!unusedValues.isEmpty()) {
      throw DynamoErrors.validation(
          "Value provided in ExpressionAttributeValues unused in expressions: keys: {"
              + String.join(", ", unusedValues)
              + "}");
    }
  }
}
