package io.servergroup.endpoint.wire;

import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * JSON 1.0 and 1.1, which differ in their content type alone.
 *
 * @param contentType of the request, and so of the answer
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0
 *     protocol</a>
 */
record JsonProtocol(String contentType) implements Protocol {
  /** Names service and operation, separated by a dot. */
  static final String TARGET = "x-amz-target";

  /**
   * What a service that once spoke the query protocol adds to an error: its code there.
   *
   * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">awsQueryCompatible
   *     trait</a>
   */
  private static final String QUERY_ERROR = "x-amzn-query-error";

  @Override
  public WireCall call(WireRequest request) {
    String target = request.header(TARGET).orElse("");
    String text = request.body();
    try {
      Object json = text.isBlank() ? Map.of() : Json.parse(text);
      return new WireCall(target.substring(target.indexOf('.') + 1), new JsonWireValue(json));
    } catch (MalformedJsonException e) {
      throw new MalformedRequestException("the body is not JSON: " + e.getMessage());
    }
  }

  @Override
  public WireAnswer answer(String operation, SdkPojo response, String requestId) {
    return WireAnswer.of(
        200, contentType, requestId, Json.print(ModelToJson.of(response, Notation.WIRE)));
  }

  @Override
  public WireAnswer error(WireError error, String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("__type", error.shape());
    body.put("message", String.valueOf(error.message()));
    error.fields().ifPresent(fields -> body.putAll(ModelToJson.of(fields, Notation.WIRE)));
    WireAnswer answer = WireAnswer.of(error.status(), contentType, requestId, Json.print(body));
    return error.code().equals(error.shape())
        ? answer
        : answer.with(QUERY_ERROR, error.code() + ";" + error.blamed());
  }

  @Override
  public String malformed() {
    return "SerializationException";
  }

  @Override
  public String unknownOperation() {
    return "UnknownOperationException";
  }
}
