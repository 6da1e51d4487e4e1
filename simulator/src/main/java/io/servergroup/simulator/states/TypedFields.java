package io.servergroup.simulator.states;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.jsonata.Evaluator;
import io.servergroup.simulator.states.jsonata.QueryFailure;
import io.servergroup.simulator.states.jsonata.Template;
import java.util.List;

/** Evaluates fields whose value must be of one type. Absent fields give null. */
final class TypedFields {
  private final Visit visit;

  TypedFields(Visit visit) {
    this.visit = visit;
  }

  String text(Template template) {
    return switch (value(template)) {
      case null -> null;
      case String text -> text;
      case Object other -> throw unexpected(template, "string", other);
    };
  }

  boolean flag(Template template) {
    return switch (value(template)) {
      case Boolean flag -> flag;
      case null -> throw unexpected(template, "boolean", null);
      case Object other -> throw unexpected(template, "boolean", other);
    };
  }

  List<?> list(Template template) {
    return switch (value(template)) {
      case List<?> list -> list;
      case null -> throw unexpected(template, "array", null);
      case Object other -> throw unexpected(template, "array", other);
    };
  }

  /** A whole number of at least {@code least}. */
  Integer integer(String field, Template template, int least) {
    Object value = value(template);
    if (template == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw unexpected(template, "number", value);
    }
    double exact = number.doubleValue();
    if (exact < least || exact > Integer.MAX_VALUE || exact != Math.rint(exact)) {
      throw new QueryFailure(
          field,
          "The %s field must be a whole number of at least %d but was: %s"
              .formatted(field, least, Json.print(value)));
    }
    return number.intValue();
  }

  private Object value(Template template) {
    return template == null ? null : visit.evaluate(template);
  }

  private static RuntimeException unexpected(Template template, String type, Object value) {
    if (template instanceof Template.Query query) {
      return Evaluator.unexpectedType(query, type, value);
    }
    return new IllegalStateException(
        "the loader let a field through that is no " + type + ": " + Json.print(value));
  }
}
