package io.servergroup.endpoint.wire;

import java.util.Map;
import java.util.TreeMap;

/** An HTTP response; its body is sent in UTF-8. */
public record WireAnswer(int status, Map<String, String> headers, String body) {
  static final String REQUEST_ID = "x-amzn-RequestId";

  static WireAnswer of(int status, String contentType, String requestId, String body) {
    return new WireAnswer(status, Map.of("Content-Type", contentType, REQUEST_ID, requestId), body);
  }

  /** The same with one more header. */
  public WireAnswer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new WireAnswer(status, more, body);
  }
}
