package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Error messages as the reference implementation, which AWS quotes, writes them. The library's own
 * texts differ: it says {@code Object} for {@code function}, quotes argument numbers and leaves
 * some places unfilled.
 */
final class JsonataMessages {
  private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
  private static final Pattern CALL = Pattern.compile("\\$(\\w+)\\($");

  private JsonataMessages() {}

  /**
   * The end of the sentence about an error: AWS writes a sentence of its own after a code, {@code
   * ". T1006: ..."}, and goes on without one, {@code ": ..."}.
   */
  static String coded(JException error, String source) {
    String code = error.getError();
    if (code == null || !CODE.matcher(code).matches()) {
      return ": " + error.getMessage();
    }
    return ". " + code + ": " + text(code, error, source);
  }

  static String uncoded(RuntimeException error) {
    if (error instanceof NumberFormatException) {
      String value = String.valueOf(error.getMessage()).replace("For input string: ", "");
      return ". D3030: Unable to cast value to a number: " + value;
    }
    return ": " + error.getMessage();
  }

  private static String text(String code, JException error, String source) {
    return switch (code) {
      case "U1001" -> "Expression evaluation timeout: Check for infinite loop";
      case "T0410" ->
          "Argument %s of function \"%s\" does not match function signature"
              .formatted(error.getCurrent(), error.getExpected());
      case "T0412" ->
          "Argument 1 of function \"%s\" must be an array of \"%s\""
              .formatted(calledAt(source, error.getLocation()), plural(error.getExpected()));
      default -> String.valueOf(error.getMessage()).replace(" Object ", " function ");
    };
  }

  private static String calledAt(String source, int position) {
    if (position < 0 || position > source.length()) {
      return "";
    }
    Matcher call = CALL.matcher(source.substring(0, position));
    return call.find() ? call.group(1) : "";
  }

  private static String plural(Object subtype) {
    return switch (String.valueOf(subtype)) {
      case "n" -> "numbers";
      case "s" -> "strings";
      case "a" -> "arrays";
      case "o" -> "objects";
      case "b" -> "booleans";
      case "f" -> "functions";
      default -> String.valueOf(subtype);
    };
  }
}
