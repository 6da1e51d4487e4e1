package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
        "--batch-size 7|--batch-size: found '7'; right is a number of servers from 1 to --servers,"
            + " or a percentage from 1% to 100%, for example --batch-size 2 or --batch-size 25%"
            + " (--servers is 6)",
        "--batch-size 0%|--batch-size: found '0%'; right is a number of servers from 1 to --servers,"
            + " or a percentage from 1% to 100%, for example --batch-size 2 or --batch-size 25%",
        "--seed 1.5|--seed: found '1.5'; right is a whole number of at most 64 bits, for example"
            + " --seed 42",
        "--elb alb|--elb: found 'alb'; right is classic, target-group or both",
        "--boot-failure-at 6|--boot-failure-at: found '6'; right is the number of a server, from 0"
            + " to one less than --servers, for example --boot-failure-at 0 (the last one is 5)",
        "--speed 0|--speed: found '0'; right is virtual seconds in a real second, for example"
            + " --speed 120, or max",
        "--speed NaN|--speed: found 'NaN'; right is virtual seconds in a real second, for example"
            + " --speed 120, or max",
        "--seed|--seed: found no value; right is a whole number of at most 64 bits, for example"
            + " --seed 42",
        "--seed 1 --seed 2|--seed: found twice; right is once",
        "--json --quiet|--json, --quiet: found both; right is one of them",
        "--quiet --verbose|--quiet, --verbose: found both; right is one of them",
        "--json --speed 9|--speed: found together with --json, where nothing can be watched; right"
            + " is one of them",
        "--sevrers 3|--sevrers: `rollout rehearse` has no such option; did you mean --servers or"
            + " --seed?",
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
        "rollout: found no command; right is `rollout rehearse` or `rollout inspect`, with options"
            + " after it",
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
