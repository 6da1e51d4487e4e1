package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of the servers that share Auto Scaling groups a rollout replaces, and to which version. */
final class SharedGroupChoiceTest {
  @Test
  void replaceAllReplacesEveryServerOnce() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 5);

    story.succeeds(story.start(2, Map.of("replaceAll", true)));

    assertEquals(5, story.terminations());
    story.assertReplaced(0, 1, 2, 3, 4);
    story.endsWell();
  }

  @Test
  void serversAskedForByNumberAreThoseThatHoldTheSlotsOfTheseNumbers() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 5);
    story.stage().cluster().deployNewImage();
    Batches batches = new Batches(story);

    story.finishes(story.start(1, Map.of("servers", List.of(3, 4))));

    assertEquals(List.of(List.of(3), List.of(4)), batches.servers());
    story.assertVersions(1, 1, 1, 2, 2);
    story.assertUntouched(0, 1, 2);
    story.endsWell();
  }

  @Test
  void aGroupIsToldTheVersionWhenTheTurnOfTheFirstOfItsServersComes() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 5);
    TemplateByHand template = new TemplateByHand(story);
    template.name("1");
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("launchTemplateVersion", 2));
    story.untilTerminations(1);
    assertEquals("2", template.named(0));
    assertEquals("1", template.named(1));

    new Operator(story).replace(1);
    story.until(() -> story.server(1).healthy() && isNew(story, 1), "its successor");
    assertEquals(1, story.server(1).version(), "its group had not been told yet");

    story.comesTo(rollout, 2);
    assertEquals(Set.of("2"), template.named());
    story.endsWell();
  }

  @Test
  void theCanaryIsOneServerOfAGroup() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 6);
    Batches batches = new Batches(story);

    story.succeeds(story.roll(2));

    assertEquals(1, batches.servers().getFirst().size());
    assertTrue(
        batches.servers().stream().skip(1).allMatch(batch -> batch.size() <= 2),
        batches.servers()::toString);
    assertEquals(6, story.terminations());
    story.endsWell();
  }

  @Test
  void aServerThatFailsStopsTheRolloutBeforeTheOthersOfItsGroup() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 4);
    story.stage().cluster().deployNewImage();
    story.neverBoots(0, 2);

    String reason = story.fails(story.start(1), "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("server 0"), reason);
    assertEquals(1, story.terminations());
    story.assertUntouched(1, 2, 3);
    story.endsWell();
  }

  private static boolean isNew(Story story, int server) {
    return !story.server(server).instance().equals(story.before(server).instance());
  }
}
