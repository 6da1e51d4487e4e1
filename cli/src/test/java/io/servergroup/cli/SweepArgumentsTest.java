package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.sweep.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--seeds 0|--seeds: found '0'; right is a whole number from 1 to 10000000, for example"
            + " --seeds 1000",
        "--seeds 10000001|--seeds: found '10000001'; right is a whole number from 1 to 10000000, for"
            + " example --seeds 1000",
        "--seeds|--seeds: found no value; right is a whole number from 1 to 10000000, for example"
            + " --seeds 1000",
        "--seeds 3 --seed x|--seed: found 'x'; right is a whole number of at most 64 bits, for"
            + " example --seed 42",
        "--seeds 3 --seed 9223372036854775807|--seed: found '9223372036854775807'; right is with"
            + " --seeds 3 at most 9223372036854775805",
        "--seeds 3 --jobs 0|--jobs: found '0'; right is a whole number from 1 to 1024, for example"
            + " --jobs 4",
        "--seeds 3 --servers 4|--servers: found together with --seeds, where the seed of a run"
            + " decides that; right is one of them",
        "--seeds 3 --speed 4|--speed: found together with --seeds, where nothing waits to be"
            + " watched; right is one of them",
        "--seeds 3 --only-faults pause@1|--only-faults: found together with --seeds, where each run"
            + " has faults of its own; right is one of them",
        "--seeds 3 --json --quiet|--json, --quiet: found both; right is one of them",
        "--faults mild --jobs 2|--jobs: found together with --faults, where one run is made; right"
            + " is one of them",
        "--faults mild --servers 41|--servers: found '41'; right is in a hostile run a whole number"
            + " from 1 to 40, for example --servers 6",
        "--faults mild --only-faults pause@1|--only-faults: found without --seed; right is the seed"
            + " whose faults they are",
        "--faults mild --seed 1 --only-faults pause|--only-faults: found 'pause'; right is faults of"
            + " one run, each with its number, for example --only-faults lost-event@17; or none",
        "--faults mild --seed 1 --only-faults pause@1,puse@1|--only-faults: found 'puse@1'; right is"
            + " faults of one run, each with its number, for example --only-faults lost-event@17; or"
            + " none; did you mean pause?",
        "--faults pause --seed 1 --only-faults alarm@1|--only-faults: found 'alarm@1', which never"
            + " happens with --faults pause; right is another profile, or another fault",
        "--only-faults pause@1|--only-faults: found without --faults; right is both",
        "--jobs 2|--jobs: found without --seeds; right is both",
        "--hashes h|--hashes: found without --seeds; right is both",
        "--shrink|--shrink: found alone; right is together with --seeds or --faults",
        "--list-faults --seed 2|--seed: found together with --list-faults, which runs nothing; right"
            + " is one of them",
      })
  void wrongUsageNamesTheOptionWhatWasFoundAndWhatIsRight(String arguments, String finding) {
    ScriptedSweeping sweeping = ScriptedSweeping.failing();
    CommandRun run = CommandRun.of(sweeping, false, ("rehearse " + arguments).split(" ", -1));

    assertEquals("rollout: " + finding + "\nSee `rollout rehearse --help`.\n", run.err());
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
    assertTrue(sweeping.time().now().isZero(), "nothing was run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--boot-failure-at 2",
        "--alarm-at 2",
        "--cancel-at 2",
        "--approve-after 2",
        "--batch-size 2",
        "--no-canary",
        "--replace-all",
        "--only 2",
        "--bake 2",
        "--checkpoint canary",
        "--on-failure stop",
        "--to-version",
        "--elb classic",
        "--topology group-per-zone",
      })
  void whatTheSeedDecidesCannotBeAskedFor(String option) {
    for (String mode : new String[] {"--seeds 2", "--seed 1 --faults harsh"}) {
      CommandRun run = CommandRun.of(("rehearse " + mode + " " + option).split(" "));

      String name = option.replaceFirst(" .*", "").replace("--no-", "--");
      assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
      assertTrue(run.err().startsWith("rollout: " + name + ": found together with --"), run.err());
    }
  }

  @Test
  void anUnknownProfileGetsTheListOfAllAndTheNearestOne() {
    String err = CommandRun.of("rehearse", "--seeds", "3", "--faults", "hrash").err();

    assertTrue(
        err.startsWith("rollout: --faults: found 'hrash'; right is none, mild, harsh,"), err);
    FaultKind.words().forEach(word -> assertTrue(err.contains(word), word));
    assertTrue(err.contains("); did you mean harsh?\n"), err);
  }

  @Test
  void aWordThatIsNothingLikeAnyProfileGetsNoSuggestion() {
    String err = CommandRun.of("rehearse", "--faults", "everything-at-once").err();

    assertTrue(err.startsWith("rollout: --faults: found 'everything-at-once'; right"), err);
    assertTrue(!err.contains("did you mean"), err);
  }

  @Test
  void allWrongValuesAreReportedAtOnce() {
    CommandRun run =
        CommandRun.of(
            ("rehearse --seeds x --seed y --faults z --jobs 0 --elb both --only-faults q"
                    + " --json --quiet")
                .split(" "));

    assertEquals(8, run.err().lines().count(), run.err());
  }
}
