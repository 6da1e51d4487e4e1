package io.servergroup.checker.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, {@link BigDecimal}s, booleans and {@link #NULL}.
 *
 * <p>What it reads comes over the network from a tool in an unknown state, so nesting is limited.
 */
public final class JsonReader {
  /** JSON's null, so that a member that is null can be told from one that is not there. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final int DEEPEST = 100;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,4})?");

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Text that is not JSON; the message says where. */
  public static final class NotJsonException extends Exception {
    NotJsonException(String message) {
      super(message);
    }
  }

  public static Object read(String text) throws NotJsonException {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return value;
  }

  private Object value(int depth) throws NotJsonException {
    if (depth > DEEPEST) {
      throw new NotJsonException("it is nested deeper than " + DEEPEST);
    }
    blanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws NotJsonException {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    blanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      blanks();
      String name = string();
      blanks();
      take(':');
      members.put(name, value(depth + 1));
      blanks();
      if (peek() == '}') {
        at++;
        return members;
      }
      take(',');
    }
  }

  private List<Object> list(int depth) throws NotJsonException {
    List<Object> items = new ArrayList<>();
    at++;
    blanks();
    if (peek() == ']') {
      at++;
      return items;
    }
    while (true) {
      items.add(value(depth + 1));
      blanks();
      if (peek() == ']') {
        at++;
        return items;
      }
      take(',');
    }
  }

  private String string() throws NotJsonException {
    take('"');
    StringBuilder read = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      if (next < ' ') {
        at--;
        throw unexpected("no control character");
      }
      read.append(next == '\\' ? escaped() : next);
    }
    at++;
    return read.toString();
  }

  private char escaped() throws NotJsonException {
    char kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int end = Math.min(at + 4, text.length());
        String digits = text.substring(at, end);
        if (!digits.matches("[0-9a-fA-F]{4}")) {
          throw unexpected("four hexadecimal digits");
        }
        at = end;
        yield (char) Integer.parseInt(digits, 16);
      }
      default -> {
        at--;
        throw unexpected("an escape");
      }
    };
  }

  private BigDecimal number() throws NotJsonException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw unexpected("a value");
    }
    at = number.end();
    return new BigDecimal(number.group());
  }

  private Object word(String word, Object value) throws NotJsonException {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return value;
  }

  private void take(char wanted) throws NotJsonException {
    if (peek() != wanted) {
      throw unexpected("'" + wanted + "'");
    }
    at++;
  }

  /** The next character, which stays. */
  private char peek() throws NotJsonException {
    if (at >= text.length()) {
      throw new NotJsonException("it ends in the middle");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private NotJsonException unexpected(String wanted) {
    return new NotJsonException("%s is expected at character %d".formatted(wanted, at + 1));
  }
}
