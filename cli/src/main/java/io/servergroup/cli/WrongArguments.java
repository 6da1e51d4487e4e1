package io.servergroup.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Arguments that can be read but not be used, all of them. */
@SuppressWarnings("serial") // Never serialized: it lives from the check to the handler.
final class WrongArguments extends ParameterException {
  private final List<String> findings;

  WrongArguments(CommandLine command, List<String> findings) {
    super(command, String.join("; ", findings));
    this.findings = List.copyOf(findings);
  }

  /**
   * Ends a command whose arguments have been read, if any is wrong.
   *
   * @throws WrongArguments with everything that is wrong
   */
  static void refuse(CommandSpec command, List<String> findings) {
    if (!findings.isEmpty()) {
      throw new WrongArguments(command.commandLine(), findings);
    }
  }

  List<String> findings() {
    return findings;
  }
}
