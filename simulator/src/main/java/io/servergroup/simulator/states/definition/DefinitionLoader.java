package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads definitions, refusing what AWS refuses when a state machine is created, and what this
 * engine cannot run.
 */
public final class DefinitionLoader {
  /** AWS limits a definition to 1 MB (Step Functions service quotas). */
  private static final int LONGEST_DEFINITION = 1024 * 1024;

  static final int LONGEST_TIMEOUT_SECONDS = 99_999_999;

  private DefinitionLoader() {}

  /**
   * What was read.
   *
   * @param definition empty when there is at least one error
   */
  public record Result(Optional<StateMachineDefinition> definition, List<Finding> findings) {}

  /** Reads a definition and says everything that is wrong with it. */
  public static Result read(String source) {
    Findings findings = new Findings();
    StateMachineDefinition definition = readMachine(source, findings);
    boolean refused = findings.all().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    return new Result(refused ? Optional.empty() : Optional.ofNullable(definition), findings.all());
  }

  /**
   * Reads a definition that must be right.
   *
   * @throws InvalidDefinitionException with all findings when it is refused
   */
  public static StateMachineDefinition load(String source) {
    Result result = read(source);
    return result.definition().orElseThrow(() -> new InvalidDefinitionException(result.findings()));
  }

  private static StateMachineDefinition readMachine(String source, Findings findings) {
    if (source.length() > LONGEST_DEFINITION) {
      findings.error("$", "the definition is longer than 1 MB");
      return null;
    }
    Map<?, ?> json = parse(source, findings);
    if (json == null) {
      return null;
    }
    ObjectReader machine = new ObjectReader(json, "$", findings);
    machine.allowOnly(
        "a state machine",
        "Comment",
        "StartAt",
        "States",
        "Version",
        "TimeoutSeconds",
        "QueryLanguage");
    checkVersion(machine);
    Integer timeout = machine.integer("TimeoutSeconds", 1, LONGEST_TIMEOUT_SECONDS, null);
    Graph graph = new GraphReader(findings, QueryLanguage.ofMachine(machine)).readMachine(machine);
    if (graph == null) {
      return null;
    }
    new VariableCheck(findings).check(graph);
    return new StateMachineDefinition(graph, timeout, source);
  }

  private static Map<?, ?> parse(String source, Findings findings) {
    try {
      if (Json.parseWithoutDuplicates(source) instanceof Map<?, ?> map) {
        return map;
      }
      findings.error("$", "a definition must be a JSON object");
    } catch (MalformedJsonException e) {
      findings.error("$", "not JSON: " + e.getMessage());
    }
    return null;
  }

  private static void checkVersion(ObjectReader machine) {
    if (machine.has("Version") && !"1.0".equals(machine.raw("Version"))) {
      machine.error("Version", "expected \"1.0\", found " + Json.print(machine.raw("Version")));
    }
  }
}
