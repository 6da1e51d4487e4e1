package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.servergroup.simulator.api.ApiCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Holds the events that functions send to the schema that is published of them. */
final class EventSchema {
  private static final String BASE = "https://server-group.example/schemas/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts())));

  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private EventSchema() {}

  /** Looks at every event of a call, if it is one that sends events. */
  static void check(ApiCall call) {
    if (call.request() instanceof PutEventsRequest request) {
      request.entries().forEach(entry -> assertEquals(List.of(), findings(entry), entry::detail));
    }
  }

  /** What is wrong with an event. */
  static List<String> findings(PutEventsRequestEntry entry) {
    try {
      ObjectNode event = JSON.createObjectNode();
      event.put("source", entry.source()).put("detail-type", entry.detailType());
      event.set("detail", JSON.readTree(entry.detail()));
      return FACTORY
          .getSchema(SchemaLocation.of(BASE + "rollout-event.json"), STRICT)
          .validate(event)
          .stream()
          .map(ValidationMessage::getMessage)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    for (String name : List.of("rollout-event.json", "progress.json")) {
      try {
        texts.put(BASE + name, Files.readString(Path.of("../docs/schemas", name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }
}
