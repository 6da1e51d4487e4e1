package io.servergroup.rollout;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many servers may be replaced together. */
public sealed interface BatchSize {
  /** A number of servers, from 1. */
  record Count(int servers) implements BatchSize {}

  /** A share of the group, from 1 to 100. */
  record Percent(int percent) implements BatchSize {}

  Pattern WRITTEN = Pattern.compile("\\s*([0-9]{1,9})\\s*(%?)\\s*");

  /**
   * Reads a number, or a text such as {@code 2} or {@code 25%}.
   *
   * @return empty when it is neither or out of range
   */
  static Optional<BatchSize> of(Object written) {
    Matcher matcher = WRITTEN.matcher(plain(written));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(matcher.group(1));
    if (amount < 1) {
      return Optional.empty();
    }
    if (matcher.group(2).isEmpty()) {
      return Optional.of(new Count(amount));
    }
    return amount <= 100 ? Optional.of(new Percent(amount)) : Optional.empty();
  }

  /** The number of servers of a group of this size; a percentage is rounded down, but not to 0. */
  default int servers(int groupSize) {
    return switch (this) {
      case Count(int servers) -> servers;
      case Percent(int percent) -> Math.max(1, (int) ((long) groupSize * percent / 100));
    };
  }

  private static String plain(Object written) {
    return switch (written) {
      case null -> "";
      case Number number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      case String text -> text;
      default -> "";
    };
  }
}
