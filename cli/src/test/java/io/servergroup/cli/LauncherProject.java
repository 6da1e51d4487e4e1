package io.servergroup.cli;

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
import java.util.Set;

/**
 * The launcher in a project of its own that was never built, with a JDK and a Maven that only say
 * what they are told.
 */
final class LauncherProject {
  private static final Path LAUNCHER = Path.of("../rollout").toAbsolutePath().normalize();
  static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >>calls
      sleep 0.2
      touch cli/target/rollout.jar
      """;

  private static final Set<String> INHERITED =
      Set.of(
          "JDK_HOME",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "ROLLOUT_JAVA_OPTIONS",
          "ROLLOUT_PRINT_JDK");

  private final Path around;
  private final Path project;
  private final Path tools;

  /**
   * @param folder an empty one
   */
  LauncherProject(Path folder) throws IOException {
    this.around = folder;
    project = Files.createDirectories(folder.resolve("a project"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Files.copy(LAUNCHER, launcher());
    Path source = Files.createDirectories(project.resolve("cli/src/main")).resolve("Main.java");
    Files.writeString(source, "");
    old(source);
    old(source.getParent());
    jdk("25.0.1");
    script(tools.resolve("mvn"), MAVEN);
    // Hides a real one further down the PATH, which would be found.
    script(tools.resolve("javac"), "#!/bin/sh\n");
  }

  Path launcher() {
    return project.resolve("rollout");
  }

  Path folder() {
    return project;
  }

  Path tools() {
    return tools;
  }

  void jdk(String version) throws IOException {
    Path home = Files.createDirectories(tools.resolve("jdk/bin")).getParent();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    script(home.resolve("bin/java"), "#!/bin/sh\necho \"$0 $*\"\n");
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
  }

  static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  Path target() {
    return project.resolve("cli/target");
  }

  Path jar() {
    return target().resolve("rollout.jar");
  }

  long builds() throws IOException {
    try (var calls = Files.lines(project.resolve("calls"))) {
      return calls.count();
    }
  }

  Result run(String... arguments) throws Exception {
    return run(launcher(), arguments);
  }

  Result run(Path launcher, String... arguments) throws Exception {
    return result(start(Map.of(), launcher, arguments));
  }

  /**
   * Starts the launcher.
   *
   * @param environment beside the usual
   */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    return start(environment, launcher(), arguments);
  }

  private Process start(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(around.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeAll(INHERITED);
    variables.put("PATH", tools + ":" + System.getenv("PATH"));
    variables.put("JAVA_HOME", tools.resolve("jdk").toString());
    variables.put("ROLLOUT_JDK_FOLDERS", around.resolve("jdks").toString());
    // Nothing goes on in the background, but where a test is about that.
    variables.put("ROLLOUT_CACHE", "none");
    variables.putAll(environment);
    return builder.start();
  }

  /** What the launcher prints fits the pipes' buffers, so one can be read after the other. */
  static Result result(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  record Result(int exitCode, String out, String err) {}
}
