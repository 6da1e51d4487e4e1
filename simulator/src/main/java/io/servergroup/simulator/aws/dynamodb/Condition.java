package io.servergroup.simulator.aws.dynamodb;

import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A parsed condition expression. */
sealed interface Condition {
  boolean holds(Map<String, AttributeValue> item);

  /** Both hold. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return left.holds(item) && right.holds(item);
    }
  }

  /** At least one holds. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return left.holds(item) || right.holds(item);
    }
  }

  /** The inner one does not hold. */
  record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !inner.holds(item);
    }
  }

  /** The item has the attribute. */
  record Exists(String attribute) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return item.containsKey(attribute);
    }
  }

  /**
   * Two operands compare; values of different types are unequal and in no order. Against a missing
   * attribute only {@code <>} holds.
   */
  record Comparison(Operand left, String operator, Operand right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      AttributeValue a = left.in(item);
      AttributeValue b = right.in(item);
      if (a == null || b == null) {
        return operator.equals("<>");
      }
      if (operator.equals("=") || operator.equals("<>")) {
        return Values.same(a, b) == operator.equals("=");
      }
      OptionalInt order = Values.compare(a, b);
      return order.isPresent()
          && switch (operator) {
            case "<" -> order.getAsInt() < 0;
            case "<=" -> order.getAsInt() <= 0;
            case ">" -> order.getAsInt() > 0;
            case ">=" -> order.getAsInt() >= 0;
            default -> throw new IllegalStateException("operator " + operator);
          };
    }
  }
}
