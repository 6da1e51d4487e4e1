package io.servergroup.simulator.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A parsed update expression. Every value is computed from the item as it was before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 *     Using update expressions</a>
 */
record Update(List<Update.Action> actions) {

  /** What happens to one attribute; a null result removes it. */
  sealed interface Action {
    String attribute();

    AttributeValue result(Map<String, AttributeValue> before);
  }

  /** SET. */
  record Assign(String attribute, Term term) implements Action {
    @Override
    public AttributeValue result(Map<String, AttributeValue> before) {
      return term.value(before);
    }
  }

  /** REMOVE. */
  record Remove(String attribute) implements Action {
    @Override
    public AttributeValue result(Map<String, AttributeValue> before) {
      return null;
    }
  }

  /** ADD. */
  record Add(String attribute, Operand operand) implements Action {
    @Override
    public AttributeValue result(Map<String, AttributeValue> before) {
      return Values.added(before.get(attribute), operand.in(before));
    }
  }

  /** The right side of an assignment. */
  sealed interface Term {
    AttributeValue value(Map<String, AttributeValue> before);
  }

  /** An operand that must exist. */
  record Plain(Operand operand) implements Term {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      AttributeValue value = operand.in(before);
      if (value == null) {
        throw DynamoErrors.validation(
            "The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }
  }

  /** The attribute if there is one, else the other operand. */
  record IfNotExists(String attribute, Term otherwise) implements Term {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      AttributeValue present = before.get(attribute);
      return present == null ? otherwise.value(before) : present;
    }
  }

  /**
   * A sum or a difference.
   *
   * @param sign 1 or -1 for the second term
   */
  record Sum(Term left, Term right, int sign) implements Term {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      return Values.sum(left.value(before), right.value(before), sign);
    }
  }

  Update {
    Set<String> seen = new HashSet<>();
    for (Action action : actions) {
      if (!seen.add(action.attribute())) {
        throw DynamoErrors.validation(
            ("Invalid UpdateExpression: Two document paths overlap with each other; must remove or"
                    + " rewrite one of these paths; path one: [%1$s], path two: [%1$s]")
                .formatted(action.attribute()));
      }
    }
  }

  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    actions.forEach(action -> attributes.add(action.attribute()));
    return attributes;
  }

  Map<String, AttributeValue> applyTo(Map<String, AttributeValue> before) {
    Map<String, AttributeValue> after = new TreeMap<>(before);
    for (Action action : actions) {
      AttributeValue result = action.result(before);
      if (result == null) {
        after.remove(action.attribute());
      } else {
        after.put(action.attribute(), Values.stored(result));
      }
    }
    return after;
  }
}
