package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which servers a rollout replaces, in which order, and how many together. */
final class ChoiceOfServersTest {
  @Test
  void serversAtTheTargetAreLeftAlone() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    new Operator(story).replace(1);
    story.untilReplaced(1);
    String current = story.server(1).instance();
    Batches batches = new Batches(story);

    story.succeeds(story.start(1));

    assertEquals(List.of(List.of(0), List.of(2)), batches.servers());
    assertEquals(current, story.server(1).instance());
    story.endsWell();
  }

  @Test
  void aGroupOfWhichNoServerIsOutdatedSucceedsAtOnce() {
    Story story = Story.of(2);

    story.succeeds(story.start(1));

    assertEquals(0, story.terminations());
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void replaceAllReplacesServersAtTheTargetTooAndEachOfThemOnce() {
    Story story = Story.of(3);
    Execution rollout = story.start(1, Map.of("replaceAll", true));

    story.succeeds(rollout);

    assertEquals(3, story.terminations());
    story.assertReplaced(0, 1, 2);
    story.endsWell();
  }

  @Test
  void replaceAllLeavesAServerAloneThatItsGroupReplacedMidRun() {
    Story story = Story.of(3);
    Batches batches = new Batches(story);
    Execution rollout = story.start(1, Map.of("replaceAll", true));
    story.untilTerminations(1);

    new Operator(story).replace(2);
    story.succeeds(rollout);

    assertEquals(List.of(List.of(0), List.of(1)), batches.servers());
    assertEquals(2, story.terminations());
    story.assertReplaced(0, 1, 2);
    story.endsWell();
  }

  @Test
  void ofServersAskedForByNumberAllOthersStayAndTheFloorIsStillThatOfTheWholeGroup() {
    Story story = Story.of(4);
    story.stage().cluster().deployNewImage();
    Batches batches = new Batches(story);
    Execution rollout = story.start(1, Map.of("servers", "1, 2"));
    story.untilReplaced(1);

    new Operator(story).terminateInEc2(story.server(0).instance());
    story.until(() -> !story.server(0).seemsHealthy(), "the loss");
    assertTrue(story.terminations() <= 2, "at most the batch under way went on");
    story.finishes(rollout);

    // One that the floor forbids is given back, and comes again when the loss is made good.
    assertEquals(List.of(List.of(1), List.of(2)), batches.servers().stream().distinct().toList());
    story.assertUntouched(3);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void aRolloutOfSomeServersLocksTheWholeGroup() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("servers", List.of(0)));
    story.untilTerminations(1);

    String reason = story.fails(story.start(1, Map.of("servers", List.of(2))), "Rollout.Refused");

    assertTrue(reason.contains("another rollout is running: " + rollout.arn()), reason);
    story.finishes(rollout);
    story.assertUntouched(1, 2);
    story.endsWell();
  }

  @Test
  void numbersThatNoServerHasAreRefused() {
    Story story = Story.of(2);

    String reason =
        story.fails(story.start(1, Map.of("servers", List.of(1, 7))), "Rollout.Refused");

    assertTrue(reason.contains("no servers with the numbers [7]"), reason);
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void unhealthyServersComeFirstThenTheCanaryAloneThenFullBatchesWithinAZone() {
    Story story = Story.of(6);
    story.stage().cluster().deployNewImage();
    story.aws().ec2World().software().setAnswering(story.server(4).instance(), false);
    story.until(() -> !story.server(4).seemsHealthy(), "the failure of server 4");
    Batches batches = new Batches(story);

    story.succeeds(story.start(2, Map.of("skipHealthCheck", true)));

    assertEquals(
        List.of(List.of(4), List.of(0), List.of(2, 5), List.of(3, 1)),
        batches.servers(),
        "zone by zone, where a zone still has as many");
    story.endsWell();
  }

  @Test
  void aBatchThatBeginsWithAnUnhealthyServerStaysInItsZone() {
    Story story = Story.of(6);
    story.stage().cluster().deployNewImage();
    story.aws().ec2World().software().setAnswering(story.server(4).instance(), false);
    story.until(() -> !story.server(4).seemsHealthy(), "the failure of server 4");
    Batches batches = new Batches(story);

    story.succeeds(story.start(2, Map.of("skipHealthCheck", true, "canary", false)));

    assertEquals(List.of(4, 1), batches.servers().getFirst());
    story.endsWell();
  }

  @Test
  void ofHealthyServersTheCanaryIsReplacedAloneAndTheBatchesStayWithinAZone() {
    Story story = Story.of(6);
    Batches batches = new Batches(story);

    story.succeeds(story.roll(2));

    assertEquals(List.of(0), batches.servers().getFirst());
    assertEquals(
        List.of(List.of(1, 4), List.of(2, 5), List.of(3)),
        batches.servers().subList(1, batches.servers().size()));
    story.endsWell();
  }

  @Test
  void withoutACanaryTheFirstBatchIsAFullOne() {
    Story story = Story.of(4);
    story.stage().cluster().deployNewImage();
    Batches batches = new Batches(story);

    story.succeeds(story.start(2, Map.of("canary", false)));

    assertEquals(List.of(List.of(0, 3), List.of(1, 2)), batches.servers());
    story.endsWell();
  }

  @Test
  void aNewStartOfAStoppedRolloutNeedsNoSecondCanary() {
    Story story = Story.of(5);
    Batches batches = new Batches(story);
    Execution first = story.roll(2);
    story.untilReplaced(0);
    story.stop(first);
    story.heals();

    story.succeeds(story.start(2));

    assertEquals(List.of(List.of(0), List.of(1, 4), List.of(3, 2)), batches.servers());
    story.endsWell();
  }

  @Test
  void aPercentageIsRoundedDownButNeverToNothing() {
    Story story = Story.of(5);
    story.stage().cluster().deployNewImage();
    Batches batches = new Batches(story);

    story.succeeds(story.start(2, Map.of("batchSize", "50%", "canary", false)));
    story.stage().cluster().deployNewImage();
    story.finishes(story.start(1, Map.of("batchSize", "19%", "servers", List.of(0, 3))));

    assertEquals(
        List.of(List.of(0, 3), List.of(1, 4), List.of(2), List.of(0), List.of(3)),
        batches.servers());
    story.endsWell();
  }

  @Test
  void whatDefaultStandsForIsTheTargetOfGroupsThatNameIt() {
    Story story = Story.of(2);
    TemplateByHand template = new TemplateByHand(story);
    template.name("$Default");
    story.stage().cluster().deployNewImage();
    story.stage().cluster().deployNewImage();
    template.setDefault(2);

    story.comesTo(story.start(1, 2, Map.of()), 2);

    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void groupsWithAMixedInstancesPolicyAreRolledToWhatItNames() {
    Story story = Story.of(2);
    TemplateByHand template = new TemplateByHand(story);
    template.nameMixed("$Latest");

    story.succeeds(story.start(1));
    assertEquals(0, story.terminations(), "the policy names what they were launched from");
    story.succeeds(story.roll());

    assertEquals(2, story.terminations());
    assertFalse(template.named().contains("2"), "nobody changed what the groups name");
    story.endsWell();
  }
}
