package io.servergroup.checker.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How much is logged; later ones log what earlier ones do. */
public enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  DEBUG;

  /** The names of the health checker of Gruntwork, which has more levels. */
  private static final Map<String, LogLevel> NAMES =
      Map.of(
          "panic", ERROR,
          "fatal", ERROR,
          "error", ERROR,
          "warn", WARNING,
          "warning", WARNING,
          "info", INFO,
          "debug", DEBUG,
          "trace", DEBUG);

  static Optional<LogLevel> of(String written) {
    return Optional.ofNullable(NAMES.get(written.toLowerCase(Locale.ROOT)));
  }
}
