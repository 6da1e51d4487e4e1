package io.servergroup.simulator.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses update expressions: SET, REMOVE and ADD, each at most once. */
final class UpdateParser {
  private final Tokens tokens;
  private final List<Update.Action> actions = new ArrayList<>();
  private final Set<String> sections = new HashSet<>();

  private UpdateParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Update parse(String expression, Placeholders placeholders) {
    UpdateParser parser =
        new UpdateParser(new Tokens(expression, "UpdateExpression", placeholders));
    while (!parser.tokens.atEnd()) {
      parser.section();
    }
    return new Update(parser.actions);
  }

  private void section() {
    if (tokens.take("SET")) {
      begin("SET");
      do {
        assignment();
      } while (tokens.take(","));
    } else if (tokens.take("REMOVE")) {
      begin("REMOVE");
      do {
        actions.add(new Update.Remove(tokens.attribute()));
      } while (tokens.take(","));
    } else if (tokens.take("ADD")) {
      begin("ADD");
      do {
        actions.add(new Update.Add(tokens.attribute(), tokens.operand()));
      } while (tokens.take(","));
    } else {
      throw tokens.unexpected();
    }
  }

  private void begin(String section) {
    if (!sections.add(section)) {
      throw DynamoErrors.validation(
          "Invalid UpdateExpression: The \"%s\" section can only be used once in an update expression;"
              .formatted(section));
    }
  }

  private void assignment() {
    String attribute = tokens.attribute();
    tokens.require("=");
    Update.Term left = term();
    if (tokens.take("+")) {
      actions.add(new Update.Assign(attribute, new Update.Sum(left, term(), 1)));
    } else if (tokens.take("-")) {
      actions.add(new Update.Assign(attribute, new Update.Sum(left, term(), -1)));
    } else {
      actions.add(new Update.Assign(attribute, left));
    }
  }

  private Update.Term term() {
    if (tokens.takeFunction("if_not_exists")) {
      String attribute = tokens.attribute();
      tokens.require(",");
      Update.Term otherwise = term();
      tokens.require(")");
      return new Update.IfNotExists(attribute, otherwise);
    }
    return new Update.Plain(tokens.operand());
  }
}
