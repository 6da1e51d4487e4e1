package io.servergroup.cli.rehearsed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.html.RolloutPage;
import io.servergroup.cli.past.PastReader;
import io.servergroup.cli.past.PastStory;
import io.servergroup.cli.past.ServerNow;
import io.servergroup.cli.story.Ending.Verdict;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RecordedRollout;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The report of a rollout that never began tells why, and nothing that nobody has looked at. */
class RefusedReportTest {
  private final RolloutStory story = story();

  @Test
  void itClaimsNothingOfServersThatNobodyHasLookedAt() {
    assertEquals(Verdict.REFUSED, story.ending().verdict());
    assertEquals(OptionalInt.empty(), story.capacity().lowest());
    story.servers().forEach(server -> assertEquals(List.of(), server.lives()));
  }

  @Test
  void thePageTellsThatAndEveryFindingOnALineOfItsOwn() {
    String page = RolloutPage.of(story);

    assertTrue(page.contains(">Refused<"), page);
    assertTrue(page.contains(">It never began: no server was touched.<"), page);
    assertEquals(
        List.of("no-such-alarm", "nor-this"),
        Stream.of("no-such-alarm", "nor-this")
            .filter(name -> story.ending().reason().contains(name))
            .toList());
    assertTrue(page.contains("\n- "), "findings stay lines: " + page);
    assertTrue(page.contains("0.95rem; white-space: pre-line; }"), page);
    assertTrue(page.contains("#decisions td { white-space: pre-line; }"), page);
    Stream.of("Lowest health", "What happened when", "all of them healthy", "in service")
        .forEach(claim -> assertTrue(!page.contains(claim), claim));
  }

  private static RolloutStory story() {
    RecordedRollout rollout =
        RecordedRollout.ended(
            new RehearsalOptions(
                2,
                Map.of("batchSize", "1", "alarms", "no-such-alarm, nor-this"),
                7,
                LoadBalancerKind.BOTH,
                Topology.GROUP_PER_SERVER,
                Incidents.NONE),
            new StoryRecorder());
    List<ServerNow> servers =
        List.of(
            new ServerNow(
                OptionalInt.of(0), "confluent-tools-0", "eu-west-1a", "i-0", Optional.empty(), ""),
            new ServerNow(
                OptionalInt.of(1), "confluent-tools-1", "eu-west-1b", "i-1", Optional.empty(), ""));
    return PastStory.of(
        new PastReader(rollout.clients(), rollout.clock(), _ -> servers)
            .read(rollout.arn())
            .orElseThrow());
  }
}
