package io.servergroup.simulator.aws.states;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.servergroup.simulator.aws.sdk.JsonToModel;
import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.states.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The arguments and results of API calls recorded on AWS pass the bridge unchanged. The recordings
 * are kept outside the repository; the system property {@code recordings} names their file.
 */
class RecordedIntegrationsTest {
  private static final String METADATA = "Sdk";

  /** One event of a recorded task: what was sent, or what came back. */
  private record Recorded(String id, String service, String action, Map<?, ?> json) {
    boolean isSdkIntegration() {
      return service.startsWith("aws-sdk:");
    }

    Notation notation() {
      return isSdkIntegration() ? Notation.SDK_INTEGRATION : Notation.WIRE;
    }
  }

  @Test
  void recordedArgumentsBecomeRequests() throws IOException {
    List<Recorded> calls = recorded("TaskScheduled", "parameters");
    assertFalse(calls.isEmpty());
    for (Recorded call : calls) {
      assertDoesNotThrow(() -> integration(call).prepare(call.json()), call.id());
    }
  }

  @Test
  void recordedResultsLookTheSameAfterTheWayThroughTheSdksModel() throws Exception {
    List<Recorded> results = recorded("TaskSucceeded", "output");
    assertFalse(results.isEmpty());
    for (Recorded result : results) {
      Map<Object, Object> members = new LinkedHashMap<>(result.json());
      members.keySet().removeIf(name -> ((String) name).startsWith(METADATA));
      Object response = JsonToModel.build(responseBuilder(result), members, result.notation());
      assertEquals(members, ModelToJson.of((SdkPojo) response, result.notation()), result.id());
    }
  }

  private static Integration integration(Recorded call) {
    SdkService dynamoDb = SdkService.of(DynamoDbClient.class, new UnusedDynamoDb());
    if (call.service().equals("events")) {
      return new PutEventsIntegration(
          SdkService.of(EventBridgeClient.class, new UnusedEventBridge()).operation(call.action()));
    }
    return call.isSdkIntegration()
        ? new SdkIntegration("DynamoDb", dynamoDb.operation(call.action()))
        : new DynamoDbIntegration(dynamoDb.operation(call.action()), null, null);
  }

  private static SdkPojo responseBuilder(Recorded result) throws ReflectiveOperationException {
    String module = result.service().equals("events") ? "eventbridge" : "dynamodb";
    String action = result.action();
    String type = Character.toUpperCase(action.charAt(0)) + action.substring(1) + "Response";
    return (SdkPojo)
        Class.forName("software.amazon.awssdk.services." + module + ".model." + type)
            .getMethod("builder")
            .invoke(null);
  }

  /** The members of one kind of event of all calls of DynamoDB and EventBridge. */
  private static List<Recorded> recorded(String type, String member) throws IOException {
    Path file = recordingsFile();
    assumeTrue(
        Files.exists(file),
        () ->
            "the executions recorded on AWS are absent: no file "
                + file
                + "; name it with -Drecordings=<file>");
    List<Recorded> found = new ArrayList<>();
    for (Object recording : (List<?>) Json.parse(Files.readString(file))) {
      String id = (String) ((Map<?, ?>) recording).get("id");
      for (Object event : (List<?>) ((Map<?, ?>) recording).get("history")) {
        if (type.equals(((Map<?, ?>) event).get("type"))) {
          add(found, id, details((Map<?, ?>) event), member);
        }
      }
    }
    return found;
  }

  private static Map<?, ?> details(Map<?, ?> event) {
    for (Map.Entry<?, ?> entry : event.entrySet()) {
      if (((String) entry.getKey()).endsWith("EventDetails")) {
        return (Map<?, ?>) entry.getValue();
      }
    }
    throw new AssertionError("an event without details: " + event);
  }

  private static void add(List<Recorded> found, String id, Map<?, ?> details, String member) {
    String service = (String) details.get("resourceType");
    if (List.of("dynamodb", "aws-sdk:dynamodb", "events").contains(service)) {
      found.add(
          new Recorded(
              id, service, (String) details.get("resource"), (Map<?, ?>) details.get(member)));
    }
  }

  private static Path recordingsFile() {
    String property = System.getProperty("recordings");
    Path here = Path.of("").toAbsolutePath();
    Path repository = Files.exists(here.resolve("simulator")) ? here : here.getParent();
    return property == null
        ? repository.resolve("../shared/asl-conformance/recordings.json").normalize()
        : Path.of(property);
  }

  private static final class UnusedDynamoDb implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static final class UnusedEventBridge implements EventBridgeClient {
    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }
}
