package io.servergroup.simulator.aws.sdk;

import java.util.List;

/** A JSON value does not fit the request it should become; says everything that is wrong. */
public final class InvalidArgumentsException extends RuntimeException {
  private final List<String> findings;

  InvalidArgumentsException(String type, List<String> findings) {
    super(type + ": " + String.join("; ", findings));
    this.findings = List.copyOf(findings);
  }

  /** One sentence for each mistake, with the path of the member, never empty. */
  public List<String> findings() {
    return findings;
  }
}
