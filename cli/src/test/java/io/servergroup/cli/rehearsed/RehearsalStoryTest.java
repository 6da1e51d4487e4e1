package io.servergroup.cli.rehearsed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.html.ParsedPage;
import io.servergroup.cli.html.RolloutPage;
import io.servergroup.cli.story.BatchStory;
import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Mark;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.story.ServerStory;
import io.servergroup.cli.story.Stretch;
import io.servergroup.simulator.rehearsal.Incidents;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.rehearsal.RehearsalReport;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import io.servergroup.simulator.rehearsal.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories of rollouts that really are rehearsed. */
class RehearsalStoryTest {
  private static final List<Phase> OLD = List.of(Phase.SERVING, Phase.DRAINING, Phase.TERMINATING);
  private static final List<Phase> NEW =
      List.of(Phase.BOOTING, Phase.ATTACHING, Phase.CHECKING, Phase.SERVING);

  @Test
  void everyServerLeavesServiceInItsBatchAndItsNextInstanceGetsThereStepByStep() {
    RolloutStory story = story(Topology.GROUP_PER_SERVER, Incidents.NONE, Map.of());

    assertEquals(Ending.Verdict.SUCCEEDED, story.ending().verdict());
    assertEquals(3, story.replaced());
    assertEquals(story.lasted(), story.shown());
    for (ServerStory server : story.servers()) {
      assertEquals(
          List.of(Life.Kind.BEFORE, Life.Kind.TARGET),
          server.lives().stream().map(Life::kind).toList());
      assertEquals(OLD, phases(server.lives().getFirst()));
      assertEquals(NEW, phases(server.lives().getLast()));
      assertEquals(Duration.ZERO, server.lives().getFirst().from());
      assertEquals(List.of("1", "2"), server.lives().stream().map(Life::version).toList());
      assertEquals(Optional.of(true), server.kept());
      BatchStory batch = batchOf(story, server);
      assertTrue(server.left().orElseThrow().compareTo(batch.from()) >= 0);
      assertTrue(server.back().orElseThrow().compareTo(batch.to().orElseThrow()) <= 0);
      assertEquals(BatchStory.Result.REPLACED, batch.result());
    }
  }

  @Test
  void healthyServersAreCountedFromTheStartToTheEnd() {
    RolloutStory story = story(Topology.GROUP_PER_SERVER, Incidents.NONE, Map.of());

    assertEquals(3, story.capacity().levels().getFirst().healthy());
    assertEquals(Duration.ZERO, story.capacity().levels().getFirst().at());
    assertEquals(3, story.capacity().levels().getLast().healthy());
    assertEquals(OptionalInt.of(2), story.capacity().lowest());
    assertEquals(OptionalInt.of(2), story.capacity().floor());
  }

  @Test
  void reasonsOfTheRolloutAndOfReconcileAreThere() {
    RolloutStory story = story(Topology.GROUP_PER_SERVER, Incidents.NONE, Map.of());

    assertTrue(
        story.decisions().stream()
            .anyMatch(
                each ->
                    each.by().equals("NextBatch")
                        && each.what().equals("batch")
                        && each.reason().startsWith("3 of 3 servers are outdated")));
    assertTrue(
        story.decisions().stream()
            .anyMatch(
                each ->
                    each.by().equals("Reconcile")
                        && each.what().equals("attach interface")
                        && each.subject().startsWith("server 0, i-")));
  }

  @ParameterizedTest
  @EnumSource(Topology.class)
  void everyTopologyHasAStory(Topology topology) {
    RolloutStory story = story(topology, Incidents.NONE, Map.of());

    assertEquals(3, story.replaced());
    for (ServerStory server : story.servers()) {
      assertEquals(OLD, phases(server.lives().getFirst()));
      assertEquals(Phase.BOOTING, phases(server.lives().getLast()).getFirst());
      assertEquals(topology != Topology.WITHOUT_IDENTITY, server.kept().isPresent());
      assertEquals(
          topology != Topology.WITHOUT_IDENTITY,
          phases(server.lives().getLast()).contains(Phase.ATTACHING));
    }
    new ParsedPage(RolloutPage.of(story)).check();
  }

  @Test
  void aServerThatNeverComesUpIsMarkedOnceAndTheStoryGoesOnUntilTheGroupIsWhole() {
    RolloutStory story =
        story(Topology.GROUP_PER_SERVER, Incidents.ofBoot(OptionalInt.of(1)), Map.of());

    assertEquals(Ending.Verdict.STOPPED_AS_EXPECTED, story.ending().verdict());
    assertEquals(
        List.of(OptionalInt.of(1)),
        story.marks().stream()
            .filter(mark -> mark.kind() == Mark.Kind.FAULT)
            .map(Mark::server)
            .toList());
    assertTrue(story.shown().compareTo(story.lasted()) > 0);
    assertTrue(story.servers().get(1).lives().size() > 2);
    assertEquals(
        Phase.SERVING, story.servers().get(1).last().orElseThrow().stretches().getLast().phase());
    assertEquals(BatchStory.Result.FAILED, story.batches().getLast().result());
  }

  @Test
  void serversThatAreTakenBackAreNotCountedAsReplaced() {
    RolloutStory story =
        story(
            Topology.GROUP_PER_SERVER,
            Incidents.ofBoot(OptionalInt.of(1)),
            Map.of("onFailure", "ROLLBACK"));

    assertEquals(0, story.replaced());
    assertTrue(story.returned() >= 2, story.returned() + "");
    assertTrue(
        RolloutPage.of(story).contains("back where they were"), "the headline tells it, too");
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    String page = RolloutPage.of(story(Topology.GROUP_PER_SERVER, Incidents.NONE, Map.of()));

    assertEquals(page, RolloutPage.of(story(Topology.GROUP_PER_SERVER, Incidents.NONE, Map.of())));
    assertFalse(page.isEmpty());
  }

  private static BatchStory batchOf(RolloutStory story, ServerStory server) {
    return story.batches().stream()
        .filter(batch -> batch.servers().contains(server.server()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Phase> phases(Life life) {
    return life.stretches().stream().map(Stretch::phase).toList();
  }

  private static RolloutStory story(
      Topology topology, Incidents incidents, Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(Map.of("batchSize", "1"));
    input.putAll(more);
    RehearsalOptions options =
        new RehearsalOptions(3, input, 7, LoadBalancerKind.BOTH, topology, incidents);
    StoryRecorder recorder = new StoryRecorder();
    RehearsalReport report = new SimulatedRehearsal().run(options, recorder);
    assertEquals(List.of(), report.violations());
    return RehearsalStory.of(recorder, report, "./rollout rehearse --seed 7");
  }
}
