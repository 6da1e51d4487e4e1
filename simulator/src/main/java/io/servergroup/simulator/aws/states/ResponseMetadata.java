package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The HTTP metadata that optimised integrations add to their results. Source: executions recorded
 * on AWS.
 */
final class ResponseMetadata {
  private final RandomStream random;

  ResponseMetadata(RandomStream random) {
    this.random = random;
  }

  /** Adds the metadata of a Lambda response with this payload. */
  void addLambda(Map<String, Object> output, Object payload, Instant time) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Connection", "keep-alive");
    headers.put("Content-Length", length(payload));
    headers.put("Content-Type", "application/json");
    headers.put("Date", date(time));
    headers.put("X-Amz-Executed-Version", "$LATEST");
    headers.put("x-amzn-Remapped-Content-Length", "0");
    headers.put(
        "X-Amzn-Trace-Id",
        "root=1-%08x-%s;sampled=0".formatted(time.getEpochSecond(), random.hex(24)));
    add(output, headers);
  }

  /** Adds the metadata of a DynamoDB response with these members. */
  void addDynamoDb(Map<String, Object> output, Instant time) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Connection", "keep-alive");
    headers.put("Content-Length", length(output));
    headers.put("Content-Type", "application/x-amz-json-1.0");
    headers.put("Date", date(time));
    headers.put("Server", "Server");
    headers.put("x-amz-crc32", String.valueOf(random.nextInt(Integer.MAX_VALUE)));
    add(output, headers);
  }

  private void add(Map<String, Object> output, Map<String, String> headers) {
    String requestId = random.uuid();
    headers.put("x-amzn-RequestId", requestId);
    Map<String, Object> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("AllHttpHeaders", all);
    http.put("HttpHeaders", headers);
    http.put("HttpStatusCode", 200);
    output.put("SdkHttpMetadata", http);
    output.put("SdkResponseMetadata", Map.of("RequestId", requestId));
  }

  private static String length(Object json) {
    return String.valueOf(Json.print(json).getBytes(StandardCharsets.UTF_8).length);
  }

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
