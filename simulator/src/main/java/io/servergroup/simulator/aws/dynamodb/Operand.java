package io.servergroup.simulator.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an expression compares or computes with. */
sealed interface Operand {
  /** Null when the item has no such attribute. */
  AttributeValue in(Map<String, AttributeValue> item);

  /** An attribute of the item as it was before the request. */
  record Attribute(String name) implements Operand {
    @Override
    public AttributeValue in(Map<String, AttributeValue> item) {
      return item.get(name);
    }
  }

  /** A value of the request. */
  record Literal(AttributeValue value) implements Operand {
    @Override
    public AttributeValue in(Map<String, AttributeValue> item) {
      return value;
    }
  }
}
