package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.sweep.FaultProfile;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  private static final Pattern PICTURE = Pattern.compile("\\d+/1,000  \\d+ %");

  @Test
  void aSweepOfRealRunsBreaksNoRuleAndIsTheSameWithAnyNumberOfJobs(@TempDir Path folder)
      throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    String sweep = "rehearse --seeds 4 --seed 21 --faults mild --quiet --jobs ";

    CommandRun first = CommandRun.of((sweep + "1 --hashes " + one).split(" "));
    CommandRun second = CommandRun.of((sweep + "2 --hashes " + two).split(" "));

    assertEquals(ExitCode.GOOD, first.exitCode(), first.toString());
    assertTrue(
        first.out().startsWith("NO RULE BROKEN in 4 runs; seeds 21 to 24, faults mild; hash "),
        first.out());
    assertEquals(first.out(), second.out());
    assertEquals(Files.readString(one), Files.readString(two));
    assertEquals(4, Files.readAllLines(one).size());
    String hash = Sweep.single(RunRequest.of(22, FaultProfile.MILD), _ -> {}).hash();
    assertEquals("22 " + hash, Files.readAllLines(one).get(1));
  }

  @Test
  void withoutATerminalALineAboutEveryTenSecondsGoesToStandardError() {
    CommandRun run = CommandRun.of(ScriptedSweeping.failing(), false, "rehearse", "--seeds", "250");

    assertEquals(
        """
        250 hostile runs from seed 1 on, faults harsh, %s
        100 of 250 runs, 40 %%; 10.0 runs/s; 0 failures; 0:00:15 left
        200 of 250 runs, 80 %%; 10.0 runs/s; 0 failures; 0:00:05 left
        """
            .formatted(jobs()),
        run.err());
    assertFalse(run.out().contains("runs/s"), run.out());
  }

  @Test
  void onATerminalABarGrowsInPlaceAndIsPaintedAFewTimesASecond() {
    CommandRun run = CommandRun.of(ScriptedSweeping.failing(), true, "rehearse", "--seeds", "1000");

    // 100 seconds in which nothing needs to be read more often than every 250 ms.
    long pictures = PICTURE.matcher(run.out()).results().count();
    assertTrue(pictures > 300 && pictures <= 401, pictures + " pictures");
    assertTrue(
        run.out()
            .contains(
                " ############............  502/1,000  50 %  10.0 runs/s  0 failures  0:00:4"),
        run.out().substring(0, 2000));
    assertEquals("", run.err());
    assertTrue(run.out().lastIndexOf("\u001b[?25h") > run.out().lastIndexOf("\u001b[?25l"));
    assertFalse(run.out().substring(run.out().indexOf("NO RULE BROKEN")).contains("\u001b"));
  }

  @Test
  void plainOnATerminalMovesNoCursor() {
    CommandRun run =
        CommandRun.of(ScriptedSweeping.failing(), true, "rehearse", "--seeds", "9", "--plain");

    assertFalse(run.out().contains("\u001b"), run.out());
  }

  @Test
  void aFailingSeedIsToldAtOnceAndReportedWithTheCommandThatReplaysIt() {
    CommandRun run =
        CommandRun.of(ScriptedSweeping.failing(7L, 250L), false, "rehearse", "--seeds", "250");

    assertEquals(ExitCode.BAD, run.exitCode());
    String told = "!! seed 7, 3 servers: " + ScriptedSweeping.VIOLATION + "\n";
    assertTrue(run.err().indexOf(told) < run.err().indexOf("100 of 250 runs"), run.err());
    assertTrue(run.err().contains(told), run.err());
    assertTrue(
        run.out().contains(told + "   and 1 other violation\n   ./rollout rehearse --seed 7"),
        run.out());
    assertTrue(run.out().contains("   ./rollout rehearse --seed 250 --faults harsh\n"), run.out());
    assertTrue(
        run.out().startsWith("\nRULES BROKEN by 2 runs in 250 runs; seeds 1 to 250,"), run.out());
  }

  @Test
  void afterTwentyFailuresOnlyTheReportNamesMore() {
    Long[] all = new Long[60];
    for (int i = 0; i < all.length; i++) {
      all[i] = i + 1L;
    }
    CommandRun run = CommandRun.of(ScriptedSweeping.failing(all), false, "rehearse", "--seeds=60");

    assertEquals(20, run.err().lines().filter(line -> line.startsWith("!!")).count());
    assertTrue(run.err().contains("further failing runs are told at the end"), run.err());
    assertEquals(50, run.out().lines().filter(line -> line.startsWith("!!")).count());
    assertTrue(run.out().contains("and 10 other failing runs; --json lists all"), run.out());
  }

  @Test
  void theReportHasWhatWasReachedAndEveryPointThatNeverWasAsAFinding() {
    CommandRun run =
        CommandRun.of(ScriptedSweeping.failing(), false, "rehearse", "--seeds", "1000");

    assertEquals(ExitCode.GOOD, run.exitCode(), "a finding is no failure");
    String out = run.out();
    assertTrue(
        out.contains("  runs               1,000 in 0:01:40.000, 10.0 a second, " + jobs()), out);
    assertTrue(
        out.contains("virtual time       median 30.0, 99 % at most 90.0, most 120.0 minutes"), out);
    assertTrue(Pattern.compile("  faults +1 of \\d+ +lost-event 2,000\n").matcher(out).find(), out);
    assertTrue(Pattern.compile("\n  faults +duplicated-event\n").matcher(out).find(), out);
    assertTrue(
        Pattern.compile("not known to be reachable  1 finding\n  decisions +Juggle\n")
            .matcher(out)
            .find(),
        out);
    assertTrue(out.contains("\nEndings of rollouts\n         1,000  SUCCEEDED\n"), out);
    assertTrue(out.contains("  hash               00000000000000aa\n"), out);
    assertTrue(out.endsWith("./rollout rehearse --seeds 1000 --seed 1 --faults harsh\n"), out);
    assertFalse(out.contains("\nDecisions\n"), "only who asks gets all points");
  }

  @Test
  void verboseListsEverythingThatWasReached() {
    String out =
        CommandRun.of(ScriptedSweeping.failing(), false, "rehearse", "--seeds", "5", "--verbose")
            .out();

    assertTrue(out.contains("\nFaults\n            10  lost-event\n"), out);
    assertTrue(out.contains("\nDecisions\n             5  Juggle\n"), out);
  }

  @Test
  void jsonIsOneObjectAndNothingElseIsPrinted() throws Exception {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(3L), true, "rehearse", "--seeds", "5", "--json", "--jobs=4");

    JsonNode json = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "good",
            "stopped",
            "firstSeed",
            "seeds",
            "faultProfile",
            "jobs",
            "runs",
            "failedRuns",
            "wallSeconds",
            "runsPerSecond",
            "virtualSeconds",
            "servers",
            "events",
            "faults",
            "coverage",
            "hash",
            "replay",
            "failures",
            "shrunk"),
        fields);
    assertEquals(1, run.out().lines().count());
    assertEquals("", run.err());
    assertEquals(ExitCode.BAD, run.exitCode());
    assertEquals(4, json.get("jobs").asInt());
    assertEquals(1800, json.at("/virtualSeconds/median").asInt());
    assertEquals(10, json.at("/coverage/fault/counts/lost-event").asInt());
    assertEquals("Juggle", json.at("/coverage/decision/unlisted/0").asText());
    assertEquals(
        "slot 2 has two holders", json.at("/failures/0/violations/0").asText().substring(25));
    assertEquals(
        "./rollout rehearse --seed 3 --faults harsh", json.at("/failures/0/replay").asText());
    assertTrue(json.get("shrunk").isNull());
  }

  @Test
  void quietPrintsOnlyTheOutcome() {
    CommandRun run =
        CommandRun.of(ScriptedSweeping.failing(3L), true, "rehearse", "--seeds=500", "--quiet");

    assertEquals(
        "RULES BROKEN by 1 run in 500 runs; seeds 1 to 500, faults harsh; hash 00000000000000aa\n",
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void ctrlCReportsWhatWasFoundUntilThenBeforeTheProcessEnds(@TempDir Path folder)
      throws IOException {
    Path hashes = folder.resolve("hashes");
    ScriptedSweeping sweeping = ScriptedSweeping.stoppedAfter(30, 11L);
    CommandRun run =
        CommandRun.of(
            sweeping, false, "rehearse", "--seeds", "1000", "--shrink", "--hashes", "" + hashes);

    assertEquals(ExitCode.INTERRUPTED, run.exitCode());
    assertTrue(
        run.out()
            .startsWith("\nRULES BROKEN by 1 run in 30 runs; stopped before the end of seeds 1"),
        run.out());
    assertTrue(run.out().contains("rehearse --seed 11 --faults harsh"), run.out());
    assertEquals(30, Files.readAllLines(hashes).size());
    assertTrue(sweeping.closed());
  }

  @Test
  void theFirstFailingRunIsMadeSmallerAndReplayed() {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(7L, 9L), false, "rehearse", "--seeds", "9", "--shrink");

    assertEquals(ExitCode.BAD, run.exitCode());
    assertTrue(
        run.err()
            .contains(
                "making seed 7 smaller, in at most 300 runs: 3 servers, 4 faults, 304 events"),
        run.err());
    assertTrue(run.err().contains("  after 2 runs: 2 servers, 4 faults, 204 events"), run.err());
    assertTrue(
        run.out().contains("  to                 2 servers, 1 fault, 201 events"), run.out());
    String again =
        "./rollout rehearse --seed 7 --faults harsh --servers 2 --only-faults lost-event@3";
    assertTrue(run.out().contains("  replay it          " + again + "\n"), run.out());

    CommandRun replayed =
        CommandRun.of(
            ScriptedSweeping.failing(7L), false, again.replace("./rollout ", "").split(" "));

    assertEquals(ExitCode.BAD, replayed.exitCode());
    assertTrue(replayed.out().contains("  run it again       " + again + "\n"), replayed.out());
  }

  @Test
  void aFileForHashesThatCannotBeWrittenIsFoundBeforeAnythingRuns(@TempDir Path folder) {
    ScriptedSweeping sweeping = ScriptedSweeping.failing();
    CommandRun run =
        CommandRun.of(
            sweeping, false, "rehearse", "--seeds", "3", "--hashes", folder + "/none/hashes");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("(it cannot be written: its folder does not exist)"), run.err());
    assertEquals("", run.out());
    assertTrue(sweeping.time().now().isZero());
  }

  private static String jobs() {
    int processors = Runtime.getRuntime().availableProcessors();
    return processors + (processors == 1 ? " job" : " jobs");
  }
}
