package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schemas themselves. What commands print is held to them wherever a test runs a command with
 * {@code --json}.
 */
class SchemasTest {
  /** A record of an end that nothing was told before, and what somebody has put into an input. */
  private static final List<String> FIELDS_MAY_BE_MISSING = List.of("/progress.json", "/input");

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
    if (schema.has("properties") && FIELDS_MAY_BE_MISSING.stream().noneMatch(where::endsWith)) {
      Set<String> required = new TreeSet<>();
      schema.path("required").forEach(name -> required.add(name.asText()));
      Set<String> all = new TreeSet<>();
      schema.path("properties").fieldNames().forEachRemaining(all::add);
      assertEquals(all, required, () -> where + ": which fields are always there");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--servers 3",
        "--servers 3 --boot-failure-at 1",
        "--servers 3 --boot-failure-at 1 --on-failure rollback",
        "--servers 3 --topology without-identity --elb classic",
        "--servers 4 --topology group-per-zone --checkpoint every-batch",
        "--servers 3 --cancel-at 2",
        "--servers 3 --alarm-at 2",
        "--faults harsh --only-faults lost-event@1",
        "--faults mild --shrink",
        "--faults none --servers 2",
        "--seeds 3",
        "--list-faults",
      })
  void whatTheSimulatorItselfReportsIsAsTheSchemasSay(String options) {
    String[] arguments = ("rehearse --seed 3 --json " + options).split(" ");

    CommandRun run =
        options.contains("list")
            ? CommandRun.of("rehearse", "--list-faults", "--json")
            : CommandRun.of(new SimulatedRehearsal(), false, arguments);

    assertEquals(1, run.out().lines().count(), run::toString);
  }

  @Test
  void theListOfSchemasNamesEachOfThemAndEachCommand() throws IOException {
    String list = Files.readString(Path.of("../docs/schemas/README.md"));

    for (String address : Schemas.all().keySet()) {
      String name = address.substring(Schemas.BASE.length()).replace(".json", "");
      assertTrue(list.contains("| [%1$s](%1$s.json) |".formatted(name)), name);
    }
    forPrograms()
        .forEach(
            name ->
                assertTrue(
                    list.contains("`rollout %s".formatted(name))
                        || list.contains("`%s`".formatted(name)),
                    name));
  }

  /** The commands that print JSON. */
  private static Stream<String> forPrograms() {
    return Completable.below(CommandRun.line().getCommandSpec()).stream()
        .filter(
            command -> command.options().stream().anyMatch(each -> each.names().contains("--json")))
        .map(Completable::name);
  }

  @Test
  void allCommandsPrintForProgramsButThoseThatPrintForAShell() {
    Set<String> others = new TreeSet<>();
    Completable.below(CommandRun.line().getCommandSpec())
        .forEach(command -> others.add(command.name()));
    forPrograms().forEach(others::remove);

    assertEquals(Set.of("completion", "man"), others);
  }

  @Test
  void everyCommandThatPrintsForProgramsHasOne() {
    forPrograms()
        .flatMap(command -> Schemas.of(List.of(command)).stream())
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
