package io.servergroup.cli.story;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often things happened.
 *
 * @param title of all of them
 * @param thing what is counted, for the head of a column
 * @param counts without those that never happened
 */
public record Tally(String title, String thing, SortedMap<String, Long> counts) {
  public Tally {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Of counts of which some may be zero. */
  public static Tally of(String title, String thing, Map<String, Integer> counts) {
    SortedMap<String, Long> positive = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            positive.put(name, (long) count);
          }
        });
    return new Tally(title, thing, positive);
  }

  /** All of them together. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
