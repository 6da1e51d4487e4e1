package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.rehearsal.RunningRollout;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import org.junit.jupiter.api.Test;

/** Before a rollout touches a real group, one like it is rolled in the simulator. */
class SimulateFromCommandTest {
  @Test
  void aClusterAsLargeAndBehindTheSameLoadBalancersIsRehearsed() throws Exception {
    CommandRun run =
        run(RunningRollout.notYet(4), "--group", "confluent-tools", "--seed", "3", "--json");

    var report = new ObjectMapper().readTree(run.out());
    assertEquals(4, report.get("servers").asInt(), run::out);
    assertTrue(report.get("replay").asText().contains("--elb target-group"), run::out);
    assertEquals("SUCCEEDED", report.get("outcome").asText());
    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.err().startsWith("A simulated cluster like confluent-tools, but:\n"), run::err);
  }

  @Test
  void serversWithoutIdentityAreSimulatedWithoutIdentity() {
    CommandRun run =
        run(
            RunningRollout.notYetWithoutIdentity(2),
            "--group",
            "confluent-tools",
            "--seed",
            "3",
            "--quiet");

    assertTrue(run.out().startsWith("SUCCEEDED"), run::out);
    assertEquals(1, run.out().lines().count(), run::out);
  }

  @Test
  void whatGoesWrongInTheSimulatorIsAsked() {
    CommandRun run =
        run(
            RunningRollout.notYet(3),
            "--group",
            "confluent-tools",
            "--seed",
            "3",
            "--boot-failure-at",
            "1");

    assertTrue(run.out().contains("Rollout.Stopped.Timeout"), run::out);
    assertTrue(run.out().contains("instances boot"), run::out);
    assertEquals(ExitCode.GOOD, run.exitCode());
  }

  @Test
  void anIncidentAtAServerThatTheGroupDoesNotHaveIsRefused() {
    CommandRun run =
        run(RunningRollout.notYet(2), "--group", "confluent-tools", "--boot-failure-at", "7");

    assertTrue(run.err().contains("--boot-failure-at: found '7'"), run::err);
    assertTrue(run.err().contains("(the last one is 1)"), run::err);
    assertFalse(run.err().contains("--servers"), "it has no such option: " + run.err());
    assertEquals(ExitCode.USAGE, run.exitCode());
  }

  @Test
  void aBatchLargerThanTheGroupIsRefused() {
    CommandRun run =
        run(RunningRollout.notYet(2), "--group", "confluent-tools", "--batch-size", "3");

    assertTrue(run.err().contains("--batch-size: found '3'"), run::err);
    assertTrue(run.err().contains("(there are 2)"), run::err);
    assertFalse(run.err().contains("--servers"), "it has no such option: " + run.err());
    assertEquals(ExitCode.USAGE, run.exitCode());
  }

  @Test
  void aGroupThatDoesNotExistIsNamed() {
    CommandRun run = run(RunningRollout.notYet(1), "--group", "other");

    assertTrue(
        run.err().startsWith("rollout: --group: found 'other', which no Auto Scaling group"),
        run::err);
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  private static CommandRun run(RunningRollout rollout, String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "simulate-from";
    System.arraycopy(options, 0, all, 1, options.length);
    return CommandRun.of(new SimulatedRehearsal(), new OneAccount(rollout), all);
  }
}
