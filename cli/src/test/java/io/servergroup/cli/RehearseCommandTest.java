package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.rehearsal.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearseCommandTest {
  private static final Rehearsal BROKEN = new ScriptedRehearsal(List.of("slot 2 has two holders"));

  @Test
  void aRolloutThatGoesAsItShouldExitsZero() {
    assertEquals(ExitCode.GOOD, CommandRun.of("rehearse").exitCode());
  }

  @Test
  void aRolloutThatMustStopAndDoesExitsZero() {
    CommandRun run = CommandRun.of("rehearse", "--boot-failure-at", "1", "--quiet");

    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.out().startsWith("FAILED as it should after 24.0 virtual minutes"), run.out());
  }

  @Test
  void aViolationExitsOneAndIsLoud() {
    CommandRun run = CommandRun.of(BROKEN, false, "rehearse");

    assertEquals(ExitCode.BAD, run.exitCode());
    assertTrue(run.out().contains("!! slot 2 has two holders"), run.out());
    assertTrue(run.out().stripTrailing().endsWith("; 1 violation"), run.out());
  }

  @Test
  void aDefectOfTheRehearsalKeepsTheSeedAndExitsSeventy() {
    Rehearsal defective =
        (options, observer) -> {
          throw new AssertionError("no such move");
        };

    CommandRun run = CommandRun.of(defective, false, "rehearse", "--json", "--servers", "3");

    assertEquals(ExitCode.INTERNAL, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("seed 4711 failed: java.lang.AssertionError: no such move"));
    assertTrue(
        run.err().contains("./rollout rehearse --servers 3 --batch-size 1 --elb both --seed 4711"),
        run.err());
  }

  @Test
  void theSeedComesFirstSoThatEvenAnInterruptedRehearsalCanBeRepeated() {
    assertTrue(CommandRun.of("rehearse").out().startsWith("Seed 4711 (fresh)\n"));
    assertTrue(CommandRun.of("rehearse", "--seed", "5").out().startsWith("Seed 5\n"));
    assertTrue(CommandRun.onTerminal("rehearse").out().startsWith("Seed 4711 (fresh)\n"));
  }

  @Test
  void quietPrintsOnlyTheOutcome() {
    assertEquals(
        "SUCCEEDED after 24.0 virtual minutes; 6 of 6 servers replaced; lowest health 5,"
            + " floor 5; seed 4711\n",
        CommandRun.onTerminal("rehearse", "--quiet").out());
  }

  @Test
  void plainLinesNameTimeServerAndEvent() {
    assertTrue(
        CommandRun.of("rehearse", "--servers", "1")
            .out()
            .startsWith(
                """
                Seed 4711 (fresh)
                0:00:01.250  batch 1 replaces server 0
                0:00:01.250  server 0     autoscaling   i-000000000000000a0: InService -> Terminating:Wait
                0:01:35.000  server 0     autoscaling   i-00000000000000b00: launched
                0:03:55.000  server 0     elb           i-00000000000000b00: in service

                SUCCEEDED  All servers run the new version.
                """));
  }

  @Test
  void callsToAwsAreShownOnlyOnDemand() {
    String call = "check: autoscaling:DescribeAutoScalingGroups";

    assertFalse(CommandRun.of("rehearse").out().contains(call));
    assertTrue(CommandRun.of("rehearse", "--verbose").out().contains(call));
  }

  @Test
  void jsonIsOneObjectWithItsFieldsInAFixedOrder() throws Exception {
    CommandRun run = CommandRun.onTerminal("rehearse", "--json", "--boot-failure-at", "1");

    JsonNode json = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "good",
            "outcome",
            "expectedOutcome",
            "error",
            "expectedErrors",
            "reason",
            "servers",
            "batchSize",
            "batches",
            "replaced",
            "rolledBack",
            "minHealthy",
            "floor",
            "virtualSeconds",
            "idealSeconds",
            "checkpoints",
            "awaitedSeconds",
            "rollouts",
            "handOvers",
            "stateTransitions",
            "transitionsPriceUsd",
            "historyEvents",
            "lambdaInvocations",
            "apiCalls",
            "gbSeconds",
            "costUsd",
            "perServer",
            "healedAfterSeconds",
            "violations",
            "seed",
            "traceHash",
            "replay",
            "serverTable"),
        fields);
    assertEquals(1, run.out().lines().count());
    assertEquals("", run.err());
    assertEquals(6, json.get("servers").asInt());
    assertEquals("Rollout.Stopped.Timeout", json.get("error").asText());
    assertEquals("[\"Rollout.Stopped.Timeout\"]", json.get("expectedErrors").toString());
    assertEquals(1440.5, json.get("virtualSeconds").asDouble());
    assertEquals("{\"parent\":143,\"maxChild\":88}", json.get("historyEvents").toString());
    assertEquals("{\"CheckServers\":90,\"NextBatch\":7}", json.get("lambdaInvocations").toString());
    assertEquals(0.03085, json.get("transitionsPriceUsd").asDouble(), 1e-12);
    assertEquals(
        "{\"transitions\":0.03085,\"lambda\":2.66E-4,\"other\":0.0,\"total\":0.031116}",
        json.get("costUsd").toString());
    assertEquals(
        "{\"transitions\":205.67,\"lambdaInvocations\":16.17,\"gbSeconds\":3.08,"
            + "\"apiCalls\":201.0,\"costUsd\":0.005186}",
        json.get("perServer").toString());
    assertEquals(126.0, json.get("healedAfterSeconds").asDouble());
    assertEquals("10.0.1.10", json.at("/serverTable/1/recordValue").asText());
  }

  @Test
  void jsonSaysNullWhereNothingHadToHeal() throws Exception {
    JsonNode json = new ObjectMapper().readTree(CommandRun.of("rehearse", "--json").out());

    assertTrue(json.get("healedAfterSeconds").isNull());
  }

  @Test
  void verboseJsonTellsWhatHappensOnStandardError() {
    CommandRun run = CommandRun.of("rehearse", "--json", "--verbose");

    assertTrue(run.out().startsWith("{\"good\":true,"));
    assertTrue(run.err().contains("server 3     autoscaling"), run.err());
  }

  @Test
  void onATerminalSixServersTakeAboutTenSecondsToWatch() {
    long seconds = CommandRun.onTerminal("rehearse").took().toSeconds();

    assertTrue(seconds >= 8 && seconds <= 12, seconds + " s");
  }

  @Test
  void onATerminalNobodyWaitsLongForALargeCluster() {
    long seconds = CommandRun.onTerminal("rehearse", "--servers", "300").took().toSeconds();

    assertTrue(seconds >= 8 && seconds <= 30, seconds + " s");
  }

  @Test
  void withoutATerminalNothingWaitsUnlessASpeedIsAskedFor() {
    assertEquals(Duration.ZERO, CommandRun.of("rehearse").took());
    // The last of 6 servers is healthy after 1435 virtual seconds.
    assertEquals(Duration.ofMillis(14_350), CommandRun.of("rehearse", "--speed", "100").took());
  }

  @Test
  void onATerminalSpeedMaxWaitsForNothing() {
    assertEquals(Duration.ZERO, CommandRun.onTerminal("rehearse", "--speed", "max").took());
  }

  @Test
  void onATerminalTheTableIsDrawnInPlaceAndTheCursorComesBack() {
    String out = CommandRun.onTerminal("rehearse").out();

    assertTrue(out.contains("\u001b[?25l"), "hides the cursor");
    assertTrue(out.indexOf("\u001b[?25h") > out.lastIndexOf("\u001b[?25l"), "shows it again");
    assertTrue(out.contains("batch 6 replaces server 5"), out);
  }

  @Test
  void plainOnATerminalMovesNoCursor() {
    assertFalse(CommandRun.onTerminal("rehearse", "--plain").out().contains("\u001b"));
  }

  @Test
  void helpListsTheExitCodes() {
    CommandRun run = CommandRun.of("rehearse", "--help");

    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.out().contains("70    the rehearsal itself failed"), run.out());
  }

  @Test
  void helpListsEveryOptionUnderTheHeadingItBelongsTo() {
    String help = CommandRun.of("rehearse", "--help").out();

    List<String> inOrder =
        List.of(
            "\nThe cluster:\n",
            "--servers=N",
            "--seed=N",
            "\nThe rollout:\n",
            "--batch-size=",
            "--to-version",
            "\nWhat happens to it:\n",
            "--boot-failure-at=",
            "--cancel-at=",
            "\nHostile runs:\n",
            "--faults=",
            "--seeds=",
            "--shrink",
            "\nWhat is shown:\n",
            "--speed=",
            "--json",
            "\nOther:\n",
            "--help",
            "--version");
    int at = 0;
    for (String each : inOrder) {
      int next = help.indexOf(each, at);
      assertTrue(next >= 0, each + " is not there, or too early, in " + help);
      at = next;
    }
  }
}
