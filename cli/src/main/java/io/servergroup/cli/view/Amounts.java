package io.servergroup.cli.view;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers, times and lists in words, the same in every locale. */
public final class Amounts {
  private static final int NAMED = 6;

  private Amounts() {}

  /** Hours, minutes and seconds: {@code 1:02:03}; what was before the start has a minus. */
  public static String clock(Duration time) {
    if (time.isNegative()) {
      return "-" + clock(time.abs());
    }
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** Like {@link #clock}, with milliseconds. */
  public static String preciseClock(Duration time) {
    return clock(time) + String.format(Locale.ROOT, ".%03d", time.abs().toMillisPart());
  }

  /** Seconds as minutes with one decimal. */
  public static String minutes(double seconds) {
    return String.format(Locale.ROOT, "%,.1f", seconds / 60);
  }

  /** A time in minutes with one decimal. */
  public static String minutes(Duration time) {
    return minutes(time.toMillis() / 1000.0);
  }

  /** A whole number with separators between thousands. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 server}, {@code 2 servers}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code server 3}, {@code servers 3, 4}, {@code servers 0, 1, 2, 3, 4, 5 and 14 more}. */
  public static String servers(List<Integer> servers) {
    String named =
        servers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = servers.size() - NAMED;
    return (servers.size() == 1 ? "server " : "servers ")
        + named
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
