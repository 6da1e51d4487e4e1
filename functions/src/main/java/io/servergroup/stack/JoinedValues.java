package io.servergroup.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values that a template's loop makes, as one text. A template cannot join what a loop makes,
 * and may have 200 outputs.
 *
 * @param text the values with commas between them, as many as fit into an answer, and how many more
 *     there are
 * @param leftOut how many did not fit
 */
public record JoinedValues(String text, int leftOut) {
  /** The property of the first value is this and 0. */
  private static final String VALUE = "Value";

  /**
   * How much of an answer the text may take; ids, addresses and DNS names have a byte for each
   * character.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Responses
   *     of custom resources: 4,096 bytes</a>
   */
  private static final int MOST_CHARACTERS = 3_000;

  /** The values of the properties Value0, Value1 and so on, up to the first that is missing. */
  public static JoinedValues of(StackProperties properties) {
    List<String> values = new ArrayList<>();
    Optional<String> next = properties.given(VALUE + 0);
    while (next.isPresent()) {
      values.add(next.get());
      next = properties.given(VALUE + values.size());
    }
    StringBuilder text = new StringBuilder();
    int joined = 0;
    while (joined < values.size() && fits(text, values.get(joined))) {
      text.append(joined == 0 ? "" : ",").append(values.get(joined));
      joined++;
    }
    int left = values.size() - joined;
    return new JoinedValues(text + (left == 0 ? "" : ",... (%d more)".formatted(left)), left);
  }

  private static boolean fits(StringBuilder text, String value) {
    return text.length() + 1 + value.length() <= MOST_CHARACTERS;
  }
}
