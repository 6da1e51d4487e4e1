package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a project of its own, with a JDK and a Maven that only say what they are told.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../rollout").toAbsolutePath().normalize();
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >>calls
      sleep 0.2
      touch cli/target/rollout.jar
      """;

  @TempDir private Path folder;
  private Path project;
  private Path tools;

  @BeforeEach
  void aProjectThatWasNeverBuilt() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Files.copy(LAUNCHER, project.resolve("rollout"));
    Path source = Files.createDirectories(project.resolve("cli/src/main")).resolve("Main.java");
    Files.writeString(source, "");
    old(source);
    old(source.getParent());
    jdk("25.0.1");
    script(tools.resolve("mvn"), MAVEN);
    // Hides a real one further down the PATH, which would be found.
    script(tools.resolve("javac"), "#!/bin/sh\n");
  }

  @Test
  void worksFromAnyFolderThroughLinksAndWithSpacesInThePath() throws Exception {
    Path link = Files.createSymbolicLink(tools.resolve("link"), project.resolve("rollout"));
    Path again = Files.createSymbolicLink(folder.resolve("again"), Path.of("tools/link"));

    Result result = run(again, "rehearse", "two words");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().endsWith("-jar %s rehearse two words\n".formatted(jar())), result.out());
    assertTrue(Files.exists(link));
  }

  @Test
  void theFirstUseBuildsAndSaysSoOnStandardErrorOnly() throws Exception {
    Result first = run();
    Result second = run();

    assertEquals(1, first.out().lines().count(), first.out());
    assertTrue(first.err().startsWith("rollout: first use: building"), first.err());
    assertEquals("", second.err());
    assertEquals(1, builds());
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    run();
    Files.setLastModifiedTime(
        project.resolve("cli/src/main/Main.java"), FileTime.from(Instant.now().plusSeconds(60)));

    assertTrue(run().err().startsWith("rollout: sources changed; building again"));
    assertEquals(2, builds());
  }

  @Test
  void aDeletedSourceIsNoticed() throws Exception {
    run();
    Files.delete(project.resolve("cli/src/main/Main.java"));
    Files.setLastModifiedTime(
        project.resolve("cli/src/main"), FileTime.from(Instant.now().plusSeconds(60)));

    run();

    assertEquals(2, builds());
  }

  @Test
  void aFailedBuildShowsItsErrorsNamesItsLogAndIsTriedAgain() throws Exception {
    script(tools.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");

    Result result = run();

    assertEquals(70, result.exitCode());
    assertTrue(result.err().contains("[ERROR] no such symbol"), result.err());
    assertTrue(
        result.err().contains("The whole log: " + target().resolve("rollout-build.log")),
        result.err());
    assertEquals("", result.out());
    script(tools.resolve("mvn"), MAVEN);
    assertEquals(0, run().exitCode());
  }

  @Test
  void whereItMayNotBuildItSaysSoAtOnce() throws Exception {
    Files.writeString(target(), "a file where the folder should be");

    Result result = run();

    assertEquals(69, result.exitCode());
    assertEquals(
        "rollout: cannot write to %s, where the first use builds; make it writable, or copy the project to a folder of yours.\n"
            .formatted(target()),
        result.err());
    assertFalse(Files.exists(project.resolve("calls")), "Maven was called");
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(project.resolve("rollout")));
    }
    for (Process process : processes) {
      assertEquals(0, result(process).exitCode());
    }

    assertEquals(1, builds());
    assertFalse(Files.isSymbolicLink(target().resolve("rollout.lock")));
  }

  @Test
  void theLockOfABuildThatWasKilledIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(target());
    Files.createSymbolicLink(target().resolve("rollout.lock"), Path.of(String.valueOf(gone.pid())));

    assertEquals(0, run().exitCode());
  }

  @Test
  void withoutANewEnoughJdkItSaysWhatToInstall() throws Exception {
    jdk("17.0.9");

    Result result = run();

    assertEquals(69, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("rollout: found no JDK 25 or newer."), result.err());
    assertTrue(result.err().contains("JAVA_HOME (" + tools.resolve("jdk") + ")"), result.err());
    assertTrue(result.err().contains("https://adoptium.net/"), result.err());
  }

  @Test
  void aJdkIsFoundInTheUsualFolders() throws Exception {
    Files.createDirectories(folder.resolve("jdks"));
    Files.move(tools.resolve("jdk"), folder.resolve("jdks/found here"));

    Result result = run();

    assertTrue(result.out().contains("jdks/found here"), result.out() + result.err());
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Files.delete(tools.resolve("mvn"));
    for (String command :
        List.of("sh", "dirname", "readlink", "sed", "head", "find", "env", "mkdir")) {
      Files.createSymbolicLink(tools.resolve(command), onPath(command));
    }

    Result result = result(start(Map.of("PATH", tools.toString()), project.resolve("rollout")));

    assertEquals(69, result.exitCode());
    assertTrue(result.err().contains("found no mvn on the PATH"), result.err());
  }

  @Test
  void whatRunsForLongIsCompiledByAllCompilersAndWhatIsShortByTheFastOne() throws Exception {
    String fast = "-XX:TieredStopAtLevel=1";

    String rehearsal = run(project.resolve("rollout"), "rehearse", "--seed", "7").out();
    String large = run(project.resolve("rollout"), "rehearse", "--servers", "300").out();
    String sweep = run(project.resolve("rollout"), "rehearse", "--seeds", "7").out();
    String same = run(project.resolve("rollout"), "rehearse", "--seeds=7").out();

    assertTrue(rehearsal.contains(fast), rehearsal);
    assertFalse(large.contains(fast), large);
    assertFalse(sweep.contains(fast), sweep);
    assertTrue(sweep.contains("-XX:+UseSerialGC"), sweep);
    for (String slow : List.of(large, sweep)) {
      assertTrue(slow.contains("-XX:+UseCompactObjectHeaders"), slow);
    }
    assertTrue(large.contains("-XX:InlineSmallCode="), large);
    assertFalse(sweep.contains("-XX:InlineSmallCode="), sweep);
    assertEquals(sweep.replace("--seeds 7", ""), same.replace("--seeds=7", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ROLLOUT_JAVA_OPTIONS"})
  void whoeverLimitsTheHeapIsNotGivenOneThatBeginsLarger(String variable) throws Exception {
    String path = tools + ":" + System.getenv("PATH");
    for (String limit : List.of("-Xmx256m", "-ea -XX:MaxRAMPercentage=25", "-XX:MaxHeapSize=1g")) {
      String out =
          result(start(Map.of("PATH", path, variable, limit), project.resolve("rollout"))).out();

      assertFalse(out.contains("-Xms") || out.contains("-Xmn"), out);
    }
    String other =
        result(start(Map.of("PATH", path, variable, "-ea"), project.resolve("rollout"))).out();

    assertTrue(other.contains("-Xms768m -Xmn512m"), other);
  }

  @Test
  void theExitCodeOfTheCommandIsPassedOn() throws Exception {
    script(tools.resolve("jdk/bin/java"), "#!/bin/sh\nexit 42\n");

    assertEquals(42, run().exitCode());
  }

  private void jdk(String version) throws IOException {
    Path home = Files.createDirectories(tools.resolve("jdk/bin")).getParent();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    script(home.resolve("bin/java"), "#!/bin/sh\necho \"$0 $*\"\n");
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private static Path onPath(String command) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path found = Path.of(folder, command);
      if (Files.isExecutable(found)) {
        return found;
      }
    }
    throw new IllegalStateException("there is no " + command + " on the PATH");
  }

  private Path target() {
    return project.resolve("cli/target");
  }

  private Path jar() {
    return target().resolve("rollout.jar");
  }

  private long builds() throws IOException {
    try (var calls = Files.lines(project.resolve("calls"))) {
      return calls.count();
    }
  }

  private Result run() throws Exception {
    return run(project.resolve("rollout"));
  }

  private Result run(Path launcher, String... arguments) throws Exception {
    return result(start(launcher, arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    return start(Map.of("PATH", tools + ":" + System.getenv("PATH")), launcher, arguments);
  }

  private Process start(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JDK_HOME");
    builder.environment().put("JAVA_HOME", tools.resolve("jdk").toString());
    builder.environment().put("ROLLOUT_JDK_FOLDERS", folder.resolve("jdks").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What the launcher prints fits the pipes' buffers, so one can be read after the other. */
  private static Result result(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  private record Result(int exitCode, String out, String err) {}
}
