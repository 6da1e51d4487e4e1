package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

/** What people meet who start the command for the first time, and later. */
class LauncherTest {
  @TempDir private Path folder;
  private LauncherProject project;

  @BeforeEach
  void aProjectThatWasNeverBuilt() throws IOException {
    project = new LauncherProject(folder);
  }

  @Test
  void worksFromAnyFolderThroughLinksAndWithSpacesInThePath() throws Exception {
    Path link = Files.createSymbolicLink(project.tools().resolve("link"), project.launcher());
    Path again = Files.createSymbolicLink(folder.resolve("again"), Path.of("tools/link"));

    LauncherProject.Result result = project.run(again, "rehearse", "two words");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().endsWith("-jar %s rehearse two words\n".formatted(project.jar())),
        result.out());
    assertTrue(Files.exists(link));
  }

  @Test
  void theFirstUseBuildsAndSaysSoOnStandardErrorOnly() throws Exception {
    LauncherProject.Result first = project.run();
    LauncherProject.Result second = project.run();

    assertEquals(1, first.out().lines().count(), first.out());
    assertTrue(first.err().startsWith("rollout: first use: building"), first.err());
    assertEquals("", second.err());
    assertEquals(1, project.builds());
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    project.run();
    Files.setLastModifiedTime(
        project.folder().resolve("cli/src/main/Main.java"),
        FileTime.from(Instant.now().plusSeconds(60)));

    assertTrue(project.run().err().startsWith("rollout: sources changed; building again"));
    assertEquals(2, project.builds());
  }

  @Test
  void aDeletedSourceIsNoticed() throws Exception {
    project.run();
    Files.delete(project.folder().resolve("cli/src/main/Main.java"));
    Files.setLastModifiedTime(
        project.folder().resolve("cli/src/main"), FileTime.from(Instant.now().plusSeconds(60)));

    project.run();

    assertEquals(2, project.builds());
  }

  @Test
  void aFailedBuildShowsItsErrorsNamesItsLogAndIsTriedAgain() throws Exception {
    LauncherProject.script(
        project.tools().resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");

    LauncherProject.Result result = project.run();

    assertEquals(70, result.exitCode());
    assertTrue(result.err().contains("[ERROR] no such symbol"), result.err());
    assertTrue(
        result.err().contains("The whole log: " + project.target().resolve("rollout-build.log")),
        result.err());
    assertEquals("", result.out());
    LauncherProject.script(project.tools().resolve("mvn"), LauncherProject.MAVEN);
    assertEquals(0, project.run().exitCode());
  }

  @Test
  void whereItMayNotBuildItSaysSoAtOnce() throws Exception {
    Files.writeString(project.target(), "a file where the folder should be");

    LauncherProject.Result result = project.run();

    assertEquals(69, result.exitCode());
    assertEquals(
        "rollout: cannot write to %s, where the first use builds; make it writable, or copy the project to a folder of yours.\n"
            .formatted(project.target()),
        result.err());
    assertFalse(Files.exists(project.folder().resolve("calls")), "Maven was called");
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(project.start(Map.of()));
    }
    for (Process process : processes) {
      assertEquals(0, LauncherProject.result(process).exitCode());
    }

    assertEquals(1, project.builds());
    assertFalse(Files.isSymbolicLink(project.target().resolve("rollout.lock")));
  }

  @Test
  void theLockOfABuildThatWasKilledIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(project.target());
    Files.createSymbolicLink(
        project.target().resolve("rollout.lock"), Path.of(String.valueOf(gone.pid())));

    assertEquals(0, project.run().exitCode());
  }

  @Test
  void withoutANewEnoughJdkItSaysWhatToInstall() throws Exception {
    project.jdk("17.0.9");

    LauncherProject.Result result = project.run();

    assertEquals(69, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("rollout: found no JDK 25 or newer."), result.err());
    assertTrue(
        result.err().contains("JAVA_HOME (" + project.tools().resolve("jdk") + ")"), result.err());
    assertTrue(result.err().contains("https://adoptium.net/"), result.err());
  }

  @Test
  void aJdkIsFoundInTheUsualFolders() throws Exception {
    Files.createDirectories(folder.resolve("jdks"));
    Files.move(project.tools().resolve("jdk"), folder.resolve("jdks/found here"));

    LauncherProject.Result result = project.run();

    assertTrue(result.out().contains("jdks/found here"), result.out() + result.err());
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Files.delete(project.tools().resolve("mvn"));
    for (String command :
        List.of("sh", "dirname", "readlink", "sed", "head", "find", "env", "mkdir")) {
      Files.createSymbolicLink(project.tools().resolve(command), onPath(command));
    }

    LauncherProject.Result result =
        LauncherProject.result(project.start(Map.of("PATH", project.tools().toString())));

    assertEquals(69, result.exitCode());
    assertTrue(result.err().contains("found no mvn on the PATH"), result.err());
  }

  @Test
  void whatRunsForLongIsCompiledByAllCompilersAndWhatIsShortByTheFastOne() throws Exception {
    String fast = "-XX:TieredStopAtLevel=1";

    String rehearsal = project.run("rehearse", "--seed", "7").out();
    String large = project.run("rehearse", "--servers", "300").out();
    String sweep = project.run("rehearse", "--seeds", "7").out();
    String same = project.run("rehearse", "--seeds=7").out();

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
    for (String limit : List.of("-Xmx256m", "-ea -XX:MaxRAMPercentage=25", "-XX:MaxHeapSize=1g")) {
      String out = LauncherProject.result(project.start(Map.of(variable, limit))).out();

      assertFalse(out.contains("-Xms") || out.contains("-Xmn"), out);
    }
    String other = LauncherProject.result(project.start(Map.of(variable, "-ea"))).out();

    assertTrue(other.contains("-Xms768m -Xmn512m"), other);
  }

  @Test
  void theExitCodeOfTheCommandIsPassedOn() throws Exception {
    LauncherProject.script(project.tools().resolve("jdk/bin/java"), "#!/bin/sh\nexit 42\n");

    assertEquals(42, project.run().exitCode());
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
}
