package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.rehearsal.RunningRollout;
import io.servergroup.simulator.rehearsal.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  @Test
  void theExampleOfTheDocumentsIsWhatIsPrinted() throws IOException {
    String command = "plan --simulated --batch-size 2 --checkpoint canary --bake 60";
    String document = Files.readString(Path.of("../docs/OPERATING.md"));

    assertTrue(document.contains("./rollout " + command + "\n"), "the example's command");
    CommandRun run = CommandRun.of(command.split(" "));
    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(
        withoutChance(document).contains("```\n" + withoutChance(run.out()) + "```\n"),
        () -> "this is printed now: " + run.out());
  }

  @Test
  void aPlanTouchesNothing() {
    RunningRollout cluster = RunningRollout.notYet(3);
    List<ApiCall> calls = new ArrayList<>();
    ((SimulatedAws) cluster.clients()).calls().listen(calls::add);

    CommandRun run =
        cluster.asCaller(() -> plan(cluster, "--to-version", "2", "--batch-timeout", "20"));

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(calls.size() > 5, calls::toString);
    assertEquals(
        List.of(),
        calls.stream()
            .map(ApiCall::operation)
            .filter(name -> !name.matches("(Describe|Get|List).*"))
            .toList());
  }

  @Test
  void whatTheRolloutWouldBeRefusedForIsListedAndExitsOne() {
    CommandRun run =
        plan(RunningRollout.notYet(2), "--batch-size", "3", "--only", "7", "--alarm", "errors");

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertTrue(
        run.out()
            .contains("  input batchSize\n    3 servers, but the group has 2; use at most 2\n"),
        run.out());
    assertTrue(run.out().endsWith("\nWOULD BE REFUSED: 3 findings\n"), run.out());
  }

  @Test
  void aGroupThatDoesNotExistWouldBeRefused() {
    CommandRun run =
        CommandRun.of(
            new OneAccount(RunningRollout.notYet(1)), "plan", "--group", "confluent-tolls");

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertTrue(run.out().contains("no Auto Scaling group carries the tag"), run.out());
  }

  @Test
  void aRolloutThatRunsKeepsAnotherFromStarting() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();

    CommandRun run = plan(rollout, "--skip-health-check");

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertTrue(run.out().contains("another rollout is running"), run.out());
  }

  @Test
  void timesComeFromTheGroupsOwnReplacementsOnceThereAreSome() throws Exception {
    RunningRollout rollout = RunningRollout.of(3, Map.of());
    JsonNode before = json(plan(RunningRollout.notYet(3), "--json"));
    rollout.ended();
    rollout.heals();

    CommandRun text = plan(rollout, "--replace-all");
    JsonNode after = json(plan(rollout, "--replace-all", "--json"));
    JsonNode given = json(plan(rollout, "--replace-all", "--json", "--batch-seconds", "500"));

    assertEquals("assumed", before.get("batchSecondsFrom").asText());
    assertEquals("measured", after.get("batchSecondsFrom").asText());
    double seconds = after.get("batchSeconds").asDouble();
    assertTrue(seconds > 60 && seconds < 200, () -> "seconds " + seconds);
    assertTrue(
        text.out().replaceAll("\\s+", " ").contains("the group's latest 3 replacements, and 20"),
        text.out());
    assertEquals("given", given.get("batchSecondsFrom").asText());
    assertEquals(1500, given.get("expectedSeconds").asInt());
  }

  @Test
  void aPlanThatWouldNotComeToItsEndTellsHowFarItComesAndNoPriceOfAServer() throws Exception {
    RunningRollout cluster = RunningRollout.notYet(3);
    String[] slow = {"--batch-seconds", "600", "--batch-timeout", "5"};

    CommandRun text = plan(cluster, slow);
    JsonNode json = json(plan(cluster, "--json", slow[0], slow[1], slow[2], slow[3]));

    assertTrue(
        text.out().contains("3 of 3 to replace; it comes to 1, in 1 batch of at most 1"),
        text.out());
    assertFalse(text.out().contains("of one server"), text.out());
    assertEquals(3, json.get("toReplace").asInt());
    assertTrue(json.get("perServer").isNull(), json::toString);
  }

  @Test
  void aGroupAtItsTargetHasNothingToReplace() throws Exception {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.ended();
    rollout.heals();

    CommandRun run = plan(rollout);

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(run.out().endsWith("\nNOTHING TO REPLACE\n"), run.out());
    assertFalse(run.out().contains("of one server"), run.out());
    assertTrue(json(plan(rollout, "--json")).get("perServer").isNull());
  }

  @Test
  void serversAtAnEqualVersionAreLeftAloneAndThePlanSaysWhy() throws Exception {
    RunningRollout failed = RunningRollout.of(3, Map.of("servers", List.of(0)));
    failed.ended();
    failed.heals();
    failed
        .clients()
        .ec2()
        .createLaunchTemplateVersion(
            stackRolledBack ->
                stackRolledBack
                    .launchTemplateName(failed.name())
                    .sourceVersion("1")
                    .launchTemplateData(nothingElse -> {}));

    CommandRun text = plan(failed);
    JsonNode json = json(plan(failed, "--json"));

    assertEquals(ExitCode.GOOD, text.exitCode(), text.err());
    String unbroken = text.out().replaceAll("\\s+", " ");
    assertTrue(unbroken.contains("1 of 3 to replace, in 1 batch of at most 1"), text.out());
    assertTrue(
        unbroken.matches(
            ".*left alone: 2 at lt-\\w+:1, which holds the same launch template data as lt-\\w+:3"
                + " .*"),
        text.out());
    assertEquals(1, json.get("toReplace").asInt());
    assertEquals(2, json.at("/leftAlone/0/servers").asInt());
    assertTrue(json.at("/leftAlone/0/version").asText().endsWith(":1"), json::toString);
    assertTrue(json.at("/leftAlone/0/sameAs").asText().endsWith(":3"), json::toString);
  }

  @Test
  void aGroupWithoutIdentitiesWouldBeRolledWithoutHooksAndInterfaces() {
    CommandRun run = plan(RunningRollout.notYetWithoutIdentity(3));

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(run.out().contains("3 of 3 to replace, in 3 batches of at most 1"), run.out());
    assertTrue(run.out().endsWith("\nWOULD START\n"), run.out());
  }

  @Test
  void jsonIsOneObjectWithItsFieldsInAFixedOrder() throws Exception {
    CommandRun run =
        CommandRun.of("plan --simulated --servers 5 --checkpoint 50% --json".split(" "));

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    JsonNode json = json(run);
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "starts",
            "serverGroup",
            "readAt",
            "findings",
            "stops",
            "servers",
            "batchSize",
            "toReplace",
            "leftAlone",
            "floor",
            "lowestHealthy",
            "batchSeconds",
            "batchSecondsFrom",
            "bakeSeconds",
            "expectedSeconds",
            "stateTransitions",
            "transitionsPriceUsd",
            "executions",
            "lambdaInvocations",
            "apiCalls",
            "gbSeconds",
            "costUsd",
            "perServer",
            "checkpoints",
            "batches"),
        fields);
    assertEquals(5, json.get("batches").size());
    assertTrue(json.at("/batches/0/canary").asBoolean());
    assertEquals("confluent-tools-0", json.at("/batches/0/servers/0/autoScalingGroup").asText());
    assertEquals(3, json.at("/checkpoints/0/afterBatch").asInt());
    assertEquals(1, json.get("executions").asInt());
    // The first look, one after each batch, and one after the person's answer.
    assertEquals(1 + 5 + 1, json.at("/lambdaInvocations/NextBatch").asInt());
    assertEquals(5, json.at("/lambdaInvocations/ReplaceServers").asInt());
    assertEquals(5, json.at("/apiCalls/autoscaling:TerminateInstanceInAutoScalingGroup").asInt());
    assertEquals(
        json.at("/costUsd/total").asDouble() / 5, json.at("/perServer/costUsd").asDouble(), 1e-6);
    assertTrue(json.at("/perServer/apiCalls").asDouble() > 17, json::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "plan|--group: found nothing; right is the name of a server group, as in the tag"
            + " ServerGroupName, for example --group confluent-tools",
        "plan --simulated --group x|--group: found together with --simulated; right is to leave it"
            + " out",
        "plan --group x --servers 3|--servers: found without --simulated; right is to leave it out",
        "plan --simulated --bake soon|--bake: found \"soon\"; expected a whole number from 0 to"
            + " 86400",
        "plan --simulated --to-version new|--to-version: found \"new\"; expected the number of a"
            + " version, $Latest or $Default",
        "plan --simulated --batch-size 0|--batch-size: found \"0\"; expected a whole number of"
            + " servers from 1, or 1% to 100%, such as 2 or \"25%\"",
        "plan --simulated --to-version|--to-version: found no value; right is the number of a"
            + " version, $Latest or $Default",
      })
  void wrongUsageNamesTheOptionWhatWasFoundAndWhatIsRight(String arguments, String finding) {
    CommandRun run = CommandRun.of(arguments.split(" "));

    assertEquals("rollout: " + finding + "\nSee `rollout plan --help`.\n", run.err());
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
  }

  @Test
  void aTableThatDoesNotExistExitsThree() {
    CommandRun run = plan(RunningRollout.notYet(1), "--lock-table", "Elsewhere");

    assertEquals(ExitCode.UNREADABLE, run.exitCode());
    assertTrue(run.err().startsWith("rollout: --lock-table: found 'Elsewhere'"), run.err());
  }

  @Test
  void nothingIsWiderThanEightyColumns() {
    CommandRun run =
        CommandRun.of(
            "plan --simulated --servers 9 --batch-size 4 --checkpoint every-batch".split(" "));

    assertEquals(List.of(), run.out().lines().filter(line -> line.length() > 80).toList());
  }

  private static CommandRun plan(RunningRollout cluster, String... more) {
    List<String> arguments = new ArrayList<>(List.of("plan", "--group", cluster.name()));
    arguments.addAll(List.of(more));
    return CommandRun.of(new OneAccount(cluster), arguments.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  private static String withoutChance(String text) {
    return text.replaceAll("read [-0-9T:.]+Z", "read now");
  }
}
