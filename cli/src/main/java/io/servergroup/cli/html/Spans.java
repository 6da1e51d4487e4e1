package io.servergroup.cli.html;

import io.servergroup.cli.view.Amounts;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time in words. */
final class Spans {
  private Spans() {}

  /** {@code 42 s}, {@code 11 min 50 s}, {@code 2 h 3 min}. */
  static String of(Duration length) {
    long seconds = (length.toMillis() + 500) / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = (seconds + 30) / 60;
    return String.format(Locale.ROOT, "%,d h", minutes / 60)
        + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** A time since the start; a dash when there is none. */
  static String clock(Optional<Duration> at) {
    return at.map(Amounts::clock).orElse("–");
  }
}
