package io.servergroup.cli.html;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people write them, the same everywhere. */
final class Instants {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Instants() {}

  static String text(Instant at) {
    return TEXT.format(at);
  }
}
