package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pause, resume, stop and status, against a rollout that runs. */
class ControlCommandTest {
  @Test
  void aPausedRolloutAsksInItsStatusAndGoesOnWhenItIsResumed() {
    RunningRollout rollout = RunningRollout.of(3, Map.of());
    rollout.untilTerminations(1);

    CommandRun pause = run(rollout, "pause", "--reason", "database busy");
    CommandRun meanwhile = run(rollout, "status");
    rollout.untilAsked();
    CommandRun status = run(rollout, "status");
    CommandRun resume = run(rollout, "resume");

    assertEquals(
        "confluent-tools: it pauses before its next batch; the batch under way is still finished, or taken back without a pause if it fails and onFailure is ROLLBACK\n",
        pause.out());
    assertTrue(
        unbroken(meanwhile)
            .contains("It pauses before its next batch, as an operator (database busy) asked"),
        meanwhile.out());
    assertTrue(
        unbroken(status)
            .contains(
                "It waits for a person: paused: an operator (database busy) asked for it. Let it go"
                    + " on with `./rollout resume --group confluent-tools`, or end it with"
                    + " `./rollout cancel --group confluent-tools`."),
        status.out());
    assertEquals("confluent-tools: it goes on\n", resume.out());
    assertEquals(
        List.of(0, 0, 0, 0),
        List.of(pause.exitCode(), meanwhile.exitCode(), status.exitCode(), resume.exitCode()));
    assertEquals("SUCCEEDED null", rollout.ended());
  }

  @Test
  void aRolloutThatIsOverHasNoBatch() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();
    String meanwhile = unbroken(run(rollout, "status"));
    rollout.ended();
    String after = unbroken(run(rollout, "status"));

    assertTrue(meanwhile.contains(", batch 1: "), meanwhile);
    assertTrue(after.contains("100 % (2 of 2 servers): "), after);
    assertFalse(after.contains(", batch "), after);
    assertFalse(run(rollout, "status", "--json").out().contains(", batch "));
  }

  @Test
  void aRolloutThatIsStoppedAtACheckpointEndsAsStoppedByAnOperator() {
    RunningRollout rollout = RunningRollout.of(3, Map.of("checkpoints", "every-batch"));
    rollout.untilAsked();

    CommandRun stop = run(rollout, "cancel");

    assertEquals(ExitCode.GOOD, stop.exitCode());
    assertEquals(
        "confluent-tools: it stops; the servers replaced so far stay replaced\n", stop.out());
    assertEquals("FAILED Rollout.Stopped.Operator", rollout.ended());
    CommandRun status = run(rollout, "status");
    assertTrue(status.out().startsWith("confluent-tools: no rollout is running\n"), status.out());
    assertTrue(unbroken(status).contains("Rollout.Stopped.Operator"), status.out());
    assertEquals(ExitCode.GOOD, status.exitCode());
  }

  @Test
  void aRolloutThatIsStoppedWithinABatchIsAborted() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTerminations(1);

    CommandRun stop = run(rollout, "cancel", "--reason", "wrong image");

    assertEquals(ExitCode.GOOD, stop.exitCode());
    assertTrue(stop.out().contains("its execution was stopped: arn:aws:states:"), stop.out());
    assertEquals("ABORTED Rollout.Stopped.Operator", rollout.ended());
    rollout.heals();
    assertEquals(ExitCode.BAD, run(rollout, "cancel").exitCode());
  }

  @Test
  void whatWasDoneIsToldToProgramsToo() throws Exception {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTerminations(1);

    JsonNode paused = new ObjectMapper().readTree(run(rollout, "pause", "--json").out());
    JsonNode early = new ObjectMapper().readTree(run(rollout, "approve", "--json").out());

    assertEquals("confluent-tools", paused.get("serverGroup").asText());
    assertEquals("pause", paused.get("action").asText());
    assertTrue(paused.get("done").asBoolean());
    assertEquals(
        "it pauses before its next batch; the batch under way is still finished, or taken back without a pause if it fails and onFailure is ROLLBACK",
        paused.get("message").asText());
    assertEquals("it asks nobody; there is nothing to approve", early.get("message").asText());
    assertEquals(List.of(false), List.of(early.get("done").asBoolean()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "cancel"})
  void whereNoRolloutRunsThereIsNothingToDoItTo(String command) {
    CommandRun run = run(RunningRollout.notYet(1), command);

    assertEquals(ExitCode.BAD, run.exitCode());
    assertEquals(
        "confluent-tools: no rollout of server group confluent-tools is running\n", run.out());
  }

  @Test
  void ofAGroupThatWasNeverRolledNobodyKnowsARollout() {
    CommandRun run = run(RunningRollout.notYet(1), "status");

    assertEquals(ExitCode.BAD, run.exitCode());
    assertEquals("Nobody knows of a rollout of server group confluent-tools.\n", run.out());
  }

  @Test
  void jsonHasTheLastProgressRecord() throws Exception {
    RunningRollout rollout = RunningRollout.of(3, Map.of());
    rollout.untilTold();

    CommandRun run = run(rollout, "status", "--json");

    assertEquals(1, run.out().lines().count());
    JsonNode json = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "serverGroup",
            "running",
            "execution",
            "waitingFor",
            "pauseRequestedBy",
            "summary",
            "progress"),
        fields);
    assertTrue(json.get("running").asBoolean());
    assertTrue(json.get("waitingFor").isNull());
    assertEquals(3, json.at("/progress/toReplace").asInt());
    assertEquals("confluent-tools", json.at("/progress/serverGroup").asText());
  }

  @Test
  void aTableThatDoesNotExistExitsThreeAndSaysSo() {
    CommandRun run = run(RunningRollout.notYet(1), "status", "--lock-table", "Elsewhere");

    assertEquals(ExitCode.UNREADABLE, run.exitCode());
    assertTrue(run.err().startsWith("rollout: --lock-table: found 'Elsewhere'"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "cancel", "status"})
  void withoutAGroupTheUsageIsWrong(String command) {
    CommandRun run = CommandRun.of(command);

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals(
        "rollout: --group: found nothing; right is the name of a server group, as in the tag"
            + " ServerGroupName, for example --group confluent-tools\nSee `rollout "
            + command
            + " --help`.\n",
        run.err());
  }

  private static CommandRun run(RunningRollout rollout, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--group", rollout.name()));
    arguments.addAll(List.of(more));
    return CommandRun.of(new OneAccount(rollout), arguments.toArray(String[]::new));
  }

  private static String unbroken(CommandRun run) {
    return run.out().replaceAll("\\s+", " ");
  }
}
