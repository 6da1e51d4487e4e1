package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command in a process of its own, whose standard output goes somewhere. */
class MainTest {
  @Test
  void anAnswerThatIsLostIsToldAndNotGood() throws Exception {
    Process process = builder("man").redirectOutput(new File("/dev/full")).start();

    assertEquals(
        "rollout: standard output could not be written (No space left on device)\n", err(process));
    assertEquals(ExitCode.UNWRITTEN, process.waitFor());
  }

  @Test
  void whatIsWrongWithTheCommandLineStaysItsStatus() throws Exception {
    Process process =
        builder("rehearse", "--seed", "x").redirectOutput(new File("/dev/full")).start();

    assertEquals(2, err(process).lines().count());
    assertEquals(ExitCode.USAGE, process.waitFor());
  }

  @Test
  void aReaderThatHasReadEnoughIsNotComplainedAbout() throws Exception {
    Process process = builder("man").start();
    process.getInputStream().close();

    assertEquals("", err(process));
    assertEquals(ExitCode.GOOD, process.waitFor());
  }

  @Test
  void whoeverReadsGetsEverything() throws Exception {
    Process process = builder("man").start();

    assertEquals(
        CommandRun.of("man").out(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals("", err(process));
    assertEquals(ExitCode.GOOD, process.waitFor());
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Java says on standard error that it heeds them.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder;
  }

  private static String err(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
