package io.servergroup.simulator.states.jsonata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of an expression, enough to see which variables it names and which constructs it uses.
 * The library's syntax tree is closed to callers.
 *
 * @param tokens in order
 */
record ExpressionTokens(List<Token> tokens) {
  enum Kind {
    VARIABLE,
    NAME,
    NUMBER,
    TEXT,
    REGEX,
    OPERATOR
  }

  /**
   * @param text a variable's name without the dollar sign; otherwise as written
   */
  record Token(Kind kind, String text) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** Whether a value ends here, so that a slash after it divides and a bracket selects. */
    boolean endsOperand() {
      return switch (kind) {
        case VARIABLE, NUMBER, TEXT, REGEX -> true;
        case NAME -> !isWordOperator(text);
        case OPERATOR -> text.equals(")") || text.equals("]") || text.equals("}");
      };
    }
  }

  static boolean isWordOperator(String name) {
    return name.equals("and") || name.equals("or") || name.equals("in");
  }

  static ExpressionTokens of(String source) {
    return new ExpressionTokens(new Scanner(source).scan());
  }

  /** The names of all variables and functions the expression mentions. */
  Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    for (Token token : tokens) {
      if (token.kind() == Kind.VARIABLE && !token.text().isEmpty() && !token.text().equals("$")) {
        names.add(token.text());
      }
    }
    return names;
  }

  private static final class Scanner {
    private static final List<String> LONG_OPERATORS =
        List.of("?:", "??", ":=", "!=", ">=", "<=", "~>", "..", "**");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Scanner(String source) {
      this.source = source;
    }

    List<Token> scan() {
      while (at < source.length()) {
        step();
      }
      return tokens;
    }

    private void step() {
      char c = source.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (source.startsWith("/*", at)) {
        skipTo("*/", 2);
      } else if (c == '"' || c == '\'') {
        quoted(c, Kind.TEXT);
      } else if (c == '`') {
        int end = source.indexOf('`', at + 1);
        add(Kind.NAME, end < 0 ? source.length() : end + 1);
      } else if (c == '/' && !afterOperand()) {
        quoted('/', Kind.REGEX);
      } else if (c == '$') {
        variable();
      } else if (isWordStart(c)) {
        add(Kind.NAME, wordEnd(at));
      } else if (Character.isDigit(c)) {
        add(Kind.NUMBER, numberEnd());
      } else {
        operator();
      }
    }

    private boolean afterOperand() {
      return !tokens.isEmpty() && tokens.getLast().endsOperand();
    }

    private void skipTo(String end, int from) {
      int found = source.indexOf(end, at + from);
      at = found < 0 ? source.length() : found + end.length();
    }

    private void quoted(char quote, Kind kind) {
      int end = at + 1;
      while (end < source.length() && source.charAt(end) != quote) {
        end += source.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(source.length(), end + 1);
      while (kind == Kind.REGEX && end < source.length() && "im".indexOf(source.charAt(end)) >= 0) {
        end++;
      }
      add(kind, end);
    }

    private void variable() {
      int end = source.startsWith("$$", at) ? at + 2 : wordEnd(at + 1);
      tokens.add(new Token(Kind.VARIABLE, source.substring(at + 1, end)));
      at = end;
    }

    private int wordEnd(int from) {
      int end = from;
      while (end < source.length()
          && (isWordStart(source.charAt(end)) || Character.isDigit(source.charAt(end)))) {
        end++;
      }
      return end;
    }

    private int numberEnd() {
      int end = at;
      while (end < source.length() && isNumberPart(end)) {
        end++;
      }
      return end;
    }

    private boolean isNumberPart(int index) {
      char c = source.charAt(index);
      if (c == '.') {
        return index + 1 < source.length() && Character.isDigit(source.charAt(index + 1));
      }
      boolean exponentSign = (c == '+' || c == '-') && "eE".indexOf(source.charAt(index - 1)) >= 0;
      return Character.isDigit(c) || c == 'e' || c == 'E' || (exponentSign && index > at);
    }

    private void operator() {
      for (String operator : LONG_OPERATORS) {
        if (source.startsWith(operator, at)) {
          add(Kind.OPERATOR, at + operator.length());
          return;
        }
      }
      add(Kind.OPERATOR, at + 1);
    }

    private void add(Kind kind, int end) {
      tokens.add(new Token(kind, source.substring(at, end)));
      at = end;
    }

    private static boolean isWordStart(char c) {
      return c == '_' || Character.isLetter(c);
    }
  }
}
