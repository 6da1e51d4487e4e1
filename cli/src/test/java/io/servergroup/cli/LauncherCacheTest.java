package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rehearsals start with what Java has kept of one before, as long as it is of the same jar. */
final class LauncherCacheTest {
  /** Says what it is told, and keeps a cache where it is told to, at the end of what is next. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$0 $*"
      for option; do
        case $option in
          -XX:AOTCache=*.new)
            %s
            echo cache >"${option#*=}"
            ;;
        esac
      done
      """;

  private static final Map<String, String> MAKE = Map.of("ROLLOUT_CACHE", "make");
  private static final Map<String, String> USUAL = Map.of("ROLLOUT_CACHE", "");
  private static final String WITH_CACHE = "-XX:AOTCache=";

  @TempDir private Path folder;
  private LauncherProject project;

  @BeforeEach
  void aProjectWhoseJavaKeepsACache() throws IOException {
    project = new LauncherProject(folder);
    java(JAVA.formatted(":"));
    // What would go on in the background is only written down.
    nohup("#!/bin/sh\necho \"$*\" >>'%s'\n".formatted(background()));
  }

  @Test
  void aRehearsalStartsWithTheCacheAndWithTheOptionsItWasMadeWith() throws Exception {
    LauncherProject.Result made = with(MAKE);

    assertEquals(0, made.exitCode(), made.err());
    assertEquals("", made.out());
    assertEquals(1, caches().size(), caches()::toString);
    String out = with(USUAL, "rehearse", "--seed", "7").out();
    assertTrue(out.contains(WITH_CACHE + caches().getFirst()), out);
    assertTrue(out.endsWith(" rehearse --seed 7\n"), out);
    for (String option : List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")) {
      assertTrue(out.contains(option), out);
      try (var commands = Files.lines(project.target().resolve("rollout-cache.log"))) {
        assertEquals(2, commands.filter(command -> command.contains(option)).count(), option);
      }
    }
    assertFalse(Files.exists(background()), "a second one is made");
  }

  @Test
  void otherCommandsAndWhoeverWantsNoneStartWithout() throws Exception {
    assertWithout(with(USUAL, "plan"));
    assertWithout(with(Map.of("ROLLOUT_CACHE", "none"), "rehearse"));
    with(MAKE);

    assertWithout(with(USUAL, "plan"));
    assertWithout(with(Map.of("ROLLOUT_CACHE", "none"), "rehearse"));
    assertFalse(Files.exists(background()), "one is made");
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLOUT_JAVA_OPTIONS, -Xshare:off",
    "JAVA_TOOL_OPTIONS,    -XX:SharedArchiveFile=x.jsa",
    "_JAVA_OPTIONS,        -XX:AOTMode=off",
    "JDK_JAVA_OPTIONS,     @options"
  })
  void whoeverTellsJavaAboutCachesIsNotGivenAnother(String variable, String option)
      throws Exception {
    with(MAKE);

    assertWithout(with(Map.of("ROLLOUT_CACHE", "", variable, option), "rehearse"));
  }

  @Test
  void aCacheIsMadeWithoutWhatSomebodyHasJavaDo() throws Exception {
    java("#!/bin/sh\n[ -z \"${JAVA_TOOL_OPTIONS-}\" ] || exit 1\n" + JAVA.formatted(":"));

    assertEquals(
        0, with(Map.of("ROLLOUT_CACHE", "make", "JAVA_TOOL_OPTIONS", "-agentlib:jdwp")).exitCode());

    assertEquals(1, caches().size(), caches()::toString);
  }

  @Test
  void ofAnotherJdkOrInAnotherPlaceAnotherCacheIsMade() throws Exception {
    with(MAKE);
    project.jdk("25.0.9");

    assertWithout(with(USUAL, "rehearse"));

    awaitBackground();
  }

  @Test
  void aJarThatIsBuiltWhileItsCacheIsMadeGetsNone() throws Exception {
    java(JAVA.formatted("echo another >'%s'".formatted(project.jar())));

    assertEquals(70, with(MAKE).exitCode());

    assertEquals(List.of(), caches());
    assertWithout(with(USUAL, "rehearse"));
    awaitBackground();
  }

  @Test
  void aSecondOneIsNotBegunWhileSomebodyIsAtIt() throws Exception {
    Files.createDirectories(project.target());
    Files.createSymbolicLink(lock(), Path.of(String.valueOf(ProcessHandle.current().pid())));

    assertWithout(with(USUAL, "rehearse"));

    assertFalse(Files.exists(background()), "a second one is begun");
  }

  @Test
  void makingOneTakesNoCommand() throws Exception {
    LauncherProject.Result result = with(MAKE, "start", "--group", "confluent-tools");

    assertEquals(2, result.exitCode());
    assertEquals(
        "rollout: ROLLOUT_CACHE is make, which makes Java's cache and does nothing else; leave out 'start --group confluent-tools', or the setting.\n",
        result.err());
  }

  @Test
  void theCacheOfAnotherJarIsNeverUsedAndGoesWithTheNext() throws Exception {
    with(MAKE);
    Path former = caches().getFirst();
    Files.writeString(project.jar(), "another");

    assertWithout(with(USUAL, "rehearse"));
    awaitBackground();

    assertEquals(0, with(MAKE).exitCode());
    assertEquals(1, caches().size(), caches()::toString);
    assertFalse(Files.exists(former), "the former cache is still there");
  }

  @Test
  void theFirstRehearsalDoesNotWaitForTheCacheThatItMakesForTheNext() throws Exception {
    Files.delete(project.tools().resolve("nohup"));
    Path mayEnd = folder.resolve("may end");
    java(JAVA.formatted("until [ -e '%s' ]; do sleep 0.05; done".formatted(mayEnd)));

    assertWithout(with(USUAL, "rehearse"));

    assertEquals(List.of(), caches());
    Files.createFile(mayEnd);

    await(() -> !caches().isEmpty() && !Files.isSymbolicLink(lock()));
    assertTrue(with(USUAL, "rehearse").out().contains(WITH_CACHE));
  }

  @Test
  void aCacheThatCanNotBeMadeIsTriedOnceAndSaysWhyWhenAsked() throws Exception {
    java("#!/bin/sh\n");

    LauncherProject.Result result = with(MAKE);

    assertEquals(70, result.exitCode());
    assertEquals(
        "rollout: could not make Java's cache (the log is %s/rollout-cache.log); rehearsals start without it."
            .formatted(project.target()),
        result.err().lines().toList().getLast());
    assertEquals(List.of(), caches());
    assertWithout(with(USUAL, "rehearse"));
    assertFalse(Files.exists(background()), "it is tried again");
  }

  @Test
  void theLockOfSomebodyWhoWasKilledAtItIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(project.target());
    Files.createSymbolicLink(lock(), Path.of(String.valueOf(gone.pid())));

    assertEquals(0, with(MAKE).exitCode());

    assertEquals(1, caches().size(), caches()::toString);
  }

  @Test
  void anotherWordIsRefused() throws Exception {
    LauncherProject.Result result = with(Map.of("ROLLOUT_CACHE", "yes"), "rehearse");

    assertEquals(2, result.exitCode());
    assertTrue(
        result
            .err()
            .equals("rollout: ROLLOUT_CACHE is yes; right is none or make, or nothing at all.\n"),
        result.err());
  }

  private LauncherProject.Result with(Map<String, String> environment, String... arguments)
      throws Exception {
    return LauncherProject.result(project.start(environment, arguments));
  }

  private static void assertWithout(LauncherProject.Result result) {
    assertEquals(0, result.exitCode(), result.err());
    assertFalse(result.out().contains(WITH_CACHE), result.out());
  }

  private void java(String text) throws IOException {
    LauncherProject.script(project.tools().resolve("jdk/bin/java"), text);
  }

  private void nohup(String text) throws IOException {
    LauncherProject.script(project.tools().resolve("nohup"), text);
  }

  private void awaitBackground() throws Exception {
    await(() -> Files.exists(background()));
  }

  private static void await(Callable<Boolean> done) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!done.call()) {
      assertTrue(Instant.now().isBefore(end), "not after a minute");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Path background() {
    return folder.resolve("background");
  }

  private Path lock() {
    return project.target().resolve("rollout-cache.lock");
  }

  private List<Path> caches() throws IOException {
    try (var files = Files.list(project.target())) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }
}
