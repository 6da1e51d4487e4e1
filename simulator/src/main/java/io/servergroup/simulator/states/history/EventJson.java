package io.servergroup.simulator.states.history;

import io.servergroup.simulator.states.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events in the form the API's GetExecutionHistory gives them. */
public final class EventJson {
  private static final Map<String, Object> NOT_TRUNCATED = Map.of("truncated", false);

  private EventJson() {}

  /** The event with the API's member names; the time in ISO-8601. */
  public static Map<String, Object> of(HistoryEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("timestamp", event.time().toString());
    json.put("type", event.type().apiName());
    json.put("id", event.id());
    json.put("previousEventId", event.previousEventId());
    Map<String, Object> details = details(event.details());
    if (!details.isEmpty()) {
      json.put(detailsName(event), details);
    }
    return json;
  }

  private static String detailsName(HistoryEvent event) {
    return switch (event.details()) {
      case Details.StateEntered ignored -> "stateEnteredEventDetails";
      case Details.StateExited ignored -> "stateExitedEventDetails";
      default -> {
        String type = event.type().apiName();
        yield Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
      }
    };
  }

  /** The members of the event's details, without those that are absent. */
  public static Map<String, Object> details(Details details) {
    Fields fields = new Fields();
    switch (details) {
      case Details.None ignored -> {}
      case Details.ExecutionStarted d ->
          fields.payload("input", d.input()).put("roleArn", d.roleArn());
      case Details.ExecutionSucceeded d -> fields.payload("output", d.output());
      case Details.ExecutionEnded d -> fields.failure(d.error(), d.cause());
      case Details.ExecutionRedriven d -> fields.put("redriveCount", d.redriveCount());
      case Details.EvaluationFailed d ->
          fields
              .failure(d.error(), d.cause())
              .put("location", d.location())
              .put("state", d.state());
      case Details.StateEntered d -> fields.put("name", d.name()).payload("input", d.input());
      case Details.StateExited d ->
          fields.put("name", d.name()).payload("output", d.output()).variables(d);
      case Details.LambdaScheduled d ->
          fields
              .put("resource", d.resource())
              .payload("input", d.input())
              .put("timeoutInSeconds", d.timeoutSeconds());
      case Details.LambdaSucceeded d -> fields.payload("output", d.output());
      case Details.LambdaFailed d -> fields.failure(d.error(), d.cause());
      case Details.TaskScheduled d -> taskScheduled(fields, d);
      case Details.TaskStarted d -> fields.task(d.resourceType(), d.resource());
      case Details.TaskOutput d ->
          fields.task(d.resourceType(), d.resource()).payload("output", d.output());
      case Details.TaskFailed d ->
          fields.task(d.resourceType(), d.resource()).failure(d.error(), d.cause());
      case Details.MapStateStarted d -> fields.put("length", d.length());
      case Details.MapIteration d -> fields.put("name", d.name()).put("index", d.index());
      case Details.MapRunStarted d -> fields.put("mapRunArn", d.mapRunArn());
      case Details.MapRunFailed d -> fields.failure(d.error(), d.cause());
    }
    return fields.members;
  }

  private static void taskScheduled(Fields fields, Details.TaskScheduled d) {
    fields
        .task(d.resourceType(), d.resource())
        .put("region", d.region())
        .put("parameters", Json.print(d.parameters()))
        .put("timeoutInSeconds", d.timeoutSeconds())
        .put("heartbeatInSeconds", d.heartbeatSeconds());
  }

  private static final class Fields {
    private final Map<String, Object> members = new LinkedHashMap<>();

    Fields put(String name, Object value) {
      if (value != null) {
        members.put(name, value);
      }
      return this;
    }

    Fields payload(String name, Object value) {
      members.put(name, Json.print(value));
      members.put(name + "Details", NOT_TRUNCATED);
      return this;
    }

    Fields task(String resourceType, String resource) {
      return put("resourceType", resourceType).put("resource", resource);
    }

    Fields failure(String error, String cause) {
      return put("error", error).put("cause", cause);
    }

    Fields variables(Details.StateExited exited) {
      if (exited.assignedVariables().isEmpty()) {
        return this;
      }
      Map<String, Object> texts = new LinkedHashMap<>();
      exited.assignedVariables().forEach((name, value) -> texts.put(name, Json.print(value)));
      members.put("assignedVariables", texts);
      members.put("assignedVariablesDetails", NOT_TRUNCATED);
      return this;
    }
  }
}
