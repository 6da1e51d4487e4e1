package io.servergroup.simulator.aws.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A filter of a describe call: the named field must equal one of the values, in which {@code *}
 * stands for any text and {@code ?} for any character. A resource costs one look-up, however many
 * values there are without a wildcard.
 */
public final class Condition {
  private final String name;
  private final List<String> values;
  private final Set<String> exact = new HashSet<>();
  private final List<Predicate<String>> patterns = new ArrayList<>();

  public Condition(String name, List<String> values) {
    this.name = name;
    this.values = List.copyOf(values);
    for (String value : values) {
      if (wild(value)) {
        patterns.add(pattern(value));
      } else {
        exact.add(value);
      }
    }
  }

  String name() {
    return name;
  }

  List<String> values() {
    return values;
  }

  /** Whether no value has a wildcard, so that an index can answer it. */
  boolean exact() {
    return patterns.isEmpty();
  }

  boolean holds(Collection<String> found) {
    for (String value : found) {
      if (exact.contains(value) || patterns.stream().anyMatch(pattern -> pattern.test(value))) {
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
