package io.servergroup.checker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a request of HTTP/1.x (RFC 9112) decides about the answer.
 *
 * @param path without a query
 */
record Request(String method, String path) {
  /** Load balancers send some 150 bytes. */
  static final int LONGEST_HEAD = 8 * 1024;

  private static final int USUAL_HEAD = 1024;
  private static final Duration LONGEST_TIME = Duration.ofSeconds(5);

  /** A target is a path, or a whole URL as proxies send it. */
  private static final Pattern LINE =
      Pattern.compile(
          "([A-Z]{1,20}) (?:https?://[^/? ]+)?(/[^? ]*|\\*|)(?:\\?[^ ]*)? HTTP/1\\.\\d");

  /**
   * Reads the head of a request; what follows is left.
   *
   * @param nanos a clock, in nanoseconds
   * @return empty when the connection ends before, or what comes is not HTTP, too long or too slow
   */
  static Optional<Request> read(InputStream stream, LongSupplier nanos) throws IOException {
    byte[] head = new byte[USUAL_HEAD];
    int length = 0;
    long begun = nanos.getAsLong();
    // Who sends a byte now and then would hold a connection for hours.
    while (nanos.getAsLong() - begun < LONGEST_TIME.toNanos()) {
      int read = stream.read(head, length, head.length - length);
      if (read < 0) {
        return Optional.empty();
      }
      length += read;
      if (endsWithin(head, length)) {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        return of(text.substring(0, text.indexOf('\n')).stripTrailing());
      }
      if (length == LONGEST_HEAD) {
        return Optional.empty();
      }
      if (length == head.length) {
        head = Arrays.copyOf(head, LONGEST_HEAD);
      }
    }
    return Optional.empty();
  }

  /** An empty line ends the head. */
  private static boolean endsWithin(byte[] head, int length) {
    int sinceLine = -1;
    for (int i = 0; i < length; i++) {
      if (head[i] == '\n') {
        if (sinceLine == 0) {
          return true;
        }
        sinceLine = 0;
      } else if (head[i] != '\r' && sinceLine >= 0) {
        sinceLine++;
      }
    }
    return false;
  }

  static Optional<Request> of(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Optional.of(new Request(parts.group(1), parts.group(2)))
        : Optional.empty();
  }
}
