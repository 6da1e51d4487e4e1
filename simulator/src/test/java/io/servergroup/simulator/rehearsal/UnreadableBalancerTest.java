package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/**
 * A load balancer that can not be read says nothing about servers: they may all be serving, so none
 * of them is taken for one that costs nothing to replace.
 */
final class UnreadableBalancerTest {
  @Test
  void whileNobodyCanAskItNoBatchIsChosenAndTheCanaryIsStillAlone() {
    Story story = Story.of(4);
    Batches batches = new Batches(story);
    Execution rollout = story.roll(2);
    story.untilDecided("ACQUIRED");
    story.callFaults(refusedTo(""));

    story.pass(Duration.ofMinutes(10));

    assertEquals(0, story.terminations());
    story.faultsEnd();
    story.succeeds(rollout);
    assertEquals(1, batches.servers().getFirst().size(), () -> batches.servers().toString());
    assertEquals(4, story.terminations());
    story.endsWell();
  }

  @Test
  void whileItKnowsNothingOfItsTargetsNoBatchIsChosenAndTheCanaryIsStillAlone() {
    Story story = Story.of(4);
    Batches batches = new Batches(story);
    Execution rollout = story.roll(2);
    story.untilDecided("ACQUIRED");
    hide(story, true);

    story.pass(Duration.ofMinutes(10));

    assertEquals(0, story.terminations());
    hide(story, false);
    story.succeeds(rollout);
    assertEquals(1, batches.servers().getFirst().size(), () -> batches.servers().toString());
    story.endsWell();
  }

  @Test
  void whatNobodyCanAskBeforeATerminationGivesTheBatchBack() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.callFaults(refusedTo("ReplaceServers#"));

    story.until(
        () -> story.decided("GiveBack") || story.terminations() > 0, "the look before the first");
    story.pass(Duration.ofSeconds(5));

    assertEquals(0, story.terminations());
    story.faultsEnd();
    story.succeeds(rollout);
    assertEquals(3, story.terminations());
    story.endsWell();
  }

  @Test
  void aRolloutThatWaitsForItSaysSo() {
    Story story = Story.of(2);
    LockByHand lock = new LockByHand(story);
    Execution rollout = story.roll();
    story.untilDecided("ACQUIRED");
    story.callFaults(refusedTo(""));

    story.untilDecided("NextBatch", "WAIT");
    story.pass(Duration.ofMinutes(2));

    assertTrue(lock.summary().contains("not authorized to ask"), lock::summary);
    assertEquals(0, story.terminations());
    story.faultsEnd();
    story.succeeds(rollout);
    story.endsWell();
  }

  /** Callers whose names begin so can not ask about targets. */
  private static CallFaults refusedTo(String callers) {
    CallFault refused =
        new CallFault.Refused(
            ServiceError.of(
                ElasticLoadBalancingV2Exception.builder(),
                "ElasticLoadBalancingV2",
                403,
                "AccessDenied",
                "User: functions is not authorized to ask"));
    return call ->
        call.operation().equals("DescribeTargetHealth") && call.caller().startsWith(callers)
            ? refused
            : new CallFault.None();
  }

  private static void hide(Story story, boolean hidden) {
    List<String> targetGroups = story.stage().cluster().balancers().targetGroupArns();
    for (int server : story.servers()) {
      targetGroups.forEach(
          arn ->
              story.aws().balancers().setUnreadable(arn, story.before(server).instance(), hidden));
    }
  }
}
