package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep in a process of its own that is asked to end. */
class InterruptedSweepTest {
  /** 128 and the number of the signal that asks a process to end. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void aSweepThatIsAskedToEndReportsTheRunsSoFar() throws Exception {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    Main.class.getName(),
                    "rehearse",
                    "--seeds",
                    "1000000",
                    "--faults",
                    "none",
                    "--jobs",
                    "1"))
            .redirectOutput(out.toFile())
            .start();
    try (BufferedReader err = process.errorReader()) {
      assertEquals("1,000,000 hostile runs from seed 1 on, faults none, 1 job", err.readLine());
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    } finally {
      process.destroyForcibly();
    }

    String report = Files.readString(out);
    assertEquals(TERMINATED, process.exitValue(), report);
    assertTrue(
        report.matches(
            "(?s)\\s*NO RULE BROKEN in \\d+ runs?; stopped before the end of seeds 1 to 1000000,.*"),
        report);
    assertTrue(report.contains("run it again"), report);
  }
}
