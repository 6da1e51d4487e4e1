package io.servergroup.endpoint.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request.
 *
 * @param method such as {@code POST}
 * @param path as sent, percent-encoded
 * @param query what follows the question mark, as sent; empty text when nothing does
 * @param headers the first value of each, by its name
 * @param body as text; all protocols here are in UTF-8
 */
public record WireRequest(
    String method, String path, String query, Map<String, String> headers, String body) {
  public WireRequest {
    Map<String, String> byName = new TreeMap<>();
    headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    headers = byName;
  }

  /**
   * The value of a header.
   *
   * @param name in small letters
   */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
