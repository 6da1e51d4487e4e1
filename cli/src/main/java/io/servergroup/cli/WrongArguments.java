package io.servergroup.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Arguments that can be read but not be used, all of them. */
@SuppressWarnings("serial") // Never serialized: it lives from the check to the handler.
final class WrongArguments extends ParameterException {
  private final List<String> findings;

  WrongArguments(CommandLine command, List<String> findings) {
    super(command, String.join("; ", findings));
    this.findings = List.copyOf(findings);
  }

  List<String> findings() {
    return findings;
  }
}
