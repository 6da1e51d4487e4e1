package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody else works on the group while a rollout runs, or starts one wrongly. */
final class EditsTest {
  @Test
  void aTemplateEditedMidRunStopsTheRolloutAndTheReasonSaysSo() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.until(() -> replaced(story, 0), "the first replaced server");

    story.stage().cluster().deployNewImage();
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("$Latest was version 2 at the start and is 3 now"), reason);
    assertTrue(reason.contains("start a new rollout"), reason);
    story.assertUntouched(2);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aTemplateEditedWhileAReplacementLaunchesStopsTheRolloutAtThatServer() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.until(() -> story.terminations() == 1, "the first termination");

    story.stage().cluster().deployNewImage();
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("server 0"), reason);
    assertTrue(reason.contains("the launch template moved during the rollout"), reason);
    story.assertUntouched(1);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aServerLostMidRunIsWaitedForBeforeTheNextOneIsTouched() {
    Story story = Story.of(4);
    Execution rollout = story.roll();
    story.until(() -> replaced(story, 0), "the first replaced server");

    terminate(story, 3);
    story.until(() -> !story.server(3).healthy(), "the loss");
    long terminations = story.terminations();
    story.until(() -> story.server(3).healthy(), "the lost server's return");

    assertTrue(story.terminations() - terminations <= 1, "at most the batch under way went on");
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aServerLostBetweenTheChoiceOfABatchAndItsTerminationLetsTheBatchBeGivenBack() {
    Story story = Story.of(3);
    boolean[] busy = {true};
    story.invocationFaults(
        (function, asynchronous) ->
            busy[0] && function.equals("ReplaceServers")
                ? new InvocationFault.Throttled()
                : new InvocationFault.None());
    Execution rollout = story.roll();
    story.until(() -> decided(story, "BATCH"), "the choice of a batch");
    terminate(story, 2);
    story.until(() -> !story.server(2).seemsHealthy(), "the loss");
    busy[0] = false;
    story.until(() -> decided(story, "GiveBack"), "the batch's return");
    story.assertUntouched(0, 1);

    story.succeeds(rollout);

    story.endsWell();
  }

  @Test
  void aReplacedServerThatIsLostAgainIsAwaitedThoughTheFloorWouldAllowTheNextBatch() {
    Story story = Story.of(4);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(3, Map.of("bakeSeconds", 120));
    story.until(() -> replaced(story, 0), "the first replaced server");
    story.pass(Duration.ofSeconds(80));

    terminate(story, 0);

    story.succeeds(rollout);
    assertTrue(decided(story, "WAIT"), "the next batch waited");
    story.endsWell();
  }

  @Test
  void aTemplateEditedBetweenTheChoiceOfABatchAndItsTerminationTerminatesNothing() {
    Story story = Story.of(2);
    boolean[] busy = {true};
    story.invocationFaults(
        (function, asynchronous) ->
            busy[0] && function.equals("ReplaceServers")
                ? new InvocationFault.Throttled()
                : new InvocationFault.None());
    Execution rollout = story.roll();
    story.until(() -> decided(story, "BATCH"), "the choice of a batch");
    story.stage().cluster().deployNewImage();
    busy[0] = false;

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("a replacement would not come up at this rollout's target"), reason);
    assertEquals(0, story.terminations());
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void aReplacementLostDuringItsBatchIsReplacedByItsGroupAndAwaited() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.until(() -> replaced(story, 0), "the replacement");
    String lost = story.server(0).instance();

    terminate(story, 0);
    story.succeeds(rollout);

    assertNotEquals(lost, story.server(0).instance());
    story.endsWell();
  }

  @Test
  void aChangedCapacityStopsTheRolloutAndTheReasonGivesBothSizes() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.until(() -> replaced(story, 0), "the first replaced server");

    capacity(story, 2, 0);
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("wants 2 servers now and wanted 3 at the start"), reason);
    capacity(story, 2, 1);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void anExtraInstanceNeverGetsTheSlotOfTheServerThatServes() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.until(() -> story.server(0).state().equals("Pending:Wait"), "the replacement");

    capacity(story, 1, 2);
    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("wants 3 servers now and wanted 2 at the start"), reason);
    story.until(() -> extra(story, 1).equals("Pending:Wait"), "the extra instance");
    story.pass(Duration.ofMinutes(12));
    assertEquals("Pending:Wait", extra(story, 1), "it waits as long as the slot is taken");
    assertEquals(story.before(1).instance(), story.server(1).holder());
    capacity(story, 1, 1);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aWrongInputIsRefusedWithEverythingThatIsWrongBeforeAnythingIsTouched() {
    Story story = Story.of(2);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("serverGroup", story.stage().cluster().name());
    input.put("batchSize", List.of(1));
    input.put("pollSeconds", "often");
    input.put("skipHealthcheck", true);

    String reason = story.fails(story.start(input), "Rollout.Refused");

    assertTrue(reason.contains("nothing was touched"), reason);
    assertTrue(reason.contains("batchSize"), reason);
    assertTrue(reason.contains("found \"often\""), reason);
    assertTrue(reason.contains("unknown field \"skipHealthcheck\""), reason);
    assertEquals(List.of(), story.calls(), "AWS was not even asked");
    story.endsWell();
  }

  @Test
  void aBatchLargerThanTheGroupAndAnUnknownGroupAreRefusedBeforeAnythingIsTouched() {
    Story story = Story.of(2);

    String tooLarge =
        story.fails(
            story.start(Map.of("serverGroup", story.stage().cluster().name(), "batchSize", 3)),
            "Rollout.Refused");
    String unknown = story.fails(story.start(Map.of("serverGroup", "wbe")), "Rollout.Refused");

    assertTrue(tooLarge.contains("3 servers, but the group has 2"), tooLarge);
    assertTrue(unknown.contains("ServerGroupName=wbe"), unknown);
    assertFalse(story.calls().stream().anyMatch(Story::changesSomething));
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  private static boolean replaced(Story story, int server) {
    return story.server(server).healthy()
        && !story.server(server).instance().equals(story.before(server).instance());
  }

  /** The state of the instance that is not the one the server had from the beginning. */
  private static String extra(Story story, int server) {
    return story.aws().autoScalingWorld().group(story.member(server).group()).members().stream()
        .filter(member -> !member.instanceId().equals(story.before(server).instance()))
        .map(member -> member.state().toString())
        .findFirst()
        .orElse("none");
  }

  private static boolean decided(Story story, String verdict) {
    return story.trace().stream()
        .anyMatch(
            entry -> entry.source().equals("decision") && entry.text().startsWith(verdict + " "));
  }

  private static void terminate(Story story, int server) {
    story
        .aws()
        .ec2World()
        .instances()
        .terminate(
            story.aws().ec2World().instances().require(story.server(server).instance()),
            "by an operator");
  }

  private static void capacity(Story story, int server, int instances) {
    story
        .aws()
        .autoScaling()
        .updateAutoScalingGroup(
            request ->
                request
                    .autoScalingGroupName(story.member(server).group())
                    .minSize(Math.min(1, instances))
                    .maxSize(Math.max(1, instances))
                    .desiredCapacity(instances));
  }
}
