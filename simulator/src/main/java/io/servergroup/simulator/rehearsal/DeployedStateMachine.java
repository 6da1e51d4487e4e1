package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.states.definition.DefinitionLoader;
import io.servergroup.simulator.states.definition.StateMachineDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A state machine as the project deploys it.
 *
 * @param name such as {@code rolling-deploy}
 * @param substitutions what stands in its definition for each <code>${name}</code>
 */
record DeployedStateMachine(String name, Map<String, String> substitutions) {
  /**
   * Definitions never change, and the runs of one process deploy the same few: reading and checking
   * them again would take a good part of a small run.
   */
  private static final Map<DeployedStateMachine, StateMachineDefinition> LOADED =
      new ConcurrentHashMap<>();

  DeployedStateMachine {
    substitutions = Map.copyOf(substitutions);
  }

  /** Its definition, which all runs share. */
  StateMachineDefinition definition() {
    return LOADED.computeIfAbsent(this, DeployedStateMachine::load);
  }

  private StateMachineDefinition load() {
    return DefinitionLoader.load(substituted(source(name)));
  }

  private String substituted(String source) {
    String result = source;
    for (Map.Entry<String, String> each : substitutions.entrySet()) {
      result = result.replace("${" + each.getKey() + "}", each.getValue());
    }
    int left = result.indexOf("${");
    if (left >= 0) {
      throw new IllegalStateException(
          "the state machine wants "
              + result.substring(left, result.indexOf('}', left) + 1)
              + ", which nothing is substituted for; known are "
              + new TreeSet<>(substitutions.keySet()));
    }
    return result;
  }

  /** What the project ships for a state machine, before the substitutions. */
  static String source(String name) {
    String resource = "/statemachine/" + name + ".asl.json";
    try (InputStream in = DeployedStateMachine.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            resource + " is not in the class path; rebuild the project");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
