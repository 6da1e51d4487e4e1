package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** The exit codes that the help of each command promises. */
final class ExitCodes {
  private static final Map<String, Map<String, String>> PROMISED = promised();

  private ExitCodes() {}

  /** By command, the meaning of each code. */
  static Map<String, Map<String, String>> all() {
    return PROMISED;
  }

  /** Holds the end of a command to its help. */
  static void check(int exitCode, String... arguments) {
    Collection<String> given = List.of(arguments);
    if (given.contains("--help") || given.contains("--version")) {
      assertEquals(ExitCode.GOOD, exitCode, given::toString);
    } else if (given.isEmpty() || !PROMISED.containsKey(arguments[0])) {
      assertEquals(ExitCode.USAGE, exitCode, given::toString);
    } else {
      assertTrue(
          PROMISED.get(arguments[0]).containsKey(Integer.toString(exitCode)),
          () -> "the help does not know of " + exitCode + ": " + Arrays.toString(arguments));
    }
  }

  private static Map<String, Map<String, String>> promised() {
    Map<String, Map<String, String>> promised = new TreeMap<>();
    for (Map.Entry<String, CommandLine> each : CommandRun.line().getSubcommands().entrySet()) {
      promised.put(each.getKey(), each.getValue().getCommandSpec().usageMessage().exitCodeList());
    }
    return promised;
  }
}
