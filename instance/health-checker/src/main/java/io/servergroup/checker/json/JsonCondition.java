package io.servergroup.checker.json;

import io.servergroup.checker.json.JsonReader.NotJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something a JSON text has to have, such as {@code /status = healthy} or {@code /version exists}.
 *
 * @param pointer a JSON Pointer (RFC 6901)
 * @param value what the found value is compared with; JSON's null unless the relation compares
 */
public record JsonCondition(String pointer, Relation relation, Object value) {
  private static final Pattern WRITTEN =
      Pattern.compile("((?:/[^\\s=!]*)?)\\s*(?:(exists)|(!?=)\\s*(.+))", Pattern.DOTALL);

  public enum Relation {
    EXISTS,
    EQUAL,
    DIFFERENT
  }

  /** Empty when the text is no condition. */
  public static Optional<JsonCondition> of(String written) {
    Matcher parts = WRITTEN.matcher(written.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(2) != null) {
      return Optional.of(new JsonCondition(parts.group(1), Relation.EXISTS, JsonReader.NULL));
    }
    Relation relation = parts.group(3).equals("=") ? Relation.EQUAL : Relation.DIFFERENT;
    return Optional.of(new JsonCondition(parts.group(1), relation, literal(parts.group(4))));
  }

  /** Why the text does not meet it; empty when it does. */
  public Optional<String> violation(Object json) {
    Optional<Object> found = at(json);
    if (found.isEmpty()) {
      return Optional.of("nothing is at " + where());
    }
    boolean equal = same(found.get(), value);
    return switch (relation) {
      case EXISTS -> Optional.empty();
      case EQUAL ->
          equal ? Optional.empty() : Optional.of(where() + " is " + found.get() + ", not " + value);
      case DIFFERENT -> equal ? Optional.of(where() + " is " + found.get()) : Optional.empty();
    };
  }

  private String where() {
    return pointer.isEmpty() ? "the whole body" : pointer;
  }

  private Optional<Object> at(Object json) {
    Object here = json;
    for (String token : tokens()) {
      Object next =
          switch (here) {
            case Map<?, ?> members -> members.get(token);
            case List<?> items when token.matches("0|[1-9]\\d{0,6}") -> {
              int index = Integer.parseInt(token);
              yield index < items.size() ? items.get(index) : null;
            }
            default -> null;
          };
      if (next == null) {
        return Optional.empty();
      }
      here = next;
    }
    return Optional.of(here);
  }

  private List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    if (!pointer.isEmpty()) {
      for (String token : pointer.substring(1).split("/", -1)) {
        tokens.add(token.replace("~1", "/").replace("~0", "~"));
      }
    }
    return tokens;
  }

  private static boolean same(Object found, Object wanted) {
    if (found instanceof BigDecimal number && wanted instanceof BigDecimal other) {
      return number.compareTo(other) == 0;
    }
    // "3" of a body and 3 of a condition are the same: nobody quotes in a configuration.
    return found.equals(wanted) || (found instanceof String && found.equals(wanted.toString()));
  }

  /** JSON when it is JSON; otherwise text, so that a word needs no quotes. */
  private static Object literal(String written) {
    try {
      return JsonReader.read(written);
    } catch (NotJsonException e) {
      return written;
    }
  }
}
