package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** A rollout is started at a terminal or by a pipeline, and followed to its end. */
class WatchCommandTest {
  @Test
  void aRolloutThatIsStartedAndWatchedIsToldLineByLineUntilItHasSucceeded() {
    RunningRollout cluster = RunningRollout.notYet(2);

    CommandRun run = run(cluster, false, "start", "--watch", "--name", "deploy-42");

    List<String> lines = run.out().lines().toList();
    assertEquals(
        "confluent-tools: a rollout was started: arn:aws:states:eu-west-1:123456789012:execution:rolling-deploy:deploy-42",
        lines.getFirst());
    assertTrue(lines.stream().anyMatch(line -> line.contains("batch 1: server 0")), run::out);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("SUCCEEDED")), run::out);
    assertEquals(ExitCode.GOOD, run.exitCode(), run::err);
    assertEquals("", run.err());
  }

  @Test
  void aRolloutThatIsLockedOutEndsAndIsNotTakenForTheOneThatRuns() {
    RunningRollout other = RunningRollout.of(2, Map.of("checkpoints", "every-batch"));
    other.untilAsked();

    CommandRun run = run(other, false, "start", "--watch", "--name", "deploy-42");

    assertTrue(run.out().contains("\nFAILED  Rollout.Refused\n"), run::out);
    assertTrue(
        run.out().contains("\n  - server group confluent-tools: another rollout is running"),
        () -> "each finding begins a line: " + run.out());
    assertFalse(run.out().contains("checkpoint"), run::out);
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  @Test
  void whatAnEarlierRolloutSaidIsNotTakenForTheLastWordsOfOneThatNeverBegan() {
    RunningRollout cluster = RunningRollout.of(1, Map.of());
    cluster.ended();
    CommandRun run =
        run(
            cluster,
            false,
            "start",
            "--watch",
            "--state-machine",
            "arn:aws:states:eu-west-1:123456789012:stateMachine:replace-batch");

    assertTrue(run.out().contains("\nFAILED  States.QueryEvaluationError\n"), run::out);
    assertFalse(run.out().contains("Said last"), run::out);
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  @Test
  void aTerminalShowsEveryServerAndWhatTheRolloutWaitsFor() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();

    CommandRun run = run(rollout, true, "watch");

    assertTrue(run.out().contains("server  address"), run::out);
    assertTrue(run.out().contains("waits for server 0: "), run::out);
    assertTrue(run.out().contains("InService"), run::out);
    assertTrue(run.out().contains("10.0."), run::out);
    assertTrue(run.out().contains("floor 1"), run::out);
    assertTrue(run.out().contains("ends at about 20"), run::out);
    assertTrue(run.out().contains("SUCCEEDED"), run::out);
    assertEquals(ExitCode.GOOD, run.exitCode(), run::err);
  }

  @Test
  void aTerminalShowsAQuestionOnceAndWhole() {
    RunningRollout rollout = RunningRollout.of(3, Map.of("checkpoints", "every-batch"));
    rollout.untilAsked();
    rollout.pass(Duration.ofSeconds(5));

    CommandRun run = CommandRun.interrupted(new OneAccount(rollout), true, arguments("watch"));

    String unbroken =
        run.out().replaceAll("\\u001b\\[[?0-9;]*[a-zA-Z]", "").replaceAll("\\s+", " ");
    assertTrue(
        unbroken.contains(
            "asks a person: checkpoint: batch 1 is replaced and healthy; 2 servers are left to be"
                + " replaced "),
        unbroken);
    assertFalse(unbroken.contains("ends at about"), unbroken);
    assertFalse(unbroken.contains("waits for"), unbroken);
  }

  @Test
  void whereEverybodyIsReplacedOnlyWhoCameSinceIsNew() {
    RunningRollout rollout =
        RunningRollout.of(
            3,
            Map.of("launchTemplateVersion", "1", "replaceAll", true, "checkpoints", "every-batch"));
    rollout.untilAsked();
    rollout.pass(Duration.ofSeconds(5));

    CommandRun run = CommandRun.interrupted(new OneAccount(rollout), true, arguments("watch"));

    assertTrue(run.out().contains("new 1/3"), run::out);
  }

  @Test
  void aNetworkThatIsAwayForAMomentDoesNotEndTheWatching() {
    RunningRollout rollout = RunningRollout.of(1, Map.of());
    rollout.untilTold();

    CommandRun run =
        CommandRun.passing(
            Altered.whoseLocksDoNotAnswer(rollout, request -> request >= 3 && request < 6),
            false,
            rollout::pass,
            arguments("watch"));

    assertTrue(run.out().contains("SUCCEEDED"), run::out);
    assertEquals(ExitCode.GOOD, run.exitCode(), run::err);
  }

  @Test
  void whoeverPressesCtrlCDoesNotWaitForAnAnswerThatDoesNotCome() {
    RunningRollout rollout = RunningRollout.of(1, Map.of());
    rollout.untilTold();
    AtomicBoolean asked = new AtomicBoolean();
    CountDownLatch never = new CountDownLatch(1);
    Accounts account =
        Altered.whoseLocksDoNotAnswer(
            rollout,
            request -> {
              if (request >= 3) {
                asked.set(true);
                try {
                  never.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
              return false;
            });

    CommandRun run = CommandRun.interruptedWhen(account, asked::get, arguments("watch"));

    assertEquals(ExitCode.INTERRUPTED, run.exitCode(), run::err);
    assertTrue(run.out().contains("The rollout goes on."), run::out);
  }

  @Test
  void ofMoreNewsThanThereIsRoomForTheFirstAreShownAndTheRestAreCounted() {
    RunningRollout rollout = RunningRollout.of(24, Map.of("batchSize", "24", "canary", "false"));
    rollout.untilTold();
    rollout.pass(Duration.ofMinutes(2));

    CommandRun run =
        CommandRun.interrupted(
            new OneAccount(rollout), Optional.of(new TerminalSize(40, 24)), arguments("watch"));

    assertTrue(Pattern.compile("waits for server \\d+: ").matcher(run.out()).find(), run::out);
    assertTrue(
        Pattern.compile("\\.\\.\\. and \\d+ more lines").matcher(run.out()).find(), run::out);
  }

  @Test
  void whoCannotLookAnyMoreIsToldThatTheRolloutGoesOn() {
    RunningRollout rollout = RunningRollout.of(1, Map.of());
    rollout.untilTold();

    CommandRun run =
        CommandRun.passing(
            Altered.whoseLocksDoNotAnswer(rollout, request -> request >= 3),
            false,
            rollout::pass,
            arguments("watch"));

    assertEquals(ExitCode.UNREADABLE, run.exitCode(), run::err);
    assertTrue(run.err().contains("The rollout goes on."), run::err);
    assertTrue(run.err().contains("the network is away"), run::err);
  }

  @Test
  void serversThatMayNotBeReadDoNotEndTheWatching() {
    RunningRollout rollout = RunningRollout.of(1, Map.of());
    rollout.untilTold();

    CommandRun run =
        CommandRun.passing(
            Altered.withoutAutoScaling(rollout), true, rollout::pass, arguments("watch"));

    assertTrue(run.out().contains("the servers cannot be read: "), run::out);
    assertTrue(run.out().contains("SUCCEEDED"), run::out);
    assertEquals(ExitCode.GOOD, run.exitCode(), run::err);
  }

  @Test
  void whoeverPressesCtrlCLeavesTheRolloutRunningAndIsToldSo() {
    RunningRollout rollout = RunningRollout.of(3, Map.of());
    rollout.untilTold();

    CommandRun run = CommandRun.interrupted(new OneAccount(rollout), arguments("watch"));

    assertEquals(ExitCode.INTERRUPTED, run.exitCode());
    assertTrue(
        run.out()
            .replaceAll("\\s+", " ")
            .strip()
            .endsWith(
                "The rollout goes on. Look at it again with `./rollout watch --group confluent-tools`, stop it with `./rollout cancel --group confluent-tools`."),
        run::out);
    assertEquals("SUCCEEDED null", rollout.ended());
  }

  @Test
  void aProgramThatReadsJsonReadsNothingElseWhenSomebodyPressesCtrlC() {
    RunningRollout rollout = RunningRollout.of(3, Map.of());
    rollout.untilTold();

    CommandRun run = CommandRun.interrupted(new OneAccount(rollout), arguments("watch", "--json"));

    assertEquals(ExitCode.INTERRUPTED, run.exitCode());
    run.out().lines().forEach(line -> assertTrue(json(line).get("running").asBoolean(), line));
    assertTrue(run.err().startsWith("The rollout goes on."), run::err);
  }

  @Test
  void aRolloutThatFailsMakesThePipelineFail() {
    RunningRollout rollout = RunningRollout.of(3, Map.of("checkpoints", "every-batch"));
    rollout.untilAsked();
    assertEquals(
        ExitCode.GOOD, CommandRun.of(new OneAccount(rollout), arguments("cancel")).exitCode());

    CommandRun run = run(rollout, false, "watch", "--json");

    List<JsonNode> objects = run.out().lines().map(WatchCommandTest::json).toList();
    assertEquals("FAILED", objects.getLast().get("status").asText(), run::out);
    assertEquals("Rollout.Stopped.Operator", objects.getLast().get("error").asText());
    assertTrue(objects.getFirst().get("running").asBoolean(), run::out);
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  @Test
  void aCheckpointThatIsNotReachedCannotBeApprovedAndOneThatIsCan() {
    RunningRollout rollout = RunningRollout.of(3, Map.of("checkpoints", "every-batch"));
    rollout.untilTerminations(1);

    CommandRun early = CommandRun.of(new OneAccount(rollout), arguments("approve"));
    rollout.untilAsked();
    CommandRun approved = CommandRun.of(new OneAccount(rollout), arguments("approve"));

    assertEquals("confluent-tools: it asks nobody; there is nothing to approve\n", early.out());
    assertEquals(ExitCode.BAD, early.exitCode());
    assertEquals("confluent-tools: it goes on\n", approved.out());
    assertEquals(ExitCode.GOOD, approved.exitCode());
  }

  @Test
  void whereNothingRunsThereIsNothingToWatch() {
    CommandRun run = run(RunningRollout.notYet(1), false, "watch");

    assertEquals(
        "No rollout of server group confluent-tools is running. Start one with `./rollout start --group confluent-tools`.",
        run.out().replaceAll("\\s+", " ").strip());
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  @Test
  void aPipelineMayRepeatItsStepWithTheSameName() {
    RunningRollout cluster = RunningRollout.notYet(1);

    CommandRun first = run(cluster, false, "start", "--json", "--name", "deploy-42");
    CommandRun again = run(cluster, false, "start", "--json", "--name", "deploy-42");
    CommandRun other =
        run(cluster, false, "start", "--json", "--name", "deploy-42", "--replace-all");

    assertEquals(first.out(), again.out());
    assertTrue(json(first.out()).get("started").asBoolean());
    assertEquals(ExitCode.GOOD, again.exitCode());
    assertFalse(json(other.out()).get("started").asBoolean());
    assertTrue(
        json(other.out())
            .get("problem")
            .asText()
            .startsWith("there is an execution named deploy-42"),
        other::out);
    assertEquals(ExitCode.BAD, other.exitCode());
    assertTrue(
        other.err().startsWith("rollout: not started: there is an execution named deploy-42"),
        other::err);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNothingIsStarted() {
    CommandRun run =
        CommandRun.of(
            new OneAccount(RunningRollout.notYet(1)),
            "start",
            "--batch-size",
            "none",
            "--name",
            "a b",
            "--interval",
            "0",
            "--endpoint-url",
            "localhost",
            "--state-machine",
            "tools");

    for (String option :
        List.of(
            "--group",
            "--batch-size",
            "--name",
            "--interval",
            "--endpoint-url",
            "--state-machine")) {
      assertTrue(run.err().contains(option + ": found"), run::err);
    }
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
  }

  @Test
  void theStateMachineOfAnotherGroupIsNotStarted() {
    RunningRollout rollout = RunningRollout.notYet(1);

    CommandRun run = CommandRun.of(Altered.withoutTableForAllGroups(rollout), arguments("start"));

    assertEquals(ExitCode.UNREADABLE, run.exitCode(), run::err);
    assertTrue(run.err().contains("no table of rollout locks was found"), run::err);
    assertEquals(List.of(), executions(rollout));
  }

  @Test
  void aStateMachineForAllGroupsIsNotStartedForAGroupThatDoesNotExist() {
    RunningRollout rollout = RunningRollout.notYet(1);

    CommandRun run = CommandRun.of(new OneAccount(rollout), "start", "--group", "confluent-tolls");

    assertEquals(
        """
        rollout: not started: --group: found 'confluent-tolls', which no Auto Scaling group of this account and region has as its tag ServerGroupName; right is one of confluent-tools
        """,
        run.err());
    assertEquals(ExitCode.BAD, run.exitCode());
    assertEquals(List.of(), executions(rollout));
  }

  @Test
  void aStateMachineThatDoesNotExistIsNamed() {
    CommandRun run =
        run(
            RunningRollout.notYet(1),
            false,
            "start",
            "--state-machine",
            "arn:aws:states:eu-west-1:123456789012:stateMachine:other");

    assertTrue(
        run.err()
            .startsWith(
                "rollout: not started: there is no state machine arn:aws:states:eu-west-1:123456789012:stateMachine:other"),
        run::err);
    assertEquals(ExitCode.BAD, run.exitCode());
  }

  private static List<ExecutionListItem> executions(RunningRollout rollout) {
    SfnClient stepFunctions = rollout.clients().stepFunctions();
    String machine =
        stepFunctions.listStateMachines(all -> {}).stateMachines().stream()
            .filter(each -> each.name().endsWith("rolling-deploy"))
            .findFirst()
            .orElseThrow()
            .stateMachineArn();
    return stepFunctions.listExecutions(request -> request.stateMachineArn(machine)).executions();
  }

  private static CommandRun run(RunningRollout rollout, boolean live, String... command) {
    return CommandRun.passing(new OneAccount(rollout), live, rollout::pass, arguments(command));
  }

  private static String[] arguments(String... command) {
    return Stream.concat(Stream.of(command), Stream.of("--group", "confluent-tools"))
        .toArray(String[]::new);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
