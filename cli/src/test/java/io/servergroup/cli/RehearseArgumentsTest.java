package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.Replay;
import io.servergroup.rollout.InputField;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearseArgumentsTest {
  @Test
  void withoutOptionsSixServersAreReplacedOneByOneWithAFreshSeed() {
    assertEquals(
        new RehearsalOptions(
            6, "1", CommandRun.FRESH_SEED, LoadBalancerKind.BOTH, OptionalInt.empty()),
        understood("rehearse"));
  }

  @Test
  void everyOptionReachesTheRehearsal() {
    assertEquals(
        new RehearsalOptions(30, "10%", -7, LoadBalancerKind.TARGET_GROUP, OptionalInt.of(29)),
        understood(
            "rehearse",
            "--servers=30",
            "--batch-size",
            "10%",
            "--seed",
            "-7",
            "--elb",
            "target-group",
            "--boot-failure-at",
            "29"));
  }

  @Test
  void theRolloutGetsItsInputAsItWasGiven() {
    RehearsalOptions options =
        understood(
            ("rehearse --seed 1 --batch-size 2 --no-canary --replace-all --only 0,4 --to-version"
                    + " --skip-health-check --consecutive-healthy-checks 3 --min-uptime 60 --poll 20"
                    + " --bake 90 --batch-timeout 40 --checkpoint 50% --checkpoint every-batch"
                    + " --checkpoint-timeout 10 --on-failure rollback --topology group-per-zone"
                    + " --alarm-at 1 --boot-failure-at 4 --approve-after 5")
                .split(" "));

    Map<String, Object> input = new TreeMap<>();
    input.put("batchSize", "2");
    input.put("canary", false);
    input.put("replaceAll", true);
    input.put("servers", "0,4");
    input.put("launchTemplateVersion", 2);
    input.put("skipHealthCheck", true);
    input.put("consecutiveHealthyChecks", "3");
    input.put("minUptimeSeconds", "60");
    input.put("pollSeconds", "20");
    input.put("bakeSeconds", "90");
    input.put("batchTimeoutMinutes", "40");
    input.put("checkpoints", List.of("50%", "every-batch"));
    input.put("checkpointTimeoutMinutes", "10");
    input.put("onFailure", "rollback");
    assertEquals(
        new RehearsalOptions(
            6,
            input,
            1,
            LoadBalancerKind.BOTH,
            Topology.GROUP_PER_ZONE,
            new Incidents(
                OptionalInt.of(4), OptionalInt.of(1), OptionalInt.empty(), Duration.ofSeconds(5))),
        options);
  }

  @Test
  void everyFieldOfTheInputHasAnOptionButThoseThatARehearsalDecidesItself() {
    String help = CommandRun.of("rehearse", "--help").out().replace("[no-]", "");
    for (InputOption option : InputOption.values()) {
      if (option != InputOption.ALARM) {
        assertTrue(help.contains(option.option()), option.option());
      }
    }
    assertEquals(
        InputField.values().length - 1, InputOption.values().length, "all but serverGroup");
  }

  @Test
  void theCommandThatRepeatsARehearsalIsUnderstoodAsThatRehearsal() {
    String[] arguments =
        ("rehearse --seed 1 --batch-size 2 --canary --only 1,3 --to-version --bake 9 --checkpoint"
                + " canary --checkpoint 50% --on-failure stop --topology group-per-zone --cancel-at"
                + " 1 --approve-after 5")
            .split(" ");
    RehearsalOptions options = understood(arguments);

    String again = Replay.command("./rollout", options);

    assertEquals(options, understood(again.replace("./rollout ", "").split(" ")), again);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--servers 0|--servers: found '0'; right is a whole number from 1 to 1000, for example"
            + " --servers 6",
        "--servers 1001|--servers: found '1001'; right is a whole number from 1 to 1000, for example"
            + " --servers 6",
        "--servers six|--servers: found 'six'; right is a whole number from 1 to 1000, for example"
            + " --servers 6",
        "--batch-size 7|--batch-size: found '7'; right is a number of servers from 1 to all of them,"
            + " or a percentage from 1% to 100%, for example --batch-size 2 or --batch-size 25%"
            + " (there are 6)",
        "--batch-size 0%|--batch-size: found '0%'; right is a number of servers from 1 to all of them,"
            + " or a percentage from 1% to 100%, for example --batch-size 2 or --batch-size 25%",
        "--seed 1.5|--seed: found '1.5'; right is a whole number of at most 64 bits, for example"
            + " --seed 42",
        "--elb alb|--elb: found 'alb'; right is classic, target-group or both",
        "--boot-failure-at 6|--boot-failure-at: found '6'; right is the number of a server, from 0"
            + " to one less than there are, for example --boot-failure-at 0 (the last one is 5)",
        "--speed 0|--speed: found '0'; right is virtual seconds in a real second, for example"
            + " --speed 120, or max",
        "--speed NaN|--speed: found 'NaN'; right is virtual seconds in a real second, for example"
            + " --speed 120, or max",
        "--seed|--seed: found no value; right is a whole number of at most 64 bits, for example"
            + " --seed 42",
        "--seed 1 --seed 2|--seed: found twice; right is once",
        "--canary --canary|--canary: found twice; right is once",
        "--canary --no-canary|--canary, --no-canary: found both; right is one of them",
        "--no-canary --canary|--canary, --no-canary: found both; right is one of them",
        "--json --quiet|--json, --quiet: found both; right is one of them",
        "--quiet --verbose|--quiet, --verbose: found both; right is one of them",
        "--json --speed 9|--speed: found together with --json, where nothing can be watched; right"
            + " is one of them",
        "--sevrers 3|--sevrers: `rollout rehearse` has no such option; did you mean --servers or"
            + " --seed or --seeds?",
        "--bake soon|--bake: found \"soon\"; expected a whole number from 0 to 86400",
        "--checkpoint lunch|--checkpoint: found [lunch]; expected any of canary, every-batch and 1%"
            + " to 99%",
        "--no-canary --checkpoint canary|--checkpoint: found a checkpoint after the canary, but no"
            + " canary; expected canary true, or another checkpoint",
        "--on-failure panic|--on-failure: found \"panic\"; expected STOP or ROLLBACK",
        "--only 1,9|--only: found 9; right are numbers of servers, and the last one is 5",
        "--only 1,3 --boot-failure-at 2|--boot-failure-at: found '2'; right is the number of a server,"
            + " from 0 to one less than there are, for example --boot-failure-at 0; with --only it is"
            + " one of those to be replaced",
        "--only|--only: found no value; right is numbers of servers, for example --only 0,4",
        "--topology ring|--topology: found 'ring'; right is group-per-server, group-per-zone or"
            + " without-identity",
        "--alarm-at 0|--alarm-at: found '0'; right is the number of a batch, from 1, for example"
            + " --alarm-at 2",
        "--alarm-at 7|--alarm-at: found '7'; right is the number of a batch, and the last one is 6",
        "--cancel-at 5 --batch-size 2|--cancel-at: found '5'; right is the number of a batch, and"
            + " the last one is 4",
        "--cancel-at 1 --alarm-at 1|--cancel-at, --alarm-at: found both; right is one of them",
        "--approve-after x|--approve-after: found 'x'; right is seconds, from 0 to 2592000 (30"
            + " days), for example --approve-after 300",
        "extra|found 'extra', which `rollout rehearse` does not take",
      })
  void wrongUsageNamesTheOptionWhatWasFoundAndWhatIsRight(String arguments, String finding) {
    CommandRun run = CommandRun.of(("rehearse " + arguments).split(" ", -1));

    assertEquals(
        "rollout: " + finding + "\nSee `rollout rehearse --help`.\n",
        run.err().replace(System.lineSeparator(), "\n"));
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
  }

  @Test
  void allWrongValuesAreReportedAtOnce() {
    CommandRun run =
        CommandRun.of("rehearse", "--servers", "x", "--elb", "y", "--seed", "z", "--speed", "fast");

    assertEquals(5, run.err().lines().count(), run.err());
  }

  @Test
  void aCommandIsNeeded() {
    CommandRun run = CommandRun.of();

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals(
        "rollout: found no command; right is `rollout rehearse`, `simulate-from`, `plan`, `start`,"
            + " `watch`, `status`, `pause`, `resume`, `approve`, `cancel`, `inspect`, `report` or"
            + " `serve`, with options after it",
        run.err().lines().findFirst().orElseThrow());
  }

  private static RehearsalOptions understood(String... arguments) {
    List<RehearsalOptions> seen = new ArrayList<>();
    Rehearsal rehearsal =
        (options, observer) -> {
          seen.add(options);
          return new ScriptedRehearsal(List.of()).report(options);
        };
    CommandRun run = CommandRun.of(rehearsal, false, arguments);
    assertEquals("", run.err());
    return seen.getFirst();
  }
}
