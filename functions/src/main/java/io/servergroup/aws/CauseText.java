package io.servergroup.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The causes of failures, as people read them. Of a function that failed, Step Functions gives the
 * JSON of Lambda's runtime as the cause: the message of the exception, and its stack trace, which
 * stays in the execution's history and in the function's log. Of another execution it gives the
 * description as JSON, with such a cause in it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Java function
 *     errors in Lambda</a>
 */
public final class CauseText {
  private CauseText() {}

  /** The text with what such a JSON says in its place; one that has been cut off stays as it is. */
  public static String plain(String cause) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (int at = cause.indexOf('{'); at >= 0; at = cause.indexOf('{', from)) {
      plain.append(cause, from, at);
      from = at + said(cause.substring(at), plain);
    }
    return plain.append(cause, from, cause.length()).toString();
  }

  /** Writes what the JSON that a text begins with says, and returns how much of the text it is. */
  private static int said(String text, StringBuilder to) {
    try (JsonParser json = JSON.std.getStreamingFactory().createParser(text)) {
      Optional<String> words = words(JSON.std.mapFrom(json));
      if (words.isPresent()) {
        to.append(words.get());
        return (int) json.currentLocation().getCharOffset();
      }
    } catch (IOException noJson) {
      // A brace that somebody wrote, or JSON that was cut off: it stays.
    }
    to.append(text.charAt(0));
    return 1;
  }

  private static Optional<String> words(Map<String, Object> json) {
    if (json.containsKey("errorType")) {
      return text(json, "errorMessage");
    }
    return text(json, "ExecutionArn")
        .map(
            arn ->
                Stream.of(
                        Optional.of(arn + " is " + json.get("Status") + ":"),
                        text(json, "Error"),
                        text(json, "Cause").map(CauseText::plain))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" ")));
  }

  private static Optional<String> text(Map<String, Object> json, String field) {
    return json.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
