package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.ec2.Behaviour;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must be so, and for how long, before a rollout goes on. */
final class GatesTest {
  @Test
  void aReplacementCountsOnlyOnceItHasBeenUpForTheMinimumUptime() {
    Story story = Story.of(2);
    story.pass(Duration.ofMinutes(10));
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("minUptimeSeconds", 600));
    story.untilReplaced(0);
    Instant launched = launched(story, 0);

    story.untilTerminations(2);

    Duration up = Duration.between(launched, story.now());
    assertTrue(up.compareTo(Duration.ofMinutes(10)) >= 0, up::toString);
    assertTrue(up.compareTo(Duration.ofMinutes(11)) < 0, up::toString);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aServerYoungerThanTheMinimumUptimeIsAFinding() {
    Story story = Story.of(2);

    String reason =
        story.fails(story.start(1, Map.of("minUptimeSeconds", 1_000)), "Rollout.Refused");

    assertTrue(reason.contains("of 1000 seconds"), reason);
    story.endsWell();
  }

  @Test
  void aServerThatComesAndGoesIsNotHealthyOftenEnoughInARow() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    flaps(story, 0);

    Execution rollout =
        story.start(
            1,
            Map.of("consecutiveHealthyChecks", 20, "pollSeconds", 50, "batchTimeoutMinutes", 12));
    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("server 0"), reason);
    assertEquals(1, story.terminations());
    story.assertUntouched(1, 2);
    story.faultsEnd();
    new Operator(story).replace(0);
    story.endsWell();
  }

  @Test
  void oneLookIsEnoughForThoseWhoWantNoMore() {
    assertTrue(
        lastsLonger(Map.of("consecutiveHealthyChecks", 20), Map.of("consecutiveHealthyChecks", 1)));
  }

  @Test
  void theWholeGroupMustBeFitForTheBakeTimeAfterEveryBatchAndAtTheEnd() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 900));
    story.untilReplaced(0);
    Instant first = story.now();
    story.untilTerminations(2);
    assertTrue(!story.now().isBefore(first.plusSeconds(900)), "the first batch baked");
    story.untilReplaced(1);
    Instant second = story.now();

    story.succeeds(rollout);

    assertTrue(!story.now().isBefore(second.plusSeconds(900)), "the last batch baked");
    story.endsWell();
  }

  @Test
  void aServerThatFallsIllWhileABatchBakesLetsTheBakeBeginAnew() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 900));
    story.untilReplaced(0);
    story.pass(Duration.ofMinutes(10));

    new Operator(story).replace(2);
    story.until(() -> !story.server(2).seemsHealthy(), "the loss");
    story.until(() -> story.server(2).healthy(), "the return");
    Instant fit = story.now();
    story.untilTerminations(2);

    assertTrue(!story.now().isBefore(fit.plusSeconds(900)), "it baked once more");
    story.succeeds(rollout);
    assertEquals(2, story.terminations(), "the lost server came back at the target");
    story.endsWell();
  }

  @Test
  void beforeATerminationAnInstanceThatOnlyEc2SaysGoesDownDoesNotCount() {
    Story story = Story.of(3);
    Operator operator = new Operator(story);
    boolean[] down = {false};
    story
        .aws()
        .calls()
        .listen(
            call -> {
              if (!down[0] && call.caller().startsWith("ReplaceServers")) {
                down[0] = true;
                operator.terminateInEc2(story.server(2).instance());
              }
            });
    Execution rollout = story.roll();

    story.untilDecided("GiveBack");

    assertTrue(story.server(2).seemsHealthy(), "load balancer and group still say so");
    story.untilReplaced(2);
    story.assertUntouched(0, 1);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void beforeAChoiceAnInstanceThatOnlyEc2SaysGoesDownDoesNotCount() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilDecided("HEALTHY");
    new Operator(story).terminateInEc2(story.server(0).instance());

    story.untilDecided("NextBatch", "WAIT");

    assertTrue(story.server(0).seemsHealthy(), "load balancer and group still say so");
    assertEquals(1, story.terminations());
    story.succeeds(rollout);
    story.endsWell();
  }

  private static boolean lastsLonger(Map<String, Object> one, Map<String, Object> other) {
    return duration(one).compareTo(duration(other)) > 0;
  }

  private static Duration duration(Map<String, Object> input) {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, input);
    story.succeeds(rollout);
    story.endsWell();
    return Duration.between(rollout.startTime(), rollout.stopTime());
  }

  /** From now on the new software of a server answers for a minute, and not for the next. */
  private static void flaps(Story story, int server) {
    Duration minute = Duration.ofMinutes(1);
    story
        .aws()
        .ec2World()
        .software()
        .script(
            instance ->
                story.member(server).group().equals(instance.groupName())
                    && instance.template().number() == 2,
            new Behaviour.Flaps(minute, minute));
  }

  private static Instant launched(Story story, int server) {
    return new Operator(story).instanceOf(story.server(server).instance()).launched();
  }
}
