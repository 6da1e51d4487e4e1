package io.servergroup.simulator.aws.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What Lambda sends to a function's on-failure destination.
 *
 * @param requestId of the event, the same for all its attempts
 * @param functionArn without a version
 * @param condition why the event was given up
 * @param invocations how often the function was run for it
 * @param request the event, as JSON
 * @param lastError of the last run; empty when the function was never run. What Lambda sends then
 *     is not documented; here the response is left out.
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of Lambda asynchronous invocations</a>
 */
record InvocationRecord(
    Instant time,
    String requestId,
    String functionArn,
    Condition condition,
    int invocations,
    String request,
    Optional<InvocationResult.FunctionError> lastError) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VERSION = "$LATEST";

  /** Why an event is given up. */
  enum Condition {
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded");

    private final String label;

    Condition(String label) {
      this.label = label;
    }
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("version", "1.0")
            .put("timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    json.putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", functionArn + ":" + VERSION)
        .put("condition", condition.label)
        .put("approximateInvokeCount", invocations);
    json.set("requestPayload", parsed(request));
    lastError.ifPresent(
        error -> {
          json.putObject("responseContext")
              .put("statusCode", 200)
              .put("executedVersion", VERSION)
              .put("functionError", "Unhandled");
          json.set("responsePayload", parsed(error.payload()));
        });
    return json.toString();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an event and an error are JSON, this is not: " + text, e);
    }
  }
}
