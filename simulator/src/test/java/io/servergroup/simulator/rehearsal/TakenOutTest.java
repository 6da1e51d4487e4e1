package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody takes an instance out of service, or out of its group, to look at it. */
final class TakenOutTest {
  @Test
  void anInstanceInStandbyIsAFindingEvenForWhoSkipsTheHealthCheck() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    String instance = story.server(1).instance();
    new Operator(story).standBy(1, instance);
    story.pass(Duration.ofMinutes(2));

    String reason = story.fails(story.start(1, Map.of("skipHealthCheck", true)), "Rollout.Refused");

    assertTrue(reason.contains("has 2 instances but wants 1"), reason);
    assertTrue(reason.contains("return or terminate instances in Standby"), reason);
    new Operator(story).terminate(instance, true);
    story.heals();
    story.endsWell();
  }

  @Test
  void anInstanceThatStaysInStandbyStopsTheRolloutAndTheReasonNamesIt() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    new Operator(story).standBy(2, instance);

    String reason = story.fails(rollout, "Rollout.Stopped.Capacity");

    assertTrue(reason.contains("server 2: " + instance + " is Standby, not InService"), reason);
    assertEquals(1, story.terminations());
    new Operator(story).terminate(instance, true);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void anInstanceTerminatedFromStandbyInTimeLetsTheRolloutGoOn() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    new Operator(story).standBy(2, instance);
    story.untilDecided("NextBatch", "WAIT");

    new Operator(story).terminate(instance, true);

    story.succeeds(rollout);
    assertEquals(2, story.terminations(), "its group launched the successor at the target");
    story.endsWell();
  }

  @Test
  void anInstanceInStandbyWhoseGroupWantsOneLessStopsTheRolloutAtTheNextLook() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    standByWithOneLess(story, instance);

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("wants 2 servers now and wanted 3 at the start"), reason);
    returns(story, instance);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void anInstanceThatReturnsFromStandbyBeforeTheBatchUnderWayIsFinishedDisturbsNothing() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    standByWithOneLess(story, instance);
    story.pass(Duration.ofSeconds(40));
    returns(story, instance);

    story.succeeds(rollout);

    assertEquals(3, story.terminations());
    story.endsWell();
  }

  @Test
  void aDetachedInstanceThatKeepsItsSlotStopsTheRollout() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    new Operator(story).takeOut(2, instance);

    String reason = story.fails(rollout, "Rollout.Stopped.Capacity");

    assertTrue(reason.contains("server 2"), reason);
    assertTrue(reason.contains("(" + instance + ")"), reason);
    assertEquals(1, story.terminations());
    new Operator(story).terminateInEc2(instance);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aDetachedInstanceTerminatedInTimeLetsTheRolloutGoOn() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String instance = story.server(2).instance();
    new Operator(story).takeOut(2, instance);
    story.untilDecided("NextBatch", "WAIT");

    new Operator(story).terminateInEc2(instance);

    story.succeeds(rollout);
    story.endsWell();
  }

  private static void standByWithOneLess(Story story, String instance) {
    new GroupByHand(story, 2).update(request -> request.minSize(0));
    story
        .aws()
        .autoScaling()
        .enterStandby(
            request ->
                request
                    .autoScalingGroupName(story.member(2).group())
                    .instanceIds(instance)
                    .shouldDecrementDesiredCapacity(true));
  }

  private static void returns(Story story, String instance) {
    story.until(
        () -> story.aws().autoScalingWorld().member(instance).state().toString().equals("Standby"),
        "Standby");
    story
        .aws()
        .autoScaling()
        .exitStandby(
            request -> request.autoScalingGroupName(story.member(2).group()).instanceIds(instance));
  }
}
