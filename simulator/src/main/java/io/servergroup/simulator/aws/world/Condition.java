package io.servergroup.simulator.aws.world;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A filter of a describe call: the named field must equal one of the values, in which {@code *}
 * stands for any text and {@code ?} for any character.
 */
public record Condition(String name, List<String> values) {
  /** Whether no value has a wildcard, so that an index can answer it. */
  boolean exact() {
    return values.stream().noneMatch(Condition::wild);
  }

  boolean holds(Collection<String> found) {
    for (String value : values) {
      if (wild(value) ? found.stream().anyMatch(pattern(value)) : found.contains(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wild(String value) {
    return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
  }

  private static Predicate<String> pattern(String value) {
    String regex = "\\Q" + value.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
  }
}
