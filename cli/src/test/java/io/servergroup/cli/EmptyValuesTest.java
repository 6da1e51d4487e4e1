package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.view.InputOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A variable that a script forgot to set arrives as an empty value. It never counts as not given:
 * of {@code --only}, that would be every server.
 */
class EmptyValuesTest {
  private static final List<String> ROLLOUT =
      Arrays.stream(InputOption.values()).map(InputOption::option).toList();

  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "start", List.of("start", "--group", "tools"),
          "plan", List.of("plan", "--simulated"),
          "rehearse", List.of("rehearse"),
          "simulate-from", List.of("simulate-from", "--group", "tools"));

  static List<List<String>> emptyValues() {
    List<List<String>> lines = new ArrayList<>();
    COMMANDS.forEach(
        (name, words) -> {
          CommandLine command = CommandRun.line().getSubcommands().get(name);
          for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().min() > 0 && ROLLOUT.contains(option.longestName())) {
              for (String empty : List.of("", "  ")) {
                List<String> line = new ArrayList<>(words);
                line.addAll(List.of(option.longestName(), empty));
                lines.add(line);
              }
            }
          }
        });
    assertTrue(lines.contains(List.of("rehearse", "--only", "")), lines::toString);
    return lines;
  }

  @ParameterizedTest
  @MethodSource("emptyValues")
  void areRefusedOfEverythingThatARolloutIsAskedFor(List<String> line) {
    CommandRun run = CommandRun.of(line.toArray(String[]::new));

    String option = line.get(line.size() - 2);
    assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("rollout: " + option + ": found "), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "plan", "rehearse", "simulate-from"})
  void areNoListOfServers(String command) {
    List<String> line = new ArrayList<>(COMMANDS.get(command));
    line.addAll(List.of("--only", ""));

    assertEquals(
        "rollout: --only: found \"\"; expected numbers of servers, such as [0, 4] or \"0,4\"; leave it out for all of them\nSee `rollout "
            + command
            + " --help`.\n",
        CommandRun.of(line.toArray(String[]::new)).err());
  }
}
