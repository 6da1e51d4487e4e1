package io.servergroup.checker.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of HTTP/1.1 (RFC 9112) to a GET on a connection that is closed afterwards.
 *
 * <p>Read here, because java.net.http brings threads, buffers and classes that cost more memory
 * than the whole program has, and hides the connection that a time limit has to close.
 *
 * @param headers by name in lower case; of one that is there twice the last
 * @param body as far as it was asked for
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_LINES = 500;

  /**
   * @param bodyBytes how much of the body is read; one that is longer fails
   */
  static HttpAnswer read(InputStream stream, int bodyBytes) throws IOException {
    InputStream buffered = new BufferedInputStream(stream, 4096);
    int status = status(buffered);
    Map<String, String> headers = headers(buffered);
    // Interim answers, such as 100 and 103, come before the one that counts.
    for (int interim = 0; status < 200 && interim < 10; interim++) {
      status = status(buffered);
      headers = headers(buffered);
    }
    String body = bodyBytes == 0 ? "" : body(buffered, headers, bodyBytes);
    return new HttpAnswer(status, Map.copyOf(headers), body);
  }

  private static int status(InputStream stream) throws IOException {
    String line = line(stream);
    Matcher status = STATUS_LINE.matcher(line);
    if (!status.matches()) {
      throw new IOException("it does not speak HTTP; it says '" + Failures.line(line) + "'");
    }
    return Integer.parseInt(status.group(1));
  }

  private static Map<String, String> headers(InputStream stream) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line(stream);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    throw new IOException("the answer has more than " + MOST_LINES + " headers");
  }

  private static String body(InputStream stream, Map<String, String> headers, int most)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      for (int bytes = chunk(stream); bytes > 0; bytes = chunk(stream)) {
        copy(stream, body, bytes, most);
        line(stream);
      }
    } else if (headers.containsKey("content-length")) {
      copy(stream, body, number(headers.get("content-length"), 10), most);
    } else {
      byte[] rest = stream.readNBytes(most + 1);
      refuse(rest.length, most);
      body.write(rest);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int chunk(InputStream stream) throws IOException {
    return number(line(stream).replaceFirst(";.*", "").strip(), 16);
  }

  private static int number(String written, int radix) throws IOException {
    try {
      int number = Integer.parseInt(written, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("'" + Failures.line(written) + "' is no length of a body", e);
    }
    throw new IOException("'" + Failures.line(written) + "' is no length of a body");
  }

  private static void copy(InputStream from, ByteArrayOutputStream to, int bytes, int most)
      throws IOException {
    refuse((long) to.size() + bytes, most);
    byte[] read = from.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException();
    }
    to.write(read);
  }

  private static void refuse(long bytes, int most) throws IOException {
    if (bytes > most) {
      throw new IOException("the body is longer than " + most + " bytes");
    }
  }

  private static String line(InputStream stream) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = stream.read(); next != '\n'; next = stream.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("a line of the answer is longer than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    String read = line.toString(StandardCharsets.ISO_8859_1);
    return read.endsWith("\r") ? read.substring(0, read.length() - 1) : read;
  }
}
