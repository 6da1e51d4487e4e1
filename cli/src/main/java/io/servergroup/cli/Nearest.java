package io.servergroup.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which word somebody meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The word that takes the fewest letters to be inserted, left out or exchanged; empty when none
   * comes from changing less than half of what was typed.
   */
  static Optional<String> of(String typed, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> 2 * distance(typed, word) < Math.max(2, typed.length()));
  }

  /** What to add to a finding: a question, or nothing. */
  static String hint(String typed, Collection<String> words) {
    return of(typed, words).map("; did you mean %s?"::formatted).orElse("");
  }

  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int exchanged = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + exchanged, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
