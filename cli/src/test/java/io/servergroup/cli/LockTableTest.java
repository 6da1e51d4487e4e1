package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.dynamodb.Tables;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.RunningRollout;
import io.servergroup.simulator.rehearsal.SimulatedAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which table the commands look for a lock in. The control plane of a running rollout has the one
 * for all groups; that of a cluster which was deployed with its control plane has its own.
 */
final class LockTableTest {
  private static final String OWN = "confluent-tools-rollout-locks";
  private static final String KEY = "ServerGroupName";

  @Test
  void withoutATableOfItsOwnAGroupHasItsLockInTheOneForAll() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();

    assertEquals(ExitCode.GOOD, run(rollout, "status").exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "pause", "resume", "cancel"})
  void aTableOfTheGroupsOwnComesFirstWhateverTheOtherSays(String command) {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();
    tables(rollout).create(OWN, KEY);

    CommandRun run = run(rollout, command);

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertTrue(run.out().matches("(?s).*(Nobody knows of a|no) rollout .*"), run.out());
  }

  @Test
  void thePlanHeedsTheLockInTheGroupsOwnTable() {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();

    CommandRun before = run(rollout, "plan", "--skip-health-check");
    tables(rollout).create(OWN, KEY);
    CommandRun after = run(rollout, "plan", "--skip-health-check");

    assertTrue(before.out().contains("another rollout is running"), before.out());
    assertFalse(after.out().contains("another rollout is running"), after.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "plan", "pause"})
  void aTableThatIsNamedIsTheOnlyOneThatIsAsked(String command) {
    RunningRollout rollout = RunningRollout.of(2, Map.of());
    rollout.untilTold();
    tables(rollout).create(OWN, KEY);

    CommandRun shared = run(rollout, command, "--lock-table", "ServerGroupLocks");
    CommandRun missing = run(rollout, command, "--lock-table", "Elsewhere");

    assertTrue(
        shared.exitCode() == ExitCode.GOOD || shared.out().contains("another rollout is running"),
        shared.out());
    assertEquals(ExitCode.UNREADABLE, missing.exitCode(), missing.out());
    assertTrue(
        missing.err().contains("--lock-table: found 'Elsewhere', which is no table"),
        missing.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "plan", "pause", "resume", "cancel"})
  void whenNeitherExistsTheMessageHasTheNamesThatWereTried(String command) {
    CommandRun run = CommandRun.of(new EmptyAccount(), command, "--group", "confluent-tools");

    assertEquals(ExitCode.UNREADABLE, run.exitCode(), run.out());
    assertEquals(
        "rollout: no table of rollout locks was found; tried were"
            + " confluent-tools-rollout-locks and ServerGroupLocks; name the table with"
            + " --lock-table, or check the names of the group and the region\n",
        run.err());
  }

  @Test
  void aNameThatNoTableCanHaveIsNotTried() {
    CommandRun run = CommandRun.of(new EmptyAccount(), "status", "--group", "our tools/blue");

    assertEquals(ExitCode.UNREADABLE, run.exitCode(), run.out());
    assertTrue(run.err().contains("tried were ServerGroupLocks; name"), run.err());
  }

  private static CommandRun run(RunningRollout rollout, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--group", rollout.name()));
    arguments.addAll(List.of(more));
    return CommandRun.of(new OneAccount(rollout), arguments.toArray(String[]::new));
  }

  private static Tables tables(RunningRollout rollout) {
    return ((SimulatedAws) rollout.clients()).tables();
  }

  /** An account in which nothing was deployed. */
  private static final class EmptyAccount implements RealAccounts {
    private final Simulation simulation = new Simulation(1);
    private final SimulatedAws aws = new SimulatedAws(simulation, Pace.usual());

    @Override
    public Account real(Place place) {
      return new Account(aws, simulation.queue(), Optional.empty());
    }
  }
}
