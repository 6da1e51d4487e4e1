package io.servergroup.simulator.aws.dynamodb;

import java.util.List;

/**
 * Parses condition expressions; NOT binds tighter than AND, AND tighter than OR.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions</a>
 */
final class ConditionParser {
  private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Tokens tokens;

  private ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Condition parse(String expression, Placeholders placeholders) {
    ConditionParser parser =
        new ConditionParser(new Tokens(expression, "ConditionExpression", placeholders));
    Condition condition = parser.or();
    if (!parser.tokens.atEnd()) {
      throw parser.tokens.unexpected();
    }
    return condition;
  }

  private Condition or() {
    Condition left = and();
    while (tokens.take("OR")) {
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = not();
    while (tokens.take("AND")) {
      left = new Condition.And(left, not());
    }
    return left;
  }

  private Condition not() {
    return tokens.take("NOT") ? new Condition.Not(not()) : primary();
  }

  private Condition primary() {
    if (tokens.take("(")) {
      Condition inner = or();
      tokens.require(")");
      return inner;
    }
    if (tokens.takeFunction("attribute_exists")) {
      return new Condition.Exists(argument());
    }
    if (tokens.takeFunction("attribute_not_exists")) {
      return new Condition.Not(new Condition.Exists(argument()));
    }
    Operand left = tokens.operand();
    String comparator = tokens.peek();
    if (!COMPARATORS.contains(comparator)) {
      throw tokens.unexpected();
    }
    tokens.require(comparator);
    return new Condition.Comparison(left, comparator, tokens.operand());
  }

  private String argument() {
    String attribute = tokens.attribute();
    tokens.require(")");
    return attribute;
  }
}
