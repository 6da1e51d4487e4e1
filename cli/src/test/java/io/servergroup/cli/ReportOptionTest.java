package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.html.ParsedPage;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportOptionTest {
  @TempDir private Path folder;

  @Test
  void aRehearsalWritesItsReportAndSaysWhere() throws IOException {
    Path file = folder.resolve("a.html");

    CommandRun run = CommandRun.of("rehearse", "--servers", "2", "--report", file.toString());

    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.out().endsWith("Report: " + file + "\n"), run.out());
    ParsedPage page = new ParsedPage(Files.readString(file));
    page.check();
    assertEquals("Rollout of confluent-tools", page.text("//h1"));
    assertEquals(
        List.of("./rollout rehearse --servers 2 --batch-size 1 --elb both --seed 4711"),
        page.texts("/html/body/footer//code"));
  }

  @Test
  void aProgramThatReadsTheOutputFindsNothingMoreInIt() throws IOException {
    Path file = folder.resolve("a.html");
    String json = CommandRun.of("rehearse", "--json").out();

    assertEquals(json, CommandRun.of("rehearse", "--json", "--report", file.toString()).out());
    assertTrue(Files.size(file) > 1000);
  }

  @Test
  void whatIsSeenOfTheRehearsalIsTheSameWithAReport() {
    String file = folder.resolve("a.html").toString();
    String plain = CommandRun.of("rehearse").out();

    assertEquals(
        plain + "Report: " + file + "\n", CommandRun.of("rehearse", "--report", file).out());
  }

  @Test
  void brokenRulesComeFirst() throws IOException {
    Path file = folder.resolve("a.html");

    CommandRun.of(
        new ScriptedRehearsal(List.of("slot 2 has two holders")),
        false,
        "rehearse",
        "--report",
        file.toString());

    ParsedPage page = new ParsedPage(Files.readString(file));
    assertEquals("Rules were broken", page.text("//p[@class='status']"));
    assertEquals(
        List.of("slot 2 has two holders"), page.texts("//main/section[1][@id='rules']//li"));
  }

  @Test
  void aSweepWritesAReportOfAllItsRuns() throws IOException {
    Path file = folder.resolve("s.html");

    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(3L, 17L),
            false,
            "rehearse",
            "--seeds",
            "20",
            "--report",
            file.toString());

    assertEquals(ExitCode.BAD, run.exitCode());
    ParsedPage page = new ParsedPage(Files.readString(file));
    page.check();
    assertEquals("Rules were broken", page.text("//p[@class='status']"));
    List<String> commands = page.texts("//section[@id='failures']//code");
    assertEquals(
        List.of(
            "./rollout rehearse --seed 3 --faults harsh",
            "./rollout rehearse --seed 17 --faults harsh"),
        commands);
    assertEquals(List.of("3", "17"), page.texts("//section[@id='failures']//tbody/tr/th"));
  }

  @Test
  void hashesAndReportDoNotOverwriteEachOther() throws IOException {
    Path file = folder.resolve("a.html");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    for (Path same : List.of(file, folder.resolve("./a.html"), link.resolve("a.html"))) {
      CommandRun run =
          CommandRun.of(
              ScriptedSweeping.failing(),
              false,
              "rehearse",
              "--seeds",
              "3",
              "--report",
              file.toString(),
              "--hashes",
              same.toString());

      assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
      assertTrue(
          run.err()
              .startsWith(
                  "rollout: --hashes, --report: found '%s' for both; right is a file for each\n"
                      .formatted(same)),
          run.err());
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void whereNothingCanBeWrittenNothingIsRun() {
    CommandRun run =
        CommandRun.of("rehearse", "--report", folder.resolve("no/such/folder").toString());

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--report: found '"), run.err());
    assertTrue(run.err().contains("(it cannot be written: its folder does not exist)"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rehearse --report /dev/full",
        "rehearse --seeds 2 --report /dev/full",
        "rehearse --seeds 2 --hashes /dev/full",
      })
  void aFullDiskIsNoDefect(String line) {
    CommandRun run = CommandRun.of(ScriptedSweeping.failing(), false, line.split(" "));

    assertEquals(ExitCode.UNWRITTEN, run.exitCode(), run::err);
    assertTrue(
        run.err().endsWith("rollout: /dev/full could not be written (No space left on device)\n"),
        run.err());
    assertFalse(run.err().contains("defect"), run.err());
  }

  @Test
  void aReportOfAnAccountNeedsAFile() {
    CommandRun run = CommandRun.of("report", "--group", "tools");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(
        run.err().contains("--output: found nothing; right is a file that can be written"),
        run.err());
  }

  @Test
  void whereThereIsNoRolloutNoEmptyReportIsLeft() {
    Path file = folder.resolve("a.html");

    CommandRun run =
        CommandRun.of(
            new OneAccount(RunningRollout.notYet(1)),
            "report",
            "--group",
            "confluent-tools",
            "--output",
            file.toString());

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void aFolderIsNoFile() {
    CommandRun run = CommandRun.of("rehearse", "--report", folder.toString());

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("(it cannot be written: it is a folder)"), run.err());
  }

  @Test
  void anEmptyNameIsNoFolder() {
    CommandRun run = CommandRun.of("rehearse", "--report", "");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "rollout: --report: found ''; right is a file that can be written, for example"
                    + " --report rollout.html (its name is empty)\n"),
        run.err());
  }

  @Test
  void whereNothingIsRunNoEmptyReportIsLeft() {
    Path file = folder.resolve("a.html");

    CommandRun run = CommandRun.of("rehearse", "--servers", "0", "--report", file.toString());

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertFalse(Files.exists(file));
  }

  @Test
  void aSingleHostileRunHasNoReport() {
    CommandRun run =
        CommandRun.of(
            "rehearse", "--faults", "harsh", "--report", folder.resolve("a.html").toString());

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(
        run.err()
            .contains(
                "--report: found together with --faults, where the rollouts, people and faults of one"
                    + " run are told in lines, all of them with --verbose; right is one of them"),
        run.err());
  }
}
