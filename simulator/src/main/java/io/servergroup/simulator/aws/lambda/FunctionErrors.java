package io.servergroup.simulator.aws.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The errors of functions, in the words and the JSON of Lambda's Java runtime. */
final class FunctionErrors {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OWN_FRAMES = HandlerCodec.class.getName();

  private FunctionErrors() {}

  /** What the runtime interface client reports for an exception: no cause, its own frames cut. */
  static InvocationResult.FunctionError of(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = thrown.getLocalizedMessage() == null ? type : thrown.getLocalizedMessage();
    ObjectNode json = JSON.createObjectNode().put("errorMessage", message).put("errorType", type);
    var frames = json.putArray("stackTrace");
    Arrays.stream(thrown.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(OWN_FRAMES))
        .forEach(frame -> frames.add(frame.toString()));
    return new InvocationResult.FunctionError(type, message, json.toString());
  }

  static InvocationResult.FunctionError timedOut(String requestId, Duration limit) {
    return sandbox(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            limit.toMillis() / 1000.0));
  }

  static InvocationResult.FunctionError died(String requestId) {
    return sandbox(
        "Runtime.ExitError",
        "RequestId: " + requestId + " Error: Runtime exited with error: signal: killed");
  }

  private static InvocationResult.FunctionError sandbox(String type, String message) {
    String json =
        JSON.createObjectNode().put("errorType", type).put("errorMessage", message).toString();
    return new InvocationResult.FunctionError(type, message, json);
  }

  static InvocationResult.ServiceFailure throttled() {
    return new InvocationResult.ServiceFailure(
        "Lambda.TooManyRequestsException", "Rate Exceeded. (Service: Lambda, Status Code: 429)");
  }

  static InvocationResult.ServiceFailure notReady() {
    return new InvocationResult.ServiceFailure(
        "Lambda.SnapStartNotReadyException",
        "Lambda is initializing your function. (Service: Lambda, Status Code: 409)");
  }

  static InvocationResult.ServiceFailure serviceFailed() {
    return new InvocationResult.ServiceFailure(
        "Lambda.ServiceException",
        "The service encountered an internal error. (Service: Lambda, Status Code: 500)");
  }

  static InvocationResult.ServiceFailure notFound(String arn) {
    return new InvocationResult.ServiceFailure(
        "Lambda.ResourceNotFoundException",
        "Function not found: " + arn + " (Service: Lambda, Status Code: 404)");
  }
}
