package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas themselves. What commands print is held to them wherever a test runs a command with
 * {@code --json}.
 */
class SchemasTest {
  static Stream<String> schemas() {
    return Schemas.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void isASchemaOfItsDraftAndItsAddressIsItsName(String address) {
    JsonNode schema = Schemas.read(Schemas.all().get(address));

    assertEquals(List.of(), Schemas.findings(schema.toString()));
    assertEquals("https://json-schema.org/draft/2020-12/schema", schema.get("$schema").asText());
    assertEquals(address, schema.get("$id").asText());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyFieldIsExplainedAndNoOtherIsAllowed(String address) {
    explained(address, Schemas.read(Schemas.all().get(address)));
  }

  private static void explained(String where, JsonNode schema) {
    if (schema.has("properties") && !where.endsWith("rollout-event.json")) {
      assertEquals(false, schema.path("additionalProperties").asBoolean(true), where);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode field = property.getValue();
      assertTrue(
          field.has("description") || field.has("$ref") || where.endsWith("/input"),
          () -> where + " does not say what " + property.getKey() + " is");
      explained(where + "/" + property.getKey(), field);
    }
    for (Map.Entry<String, JsonNode> definition : schema.path("$defs").properties()) {
      explained(where + "/" + definition.getKey(), definition.getValue());
    }
    if (schema.has("items")) {
      explained(where + "/items", schema.get("items"));
    }
  }

  @Test
  void everyCommandThatPrintsForProgramsHasOne() {
    Completable.below(CommandRun.line().getCommandSpec()).stream()
        .filter(
            command -> command.options().stream().anyMatch(each -> each.names().contains("--json")))
        .flatMap(command -> Schemas.of(List.of(command.name())).stream())
        .forEach(
            name -> assertTrue(Schemas.all().containsKey(Schemas.BASE + name + ".json"), name));
  }

  @Test
  void aFieldThatNoSchemaKnowsIsFoundAtAnyDepth() {
    ObjectNode plan =
        (ObjectNode) Schemas.read(CommandRun.of("plan", "--simulated", "--json").out());
    assertEquals(List.of(), Schemas.findings("plan", plan.toString()));

    ((ObjectNode) plan.get("batches").get(0)).put("colour", "green");
    assertFalse(Schemas.findings("plan", plan.toString()).isEmpty());
  }

  @Test
  void aFieldThatIsMissingOrOfAnotherKindIsFound() {
    ObjectNode plan =
        (ObjectNode) Schemas.read(CommandRun.of("plan", "--simulated", "--json").out());
    ObjectNode without = plan.deepCopy();
    without.remove("floor");
    ObjectNode other = plan.deepCopy();
    other.put("readAt", "yesterday");

    assertEquals(1, Schemas.findings("plan", without.toString()).size());
    assertEquals(1, Schemas.findings("plan", other.toString()).size());
  }
}
