package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.jsonata.Template;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads Assign fields. */
final class Assignments {
  private static final Pattern VARIABLE = Pattern.compile("\\p{L}[\\p{L}\\p{N}_]*");
  private static final int LONGEST_NAME = 80;

  private Assignments() {}

  /** The template of an object's Assign field, or null when it has none. */
  static Template read(ObjectReader reader, String fieldInMessages) {
    if (!reader.has("Assign")) {
      return null;
    }
    if (!(reader.raw("Assign") instanceof Map<?, ?> map)) {
      reader.error(
          "Assign", "expected an object of variables, found " + Json.print(reader.raw("Assign")));
      return null;
    }
    for (Object key : map.keySet()) {
      checkName(reader, (String) key);
    }
    return Template.of(fieldInMessages, map);
  }

  private static void checkName(ObjectReader reader, String name) {
    if (name.equals("states")) {
      reader.error("Assign", "the variable 'states' is reserved; choose another name");
    } else if (!VARIABLE.matcher(name).matches() || name.length() > LONGEST_NAME) {
      reader.error(
          "Assign",
          "'%s' is no name of a variable; one is a letter followed by at most %d letters, digits and _"
              .formatted(name, LONGEST_NAME - 1));
    }
  }

  /** The names an Assign template assigns; none for null. */
  static Set<?> names(Template assign) {
    return switch (assign) {
      case null -> Set.of();
      case Template.Members object -> object.members().keySet();
      case Template.Constant constant -> ((Map<?, ?>) constant.value()).keySet();
      default -> Set.of();
    };
  }
}
