package io.servergroup.simulator.sweep;

import java.util.Comparator;
import java.util.Optional;

/**
 * One fault of one run: the time its kind could have happened at which it did, such as {@code
 * lost-event@17} for the seventeenth delivery.
 *
 * @param draw from 1
 */
public record Fault(FaultKind kind, long draw) implements Comparable<Fault> {
  private static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::kind).thenComparingLong(Fault::draw);

  /** Reads what {@link #toString} wrote; empty when it is something else. */
  public static Optional<Fault> parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    try {
      long draw = Long.parseLong(text.substring(at + 1));
      return draw < 1
          ? Optional.empty()
          : FaultKind.of(text.substring(0, at)).map(kind -> new Fault(kind, draw));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Fault other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.word() + "@" + draw;
  }
}
