package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.aws.sdk.SdkOperation;
import io.servergroup.simulator.states.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The optimised {@code events:putEvents}: a Detail may be any JSON value, and one refused entry
 * fails the task. Source: executions recorded on AWS.
 */
record PutEventsIntegration(SdkOperation operation) implements ClientIntegration {
  @Override
  public SdkRequest request(Map<?, ?> arguments) {
    Map<Object, Object> texts = new LinkedHashMap<>(arguments);
    if (arguments.get("Entries") instanceof List<?> entries) {
      List<Object> converted = new ArrayList<>(entries.size());
      entries.forEach(entry -> converted.add(entryWithText(entry)));
      texts.put("Entries", converted);
    }
    return operation.request(texts, Notation.WIRE);
  }

  private static Object entryWithText(Object entry) {
    if (!(entry instanceof Map<?, ?> members)
        || members.get("Detail") == null
        || members.get("Detail") instanceof String) {
      return entry;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(members);
    copy.put("Detail", Json.print(members.get("Detail")));
    return copy;
  }

  @Override
  public SdkResponse call(SdkRequest request) {
    return operation.call(request);
  }

  @Override
  public TaskOutcome answered(SdkResponse response) {
    Map<String, Object> output = ModelToJson.of(response, Notation.WIRE);
    if (output.get("FailedEntryCount") instanceof Integer failed && failed > 0) {
      return new TaskOutcome.Failed("EventBridge.FailedEntry", Json.print(output));
    }
    return new TaskOutcome.Answered(output);
  }

  @Override
  public TaskOutcome refused(SdkException exception) {
    return ClassicFailure.EVENTS.of(exception);
  }
}
