package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.states.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A stack whose custom resources are asked for by hand, and what they answer. */
final class StackByHand {
  private static final Path EVENTS = Path.of("..", "events");
  static final String STACK =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/confluent-tools/51af3dc0-da77-11e4-872e-1234567db123";

  private final Story story;
  private int requests;

  StackByHand(Story story) {
    this.story = story;
    status("UPDATE_IN_PROGRESS");
  }

  /** Asks, and waits for the answer. */
  ReceivedAnswer ask(
      String function, String kind, String type, String logicalId, Map<String, ?> properties) {
    return await(send(function, kind, type, logicalId, properties, Map.of()));
  }

  /** What CloudFormation says of the stack from now on. */
  final void status(String status) {
    story.aws().stacks().set(STACK, status);
  }

  /**
   * Asks.
   *
   * @param old the properties before an update
   * @return the id of the request
   */
  String send(
      String function,
      String kind,
      String type,
      String logicalId,
      Map<String, ?> properties,
      Map<String, ?> old) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("RequestType", kind);
    event.put("StackId", STACK);
    event.put("RequestId", "request-" + ++requests);
    event.put("LogicalResourceId", logicalId);
    event.put("ResourceType", type);
    event.put("ResourceProperties", properties);
    if (!kind.equals("Create")) {
      event.put("PhysicalResourceId", "confluent-tools-" + logicalId);
    }
    if (kind.equals("Update")) {
      event.put("OldResourceProperties", old);
    }
    return send(function, event);
  }

  private String send(String function, Map<String, Object> event) {
    String requestId = event.get("RequestId").toString();
    event.put(
        "ResponseURL",
        story
            .aws()
            .answers()
            .open(
                event.get("StackId").toString(),
                event.get("LogicalResourceId").toString(),
                requestId));
    story.aws().lambda().invokeAsync(function, Json.print(event));
    return requestId;
  }

  ReceivedAnswer await(String requestId) {
    story.until(() -> isAnswered(requestId), "the answer to " + requestId);
    return story.aws().answers().answer(requestId).orElseThrow();
  }

  boolean isAnswered(String requestId) {
    return story.aws().answers().answer(requestId).isPresent();
  }

  /**
   * Asks what a file in {@code events/} asks, and waits for the answer.
   *
   * @param replaced what is called otherwise in the simulated account
   */
  ReceivedAnswer askFile(String function, String file, Map<String, String> replaced)
      throws IOException {
    String text = Files.readString(EVENTS.resolve(file + ".json"));
    for (Map.Entry<String, String> each : replaced.entrySet()) {
      if (!text.contains(each.getKey())) {
        throw new AssertionError(file + " does not contain " + each.getKey());
      }
      text = text.replace(each.getKey(), each.getValue());
    }
    Map<String, Object> event = new LinkedHashMap<>();
    ((Map<?, ?>) Json.parse(text)).forEach((key, value) -> event.put(key.toString(), value));
    return await(send(function, event));
  }
}
