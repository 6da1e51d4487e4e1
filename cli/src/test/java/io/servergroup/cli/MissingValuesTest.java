package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever leaves out a value is told what would be right, whatever the command and option. */
class MissingValuesTest {
  static List<String> commandsWithoutTheirLastValue() {
    List<String> lines = new ArrayList<>();
    for (CommandLine command : CommandRun.line().getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.arity().min() > 0) {
          lines.add(command.getCommandName() + " " + option.longestName());
        }
      }
      if (command.getCommandSpec().positionalParameters().stream()
          .anyMatch(each -> each.arity().min() > 0)) {
        lines.add(command.getCommandName());
      }
    }
    assertTrue(lines.contains("completion") && lines.contains("report --output"), lines::toString);
    return lines;
  }

  @ParameterizedTest
  @MethodSource("commandsWithoutTheirLastValue")
  void isToldWhatWouldBeRight(String line) {
    CommandRun run = CommandRun.of(line.split(" "));

    assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
    assertTrue(run.err().matches("rollout: [^\n]*: found no value; right is (.|\n)*"), run::err);
  }
}
