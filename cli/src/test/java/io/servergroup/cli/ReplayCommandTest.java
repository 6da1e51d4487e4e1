package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.sweep.FaultKind;
import io.servergroup.simulator.sweep.FaultProfile;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Scenario;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
  @Test
  void aRealRunIsShownWithItsFaultsUnderTheNamesThatLeaveThemOut() {
    RunResult run = Sweep.single(RunRequest.of(4, FaultProfile.HARSH), _ -> {});

    CommandRun shown = CommandRun.of("rehearse", "--seed", "4", "--faults", "harsh");

    assertEquals(ExitCode.GOOD, shown.exitCode(), shown.out());
    assertTrue(
        shown.out().startsWith("Seed 4\n  servers            " + run.servers()), shown.out());
    assertFalse(run.faults().isEmpty(), "a run with faults is needed here");
    Set<FaultKind> may = Scenario.of(run.request()).faultKinds();
    assertTrue(may.size() < FaultKind.values().length, "harsh runs have some of the faults");
    run.faults().forEach(fault -> assertTrue(may.contains(fault.kind()), fault::toString));
    run.faults()
        .forEach(
            fault ->
                assertTrue(
                    shown.out().contains(fault + ": " + fault.kind().meaning()), fault::toString));
    assertTrue(
        Pattern.compile("0:\\d\\d:\\d\\d\\.\\d{3}  operator +rollout-1: is started with")
            .matcher(shown.out())
            .find(),
        shown.out());
    assertTrue(shown.out().contains("  hash               " + run.hash() + "\n"), shown.out());
    assertTrue(
        shown.out().contains("run it again       ./rollout rehearse --seed 4 --faults harsh\n"),
        shown.out());
    assertFalse(Pattern.compile("(?m)^[0-9:.]+  api ").matcher(shown.out()).find(), shown.out());
  }

  @Test
  void aRealRunOfFewerServersWithoutItsFaultsIsAnotherRun() {
    CommandRun run =
        CommandRun.of(
            "rehearse --seed 4 --faults harsh --servers 1 --only-faults none --quiet".split(" "));

    RunResult alike =
        Sweep.single(
            new RunRequest(4, FaultProfile.HARSH, OptionalInt.of(1), Optional.of(Set.of())),
            _ -> {});
    assertEquals(
        "NO RULE BROKEN with seed 4, faults harsh, 1 server; rollouts ended %s; hash %s\n"
            .formatted(String.join(", ", alike.endings()), alike.hash()),
        run.out());
    assertEquals(ExitCode.GOOD, run.exitCode());
  }

  @Test
  void withoutASeedAFreshOneIsDrawnAndPrintedFirst() {
    CommandRun run = CommandRun.of(ScriptedSweeping.failing(), false, "rehearse", "--faults=mild");

    assertTrue(run.out().startsWith("Seed 4711 (fresh)\n"), run.out());
  }

  @Test
  void aBrokenRuleIsLoudAndExitsOne() {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(5L), true, "rehearse", "--seed", "5", "--faults", "harsh");

    assertEquals(ExitCode.BAD, run.exitCode());
    assertTrue(run.out().contains("\n!! " + ScriptedSweeping.VIOLATION + "\n"), run.out());
    assertTrue(run.out().contains("0:01:30.000  fault         launches: lost-event@3: lost\n"));
    assertTrue(run.out().contains("4: lost-event@3, slow-call@1, slow-call@9, pause@1"), run.out());
    assertTrue(
        run.out().contains("\nRULES BROKEN, 2 violations with seed 5, faults harsh, 3 servers;"));
  }

  @Test
  void callsToAwsAreShownOnlyOnDemand() {
    String replay = "rehearse --seed 5 --faults harsh";
    String call = "0:01:31.000  api           Reconcile#1: ec2:Describe";

    assertFalse(
        CommandRun.of(ScriptedSweeping.failing(), false, replay.split(" ")).out().contains(call));
    assertTrue(
        CommandRun.of(ScriptedSweeping.failing(), false, (replay + " --verbose").split(" "))
            .out()
            .contains(call));
  }

  @Test
  void faultsThatAreAllowedAndDoNotHappenAreNamed() {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(),
            false,
            "rehearse --seed 5 --faults harsh --only-faults lost-event@3,slow-call@77".split(" "));

    assertTrue(run.out().contains("  that may happen    only lost-event@3, slow-call@77\n"));
    assertTrue(run.out().contains("  faults             1: lost-event@3\n"), run.out());
    assertTrue(run.out().contains("  did not happen     slow-call@77\n"), run.out());
  }

  @Test
  void aFailingRunIsMadeSmaller() {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(5L),
            false,
            "rehearse --seed 5 --faults harsh --shrink".split(" "));

    assertTrue(
        run.out()
            .contains(
                "./rollout rehearse --seed 5 --faults harsh --servers 2 --only-faults lost-event@3\n"),
        run.out());
  }

  @Test
  void aGoodRunHasNothingToMakeSmaller() {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(),
            false,
            "rehearse --seed 5 --faults harsh --shrink".split(" "));

    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.out().contains("there is nothing to make smaller"), run.out());
  }

  @Test
  void jsonIsOneObjectWithTheScenarioTheRunAndTheSmallerRun() throws Exception {
    CommandRun run =
        CommandRun.of(
            ScriptedSweeping.failing(5L),
            true,
            "rehearse --seed 5 --faults harsh --shrink --json".split(" "));

    JsonNode json = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "good",
            "faultProfile",
            "scenario",
            "seed",
            "servers",
            "events",
            "virtualSeconds",
            "faults",
            "endings",
            "violations",
            "hash",
            "replay",
            "reached",
            "shrunk"),
        fields);
    assertEquals(1, run.out().lines().count());
    assertEquals("", run.err());
    assertFalse(json.get("good").asBoolean());
    assertTrue(json.at("/scenario/firstInput/batchSize").isValueNode());
    assertTrue(json.at("/scenario/onlyFaults").isNull());
    assertEquals("lost-event@3", json.at("/shrunk/faults/0").asText());
    assertEquals(1, json.at("/shrunk/faults").size());
    assertEquals(2, json.at("/reached/fault/lost-event").asInt());
  }

  @Test
  void everyFaultIsListedWithItsRatesAndMeaning() throws Exception {
    CommandRun run = CommandRun.of("rehearse", "--list-faults");

    assertEquals(ExitCode.GOOD, run.exitCode());
    for (FaultKind kind : FaultKind.values()) {
      assertTrue(
          Pattern.compile(
                  "\n  %s +%s .*%s\n"
                      .formatted(kind.word(), kind.per().word(), Pattern.quote(kind.meaning())))
              .matcher(run.out())
              .find(),
          kind.word());
    }
    JsonNode json =
        new ObjectMapper().readTree(CommandRun.of("rehearse", "--list-faults", "--json").out());
    assertEquals(FaultKind.values().length, json.get("faults").size());
    assertEquals(0.1, json.at("/faults/0/harsh").asDouble());
  }

  @Test
  void aDefectKeepsTheCommandThatShowsIt() {
    Sweeping defective =
        new Sweeping() {
          @Override
          public SweepReport sweep(
              Sweep sweep, Consumer<RunResult> progress, BooleanSupplier stop) {
            throw new AssertionError("no such move");
          }

          @Override
          public RunResult run(RunRequest request, Consumer<TraceEntry> watcher) {
            throw new AssertionError("no such move");
          }
        };

    CommandRun sweep = CommandRun.of(defective, "rehearse", "--seeds", "3", "--json");
    CommandRun replay = CommandRun.of(defective, "rehearse", "--seed=3", "--faults=mild", "--json");

    assertEquals(ExitCode.INTERNAL, sweep.exitCode());
    assertTrue(sweep.err().contains("--seeds 3 --seed 1 --faults harsh\n"), sweep.err());
    assertEquals(ExitCode.INTERNAL, replay.exitCode());
    assertTrue(replay.err().contains("--seed 3 --faults mild\n"), replay.err());
    assertEquals("", sweep.out() + replay.out());
  }
}
