package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to type must be understood. */
class DocumentedCommandsTest {
  private static final Set<String> ENDLESS = Set.of("watch", "--watch", "serve");

  private static final Pattern COMMAND = Pattern.compile("\\./rollout ([a-z][^`#|>)\\n]*)");

  static Stream<String> documented() throws IOException {
    Path root = Path.of("..");
    return Stream.of(
            "README.md",
            "docs/OPERATING.md",
            "docs/DEPLOYING.md",
            "docs/BRING-YOUR-OWN.md",
            "docs/PROOF.md",
            "docs/EVENTS.md",
            "docs/schemas/README.md")
        .flatMap(
            name -> {
              try {
                return COMMAND.matcher(Files.readString(root.resolve(name))).results();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .map(match -> match.group(1).strip())
        .distinct();
  }

  @Test
  void theReadmeShowsRehearsals() throws IOException {
    assertTrue(documented().anyMatch(command -> command.equals("rehearse")));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isUnderstood(String command) {
    // Sweeps of documents take minutes, and are not to leave their files in the project.
    String[] arguments =
        command
            .replaceAll("--hashes \\S+", "--hashes target/hashes")
            .replaceAll("--report \\S+", "--report target/report.html")
            .replaceAll("--output \\S+", "--output target/report.html")
            .split("\\s+");
    // Nothing happens in the account meanwhile: whoever follows it has to stop.
    boolean endless = Stream.of(arguments).anyMatch(ENDLESS::contains);
    CommandRun run =
        endless
            ? CommandRun.interrupted(new SimulatedAccounts(), arguments)
            : CommandRun.of(ScriptedSweeping.failing(), false, arguments);
    assertNotEquals(2, run.exitCode(), () -> command + ": " + run);
  }
}
