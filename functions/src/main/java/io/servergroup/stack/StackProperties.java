package io.servergroup.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The properties of a custom resource. CloudFormation hands over every scalar as text, and a list
 * as a list of texts; a parameter that is an empty list comes as one empty text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-create.html">Create
 *     requests of custom resources</a>
 */
public record StackProperties(Map<String, ?> byName) {
  /** More would not fit into an int. */
  private static final int MOST_DIGITS = 9;

  /** A text without blanks around it; empty when it is missing or blank. */
  public String text(String name) {
    return byName.get(name) == null ? "" : byName.get(name).toString().strip();
  }

  /**
   * A list, or a text with commas. One that is missing, or has nothing but blank entries, is empty;
   * else blank entries are kept, because they are a mistake that the caller tells of.
   */
  public List<String> list(String name) {
    List<String> entries =
        switch (byName.get(name)) {
          case null -> List.<String>of();
          case List<?> list ->
              list.stream().map(entry -> Objects.toString(entry, "").strip()).toList();
          case Object text ->
              Arrays.stream(text.toString().split(",", -1)).map(String::strip).toList();
        };
    return entries.stream().allMatch(String::isEmpty) ? List.of() : entries;
  }

  /** Whether it says {@code true}. */
  public boolean isTrue(String name) {
    return text(name).equals("true");
  }

  /** A number from 0 in digits alone; empty for anything else. */
  public OptionalInt count(String name) {
    String text = text(name);
    return text.matches("[0-9]{1," + MOST_DIGITS + "}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** As {@link #text}, or nothing. */
  Optional<String> given(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }
}
