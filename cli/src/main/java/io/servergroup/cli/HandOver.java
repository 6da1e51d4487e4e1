package io.servergroup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.aws.Executions.Progress;
import io.servergroup.cli.view.JsonText;
import java.util.Optional;

/** How the execution of a rollout whose history is nearly full names the one that goes on. */
final class HandOver {
  private HandOver() {}

  /** The execution in which the rollout goes on; empty when it does not. */
  static Optional<String> successor(Progress execution) {
    JsonNode output = JsonText.read(execution.output());
    return output.path("status").asText().equals("HANDED_OVER")
        ? Optional.of(output.path("successor").asText())
        : Optional.empty();
  }
}
