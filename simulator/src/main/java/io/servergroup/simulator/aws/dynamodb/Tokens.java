package io.servergroup.simulator.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an expression, read from left to right. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(<=|>=|<>|[=<>(),+\\-.\\[\\]]|[#:]?[A-Za-z0-9_]+)");

  /** What DynamoDB knows and this evaluator does not. */
  private static final Set<String> NOT_MODELLED =
      Set.of(
          ".",
          "[",
          "BETWEEN",
          "IN",
          "begins_with",
          "contains",
          "size",
          "attribute_type",
          "list_append",
          "DELETE");

  private static final String END = "<EOF>";

  private final String kind;
  private final Placeholders placeholders;
  private final List<String> tokens = new ArrayList<>();
  private int position;

  /**
   * @param kind the parameter the expression came in, such as {@code ConditionExpression}
   */
  Tokens(String expression, String kind, Placeholders placeholders) {
    this.kind = kind;
    this.placeholders = placeholders;
    String text = expression.strip();
    if (text.isEmpty()) {
      throw DynamoErrors.validation("Invalid " + kind + ": The expression can not be empty;");
    }
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find() || matcher.start() != end) {
        throw syntaxError(text.substring(end).strip().substring(0, 1));
      }
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
  }

  boolean atEnd() {
    return position == tokens.size();
  }

  String peek() {
    return atEnd() ? END : tokens.get(position);
  }

  /** Takes the next token if it is this one; keywords in any case of letters. */
  boolean take(String token) {
    if (atEnd() || !peek().equalsIgnoreCase(token)) {
      return false;
    }
    position++;
    return true;
  }

  void require(String token) {
    if (!take(token)) {
      throw unexpected();
    }
  }

  /** True when the next tokens call this function; takes its name and the parenthesis. */
  boolean takeFunction(String name) {
    if (!peek().equals(name)
        || position + 1 >= tokens.size()
        || !tokens.get(position + 1).equals("(")) {
      return false;
    }
    position += 2;
    return true;
  }

  /** The name of a top-level attribute. */
  String attribute() {
    String token = peek();
    if (!token.matches("#?[A-Za-z_][A-Za-z0-9_]*") || NOT_MODELLED.contains(token)) {
      throw unexpected();
    }
    position++;
    return placeholders.name(token, kind);
  }

  Operand operand() {
    if (peek().startsWith(":")) {
      return new Operand.Literal(placeholders.value(tokens.get(position++), kind));
    }
    return new Operand.Attribute(attribute());
  }

  /** What to throw for the next token: DynamoDB's error, or the simulator's own limit. */
  RuntimeException unexpected() {
    if (NOT_MODELLED.contains(peek())) {
      return new UnsupportedOperationException(
          "'%s' in the %s '%s' is not modelled".formatted(peek(), kind, String.join(" ", tokens)));
    }
    return syntaxError(peek());
  }

  private RuntimeException syntaxError(String token) {
    int from = Math.max(0, position - 1);
    List<String> near = tokens.subList(from, Math.min(tokens.size(), from + 3));
    return DynamoErrors.validation(
        "Invalid %s: Syntax error; token: \"%s\", near: \"%s\""
            .formatted(kind, token, String.join(" ", near)));
  }
}
