package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.jsonata.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the fields of one object of a definition and reports what is wrong with them. */
final class ObjectReader {
  private final Map<?, ?> object;
  private final String path;
  private final Findings findings;

  ObjectReader(Map<?, ?> object, String path, Findings findings) {
    this.object = object;
    this.path = path;
    this.findings = findings;
  }

  String path() {
    return path;
  }

  String pathOf(String field) {
    return Findings.member(path, field);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.keySet().forEach(name -> names.add((String) name));
    return names;
  }

  boolean has(String field) {
    return object.containsKey(field);
  }

  Object raw(String field) {
    return object.get(field);
  }

  void error(String field, String message) {
    findings.error(pathOf(field), message);
  }

  void warning(String field, String message) {
    findings.warning(pathOf(field), message);
  }

  /** Reports every field that is not among those given. */
  void allowOnly(String owner, String... fields) {
    Set<String> known = new LinkedHashSet<>(Arrays.asList(fields));
    for (Object key : object.keySet()) {
      String field = (String) key;
      if (!known.contains(field)) {
        error(field, unknownField(owner, field, known));
      }
    }
  }

  private static String unknownField(String owner, String field, Set<String> known) {
    String replacement = JsonPathFields.REPLACEMENTS.get(field);
    if (replacement != null) {
      return "Field '%s' belongs to JSONPath and is not supported in JSONata; %s"
          .formatted(field, replacement);
    }
    return "Field '%s' is not supported in %s; it takes %s".formatted(field, owner, known);
  }

  /** A text that must be there and not empty, or null after reporting that it is not. */
  String requiredText(String field) {
    if (!has(field)) {
      findings.error(path, "missing '" + field + "', which must be a text");
      return null;
    }
    return optionalText(field);
  }

  String optionalText(String field) {
    if (!has(field)) {
      return null;
    }
    if (raw(field) instanceof String text && !text.isEmpty()) {
      return text;
    }
    error(field, "expected a text, found " + Json.print(raw(field)));
    return null;
  }

  boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    if (raw(field) instanceof Boolean flag) {
      return flag;
    }
    error(field, "expected true or false, found " + Json.print(raw(field)));
    return false;
  }

  Template template(String fieldInMessages, String field) {
    return has(field) ? Template.of(fieldInMessages, raw(field)) : null;
  }

  Template template(String field) {
    return template(field, field);
  }

  /** A text or an expression. */
  Template textTemplate(String field) {
    if (has(field) && !(raw(field) instanceof String)) {
      error(field, "expected a text or an expression, found " + Json.print(raw(field)));
      return null;
    }
    return template(field);
  }

  /** A whole number within bounds, or an expression. */
  Template integerTemplate(String field, int least, int most) {
    Object value = raw(field);
    boolean expression = value instanceof String text && Template.isQuery(text);
    if (has(field) && !expression && !isInteger(value, least, most)) {
      error(
          field,
          "expected a whole number from %d to %d or an expression, found %s"
              .formatted(least, most, Json.print(value)));
      return null;
    }
    return template(field);
  }

  /** A whole number within bounds; the default when absent or wrong. */
  Integer integer(String field, int least, int most, Integer defaultValue) {
    if (!has(field)) {
      return defaultValue;
    }
    if (isInteger(raw(field), least, most)) {
      return ((Number) raw(field)).intValue();
    }
    error(
        field,
        "expected a whole number from %d to %d, found %s"
            .formatted(least, most, Json.print(raw(field))));
    return defaultValue;
  }

  double decimal(String field, double least, double defaultValue) {
    if (!has(field)) {
      return defaultValue;
    }
    if (raw(field) instanceof Number number && number.doubleValue() >= least) {
      return number.doubleValue();
    }
    error(
        field,
        "expected a number of at least %s, found %s".formatted(least, Json.print(raw(field))));
    return defaultValue;
  }

  /** A nested object, or null after reporting that it is none. */
  ObjectReader object(String field) {
    if (raw(field) instanceof Map<?, ?> map) {
      return new ObjectReader(map, pathOf(field), findings);
    }
    if (has(field)) {
      error(field, "expected an object, found " + Json.print(raw(field)));
    } else {
      findings.error(path, "missing '" + field + "', which must be an object");
    }
    return null;
  }

  /** The objects of an array; empty when the field is absent. */
  List<ObjectReader> objects(String field) {
    List<ObjectReader> readers = new ArrayList<>();
    if (!has(field)) {
      return readers;
    }
    if (!(raw(field) instanceof List<?> list)) {
      error(field, "expected an array of objects, found " + Json.print(raw(field)));
      return readers;
    }
    for (int i = 0; i < list.size(); i++) {
      String elementPath = pathOf(field) + "[" + i + "]";
      if (list.get(i) instanceof Map<?, ?> map) {
        readers.add(new ObjectReader(map, elementPath, findings));
      } else {
        findings.error(elementPath, "expected an object, found " + Json.print(list.get(i)));
      }
    }
    return readers;
  }

  private static boolean isInteger(Object value, int least, int most) {
    return (value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most;
  }
}
