package io.servergroup.simulator.aws.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How DynamoDB compares and computes with attribute values. */
final class Values {
  private Values() {}

  static boolean same(AttributeValue a, AttributeValue b) {
    OptionalInt order = compare(a, b);
    return order.isPresent() ? order.getAsInt() == 0 : a.equals(b);
  }

  /** The order of two strings, numbers or binaries; empty for everything else. */
  static OptionalInt compare(AttributeValue a, AttributeValue b) {
    if (a.type() != b.type()) {
      return OptionalInt.empty();
    }
    return switch (a.type()) {
      case N -> OptionalInt.of(number(a).compareTo(number(b)));
      case S ->
          OptionalInt.of(
              Arrays.compareUnsigned(
                  a.s().getBytes(StandardCharsets.UTF_8), b.s().getBytes(StandardCharsets.UTF_8)));
      case B -> OptionalInt.of(Arrays.compareUnsigned(a.b().asByteArray(), b.b().asByteArray()));
      default -> OptionalInt.empty();
    };
  }

  /**
   * Adds or subtracts two numbers of a SET.
   *
   * @param sign 1 or -1 for the second
   */
  static AttributeValue sum(AttributeValue a, AttributeValue b, int sign) {
    if (a.type() != AttributeValue.Type.N || b.type() != AttributeValue.Type.N) {
      throw DynamoErrors.validation(
          "An operand in the update expression has an incorrect data type");
    }
    return ofNumber(number(a).add(number(b).multiply(BigDecimal.valueOf(sign))));
  }

  /**
   * What ADD makes of an attribute: a sum of numbers, or a union of sets.
   *
   * @param current null when the item lacks the attribute
   */
  static AttributeValue added(AttributeValue current, AttributeValue value) {
    return switch (value.type()) {
      case N -> current == null ? value : sum(current, value, 1);
      case SS -> {
        List<String> before = current == null ? List.of() : strings(current);
        Set<String> union = new LinkedHashSet<>(before);
        union.addAll(value.ss());
        yield AttributeValue.fromSs(List.copyOf(union));
      }
      default ->
          throw DynamoErrors.validation(
              "Invalid UpdateExpression: Incorrect operand type for operator or function; operator:"
                  + " ADD, operand type: "
                  + value.type());
    };
  }

  /** The form in which DynamoDB stores a value: numbers without trailing zeros. */
  static AttributeValue stored(AttributeValue value) {
    return value.type() == AttributeValue.Type.N ? ofNumber(number(value)) : value;
  }

  private static List<String> strings(AttributeValue value) {
    if (value.type() != AttributeValue.Type.SS) {
      throw DynamoErrors.validation(
          "An operand in the update expression has an incorrect data type");
    }
    return value.ss();
  }

  private static AttributeValue ofNumber(BigDecimal number) {
    return AttributeValue.fromN(
        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }

  private static BigDecimal number(AttributeValue value) {
    try {
      return new BigDecimal(value.n());
    } catch (NumberFormatException _) {
      throw DynamoErrors.validation(
          "The parameter cannot be converted to a numeric value: " + value.n());
    }
  }
}
