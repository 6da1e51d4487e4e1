package io.servergroup.checker.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {
  /** Nobody means more; and the nanoseconds of 292 years do not fit into a long. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");

  private Durations() {}

  /** Empty when it is none, or longer than a hundred years; a number alone is of seconds. */
  static Optional<Duration> of(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    Duration read =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofSeconds(count);
        };
    return Optional.of(read).filter(duration -> duration.compareTo(LONGEST) <= 0);
  }

  /** In the largest unit in which it is a whole number. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 60 + "m";
  }
}
