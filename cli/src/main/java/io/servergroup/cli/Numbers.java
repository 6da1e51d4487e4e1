package io.servergroup.cli;

import java.util.List;
import java.util.OptionalInt;

/** Reads the numbers that several commands take. */
final class Numbers {
  /** The largest cluster that can be simulated. */
  static final int MOST_SERVERS = 1000;

  private Numbers() {}

  /** How many servers a simulated cluster has; empty, with a finding, when that is no number. */
  static OptionalInt servers(String text, List<String> findings) {
    OptionalInt size = whole(text, 1, MOST_SERVERS);
    if (size.isEmpty()) {
      findings.add(Expected.SERVERS.instead(text));
    }
    return size;
  }

  /** A seed; 0, with a finding, when it is none. */
  static long seed(String text, List<String> findings) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      findings.add(Expected.SEED.instead(text));
      return 0;
    }
  }

  /** A whole number; empty when it is none, or not in the range. */
  static OptionalInt whole(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
