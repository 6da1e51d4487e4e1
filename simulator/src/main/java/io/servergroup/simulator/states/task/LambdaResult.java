package io.servergroup.simulator.states.task;

import io.servergroup.simulator.states.definition.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a Lambda function in the form that the way of invoking it gives. */
public final class LambdaResult {
  private LambdaResult() {}

  /**
   * What to complete a task with: the payload itself for a function named by its ARN, an envelope
   * around it for {@code lambda:invoke} (as recorded on AWS).
   */
  public static Object of(Resource resource, Object payload, String requestId) {
    return switch (resource.kind()) {
      case LAMBDA_FUNCTION -> payload;
      case INTEGRATION -> envelope(payload, requestId);
    };
  }

  private static Map<String, Object> envelope(Object payload, String requestId) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("ExecutedVersion", "$LATEST");
    response.put("Payload", payload);
    SdkMetadata.addTo(response, "application/json", requestId);
    response.put("StatusCode", 200);
    return response;
  }
}
