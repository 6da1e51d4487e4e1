package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.RolloutLock;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.past.PastReader;
import io.servergroup.cli.past.PastStory;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.view.RolloutStatus;
import io.servergroup.cli.view.Told;
import io.servergroup.rollout.Selection;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import io.servergroup.simulator.rehearsal.RunningRollout;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A rollout of Auto Scaling groups of several servers each, looked at while it runs: an instance
 * that has just been launched is nobody's yet.
 */
final class LargerGroupsTest {
  private static final int SERVERS = 7;
  private static final String TABLE = "ServerGroupLocks";
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final RunningRollout rollout =
      RunningRollout.of(
          SERVERS, Map.of("batchSize", "2", "canary", false), Topology.GROUP_PER_ZONE);

  private final Account account = new Account(rollout.clients(), rollout.clock(), Optional.empty());

  private final ServersReader reader = new ServersReader(account, rollout.name(), TABLE);

  @Test
  void everyServerHasOneRowAndAllOfTheBatchAreMarked() {
    List<Integer> all = IntStream.range(0, SERVERS).boxed().toList();
    while (rollout.runs()) {
      Told told = told();
      Progress picture = picture(told);

      assertEquals(all, picture.servers().stream().map(ServerState::server).toList());
      assertEquals(
          told.servers(),
          picture.servers().stream()
              .filter(ServerState::inBatch)
              .map(server -> "server " + server.server())
              .toList());
      rollout.pass(LOOK);
    }
  }

  @Test
  void forHowLongAnInstanceHasBeenSeenAsItIsNeverBeginsAgain() {
    Map<String, String> before = new HashMap<>();
    List<String> jumps = new ArrayList<>();
    while (rollout.runs()) {
      for (ServerState server : picture(told()).servers()) {
        String was = before.put(server.instance(), server.state());
        if (was != null
            && !server.instance().isEmpty()
            && word(was).equals(word(server.state()))
            && time(server.state()) < time(was)) {
          jumps.add(server.instance() + ": " + was + ", then " + server.state());
        }
      }
      rollout.pass(LOOK);
    }

    assertEquals(List.of(), jumps);
  }

  @Test
  void aReportOfTheRunningRolloutHasEveryInstanceWhereTheLastReportHasIt() {
    List<Map<String, Integer>> told = new ArrayList<>();
    while (rollout.runs()) {
      rollout.pass(Duration.ofSeconds(10));
      told.add(owners(story()));
    }
    RolloutStory last = story();

    assertEquals(SERVERS, last.replaced());
    for (ServerStory server : last.servers()) {
      assertEquals(
          List.of("1", "2"),
          server.lives().stream().map(Life::version).toList(),
          "the real reader knows versions, too");
    }
    Map<String, Integer> right = owners(last);
    for (Map<String, Integer> owners : told) {
      owners.forEach(
          (instance, server) -> assertEquals(right.get(instance), server, instance::toString));
    }
    assertTrue(told.stream().anyMatch(owners -> owners.size() > SERVERS), "new ones were told");
  }

  @Test
  void whoeverIsAskedForIsCountedWhileTheNextInstanceHasNoSlot() {
    RunningRollout two =
        RunningRollout.of(
            SERVERS, Map.of("servers", "1,4", "canary", false), Topology.GROUP_PER_ZONE);
    ServersReader its =
        new ServersReader(
            new Account(two.clients(), two.clock(), Optional.empty()), two.name(), TABLE);
    RolloutGoal goal =
        new RolloutGoal(
            Optional.empty(),
            Map.of(),
            new Selection(new TreeSet<>(List.of(1, 4)), Optional.empty()));
    Told nothing = new Told("", 0, List.of(), 0, List.of(), Optional.empty());
    int current = 0;
    while (two.runs()) {
      Progress picture = two.asCaller(() -> its.read(nothing, goal, Duration.ZERO));

      assertEquals(2, picture.concerned());
      current = picture.current();
      two.pass(LOOK);
    }

    assertEquals(2, current);
  }

  private static Map<String, Integer> owners(RolloutStory story) {
    Map<String, Integer> owners = new HashMap<>();
    for (ServerStory server : story.servers()) {
      for (Life life : server.lives()) {
        owners.put(life.instance(), server.server());
      }
    }
    return owners;
  }

  private RolloutStory story() {
    return rollout.asCaller(
        () ->
            PastStory.of(
                new PastReader(account.clients(), account.clock(), _ -> reader.now())
                    .read(rollout.arn())
                    .orElseThrow()));
  }

  private Told told() {
    RolloutLock.Status status = new RolloutLock(account.clients(), TABLE).status(rollout.name());
    return Told.of(new RolloutStatus(rollout.name(), Optional.of(rollout.arn()), status));
  }

  private Progress picture(Told told) {
    return rollout.asCaller(() -> reader.read(told, RolloutGoal.NAMED, Duration.ZERO));
  }

  private static String word(String state) {
    return state.split(" ", 2)[0];
  }

  private static int time(String state) {
    String[] parts = state.substring(state.lastIndexOf(' ') + 1).split(":", -1);
    return parts.length == 2 ? Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]) : 0;
  }
}
