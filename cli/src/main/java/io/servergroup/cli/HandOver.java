package io.servergroup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.aws.Executions.Progress;
import java.util.Optional;

/** How the execution of a rollout whose history is nearly full names the one that goes on. */
final class HandOver {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HandOver() {}

  /** The execution in which the rollout goes on; empty when it does not. */
  static Optional<String> successor(Progress execution) {
    try {
      JsonNode output = JSON.readTree(execution.output());
      return output.path("status").asText().equals("HANDED_OVER")
          ? Optional.of(output.path("successor").asText())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the output of an execution is no JSON", e);
    }
  }
}
