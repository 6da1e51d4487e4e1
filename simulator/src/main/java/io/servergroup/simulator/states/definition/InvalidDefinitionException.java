package io.servergroup.simulator.states.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that AWS or this engine refuses, with everything that is wrong with it. */
public final class InvalidDefinitionException extends RuntimeException {
  private final transient List<Finding> findings;

  InvalidDefinitionException(List<Finding> findings) {
    super(
        findings.stream()
            .map(Finding::toString)
            .collect(Collectors.joining("\n  ", "Invalid state machine definition:\n  ", "")));
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
