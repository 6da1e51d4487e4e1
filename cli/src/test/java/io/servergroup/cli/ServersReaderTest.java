package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.view.Told;
import io.servergroup.rollout.Selection;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ServersReaderTest {
  private static final Told NOTHING =
      new Told("starting", 0, List.of(), 0, List.of(), Optional.empty());

  /** All are at version 1; their groups name the newest, which is 2. */
  private final RunningRollout cluster = RunningRollout.notYet(3);

  private final ServersReader reader =
      new ServersReader(
          new Account(cluster.clients(), cluster.clock(), Optional.empty()),
          cluster.name(),
          "ServerGroupLocks");

  @Test
  void aServerIsNewWhenItIsWhatTheRolloutBringsItTo() {
    assertEquals(0, current(RolloutGoal.NAMED));
    assertEquals(3, current(new RolloutGoal(Optional.of("1"), Map.of(), Selection.OUTDATED)));
  }

  @Test
  void whatAnEarlierExecutionPinnedCountsWhateverGroupsName() {
    assertEquals(3, current(new RolloutGoal(Optional.empty(), pinned(1), Selection.OUTDATED)));
    assertEquals(0, current(new RolloutGoal(Optional.empty(), pinned(2), Selection.OUTDATED)));
  }

  @Test
  void whereEverybodyIsReplacedOnlyWhoCameSinceIsNew() {
    Instant now = cluster.clock().instant();

    assertEquals(0, current(new RolloutGoal(Optional.of("1"), Map.of(), launchedBefore(now))));
    assertEquals(
        3,
        current(
            new RolloutGoal(
                Optional.of("1"), Map.of(), launchedBefore(now.minus(Duration.ofDays(1))))));
  }

  @Test
  void whereSomeServersAreAskedForTheOthersDoNotCount() {
    Selection two = new Selection(new TreeSet<>(List.of(0, 2)), Optional.empty());

    Progress done = read(new RolloutGoal(Optional.of("1"), Map.of(), two));

    assertEquals(2, done.concerned());
    assertEquals(2, done.current());
    assertEquals(3, done.healthy());
  }

  private int current(RolloutGoal goal) {
    return read(goal).current();
  }

  private Progress read(RolloutGoal goal) {
    return cluster.asCaller(() -> reader.read(NOTHING, goal, Duration.ZERO));
  }

  private static Selection launchedBefore(Instant when) {
    return new Selection(new TreeSet<>(), Optional.of(when));
  }

  private Map<String, Long> pinned(long version) {
    String template =
        cluster
            .asCaller(
                () ->
                    cluster
                        .clients()
                        .autoScaling()
                        .describeAutoScalingGroups(request -> {})
                        .autoScalingGroups())
            .getFirst()
            .launchTemplate()
            .launchTemplateId();
    return Map.of(template, version);
  }
}
