package io.servergroup.simulator.states.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What optimised integrations add to the response of an API (as recorded on AWS). */
public final class SdkMetadata {
  private SdkMetadata() {}

  /**
   * Adds {@code SdkHttpMetadata} and {@code SdkResponseMetadata} to a response.
   *
   * @param contentType of the API's answers, such as {@code application/json}
   */
  public static void addTo(Map<String, Object> response, String contentType, String requestId) {
    Map<String, Object> allHeaders = new LinkedHashMap<>();
    allHeaders.put("x-amzn-RequestId", List.of(requestId));
    allHeaders.put("Content-Type", List.of(contentType));
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("x-amzn-RequestId", requestId);
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("AllHttpHeaders", allHeaders);
    http.put("HttpHeaders", headers);
    http.put("HttpStatusCode", 200);
    response.put("SdkHttpMetadata", http);
    response.put("SdkResponseMetadata", Map.of("RequestId", requestId));
  }
}
