package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published schemas of what the command prints for programs. */
final class Schemas {
  static final String BASE = "https://server-group.example/schemas/";

  private static final Path FOLDER = Path.of("../docs/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TEXTS = texts();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(TEXTS)));

  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private Schemas() {}

  /** Their texts by their addresses. */
  static Map<String, String> all() {
    return TEXTS;
  }

  /**
   * The schemas of the lines that a command prints.
   *
   * @return the first line's, and that of those that follow
   */
  static List<String> of(List<String> arguments) {
    boolean hostile = arguments.stream().anyMatch(each -> each.startsWith("--faults"));
    boolean listing = arguments.contains("--list-faults");
    boolean sweep = arguments.stream().anyMatch(each -> each.matches("--seeds(=.*)?"));
    return switch (arguments.getFirst()) {
      case "rehearse" ->
          List.of(listing ? "faults" : sweep ? "sweep" : hostile ? "run" : "rehearse");
      case "simulate-from" -> List.of("rehearse");
      case "start" -> List.of("start", "watch");
      case "pause", "resume", "approve", "cancel" -> List.of("control");
      default -> List.of(arguments.getFirst());
    };
  }

  /** Holds every line that was printed to its schema, if it was for programs. */
  static void check(String out, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    if (!given.contains("--json") || given.contains("--help")) {
      return;
    }
    List<String> schemas = of(given);
    List<String> lines = out.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String schema = schemas.get(Math.min(i, schemas.size() - 1));
      assertEquals(List.of(), findings(schema, lines.get(i)), () -> schema + ": " + out);
    }
  }

  /** What is wrong with a text, by the schema of that name. */
  static List<String> findings(String schema, String json) {
    return FACTORY
        .getSchema(SchemaLocation.of(BASE + schema + ".json"), STRICT)
        .validate(read(json))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** What is wrong with a schema as a schema. */
  static List<String> findings(String schemaText) {
    return FACTORY
        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), STRICT)
        .validate(read(schemaText))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files =
        Files.list(FOLDER).filter(file -> file.toString().endsWith(".json"))) {
      for (Path file : files.toList()) {
        texts.put(BASE + file.getFileName(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
