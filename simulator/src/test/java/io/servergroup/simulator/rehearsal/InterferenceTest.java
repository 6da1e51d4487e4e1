package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Somebody else works on the cluster while a rollout runs: to each there is one reaction. */
final class InterferenceTest {
  @Test
  void anOutdatedServerThatSomebodyMarksUnhealthyComesNextUnlessItsGroupIsFaster() {
    Story story = Story.of(4);
    Batches batches = new Batches(story);
    Execution rollout = story.roll();
    story.untilDecided("HEALTHY");

    scaling(story)
        .setInstanceHealth(
            request ->
                request
                    .instanceId(story.server(3).instance())
                    .healthStatus("Unhealthy")
                    .shouldRespectGracePeriod(false));

    story.succeeds(rollout);
    assertEquals(List.of(3), batches.servers().get(1));
    story.endsWell();
  }

  @Test
  void anInstanceRefreshUnderWayIsAFinding() {
    Story story = Story.of(2);
    story.stage().cluster().deployNewImage();
    refresh(story, 1);

    String reason = story.fails(story.start(1), "Rollout.Refused");

    assertTrue(reason.contains("confluent-tools-1: instance refresh"), reason);
    assertEquals(0, story.terminations());
    story.heals();
    story.endsWell();
  }

  @Test
  void aServerThatAnInstanceRefreshReplacesMidRunIsWaitedForAndNotReplacedAgain() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    refresh(story, 2);
    story.until(() -> !story.server(2).seemsHealthy(), "the loss");
    story.until(() -> story.server(2).healthy(), "the return");
    assertEquals(1, story.terminations());

    story.succeeds(rollout);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void anInstanceProtectedFromScaleInIsReplacedAllTheSame() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    scaling(story)
        .setInstanceProtection(
            request ->
                request
                    .autoScalingGroupName(story.member(1).group())
                    .instanceIds(story.server(1).instance())
                    .protectedFromScaleIn(true));

    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aScheduledActionThatChangesTheCapacityStopsTheRollout() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    scaling(story)
        .putScheduledUpdateGroupAction(
            request ->
                request
                    .autoScalingGroupName(story.member(2).group())
                    .scheduledActionName("night")
                    .startTime(story.now().plusSeconds(90))
                    .minSize(0)
                    .desiredCapacity(0));

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");

    assertTrue(reason.contains("wants 2 servers now and wanted 3 at the start"), reason);
    assertEquals(1, story.terminations());
    new Operator(story).capacity(2, 1);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aServerWhoseGroupMayNotLaunchIsNotTerminatedUntilItMay() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    suspend(story, 1, "Launch");

    story.untilDecided("NextBatch", "WAIT");
    story.pass(Duration.ofMinutes(10));
    String waits = new LockByHand(story).summary();
    assertEquals(1, story.terminations());
    resume(story, 1);

    assertTrue(waits.contains("confluent-tools-1: suspended: Launch"), waits);
    story.succeeds(rollout);
    story.endsWell();
  }

  @Test
  void aGroupThatMayNotLaunchForTooLongStopsTheRolloutAndTheReasonNamesTheProcess() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    suspend(story, 1, "Launch");

    String reason = story.fails(rollout, "Rollout.Stopped.Capacity");

    assertTrue(reason.contains("confluent-tools-1: suspended: Launch"), reason);
    story.assertUntouched(1);
    resume(story, 1);
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aProcessSuspendedWhileAServerIsReplacedIsWaitedForUntilTheBatchHasNoTimeLeft() {
    Story story = Story.of(2);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    suspend(story, 0, "Launch");

    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("no instance of confluent-tools-0 fills this place"), reason);
    assertTrue(reason.contains("its process Launch is suspended"), reason);
    story.assertUntouched(1);
    resume(story, 0);
    story.heals();
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aLockDeletedByHandStopsTheRollout() {
    Story story = Story.of(3);
    Execution rollout = story.roll();
    story.untilTerminations(1);

    story
        .aws()
        .dynamoDb()
        .deleteItem(
            request ->
                request
                    .tableName(ControlPlane.LOCK_TABLE)
                    .key(
                        Map.of(
                            "ServerGroupName",
                            AttributeValue.fromS(story.stage().cluster().name()))));

    String reason = story.fails(rollout, "Rollout.Stopped.Conflict");
    assertTrue(reason.contains("somebody deleted the lock"), reason);
    assertEquals(1, story.terminations());
    story.succeeds(story.start(1));
    story.endsWell();
  }

  @Test
  void aReplacementThatComesUpInAnotherZoneBecauseTheGroupWasSpreadFailsItsBatch() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 4);
    Execution rollout = story.roll();
    story.untilTerminations(1);
    String home = zones(story, 0);
    spread(story, home + "," + zones(story, 1), 100);

    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("no instance of confluent-tools-eu-west-1a holds its slot"), reason);
    assertTrue(reason.contains("is Pending:Wait"), reason);
    spread(story, home, 100);
    story.heals();
    story.endsWell();
  }

  @Test
  void aGroupThatIsRebalancedMidRunIsWaitedForAndStopsTheRolloutWhenItStaysSo() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 4);
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1, Map.of("bakeSeconds", 600));
    story.untilDecided("HEALTHY");
    String home = zones(story, 0);
    spread(story, home + "," + zones(story, 1), 150);

    String reason = story.fails(rollout, "Rollout.Stopped.Capacity");

    assertTrue(reason.contains("confluent-tools-eu-west-1a: has 3 instances but wants 2"), reason);
    assertEquals(1, story.terminations());
    spread(story, home, 100);
    story.pass(Duration.ofHours(1)); // The launch budget of the instance without a slot.
    story.endsWell();
  }

  /** Has the group of server 0 launch into these subnets. */
  private static void spread(Story story, String subnets, int maxHealthy) {
    new GroupByHand(story, 0)
        .update(
            request ->
                request
                    .vpcZoneIdentifier(subnets)
                    .instanceMaintenancePolicy(
                        policy ->
                            policy
                                .minHealthyPercentage(Math.max(0, maxHealthy - 100))
                                .maxHealthyPercentage(maxHealthy)));
  }

  private static String zones(Story story, int server) {
    return scaling(story)
        .describeAutoScalingGroups(r -> r.autoScalingGroupNames(story.member(server).group()))
        .autoScalingGroups()
        .getFirst()
        .vpcZoneIdentifier();
  }

  private static void refresh(Story story, int server) {
    scaling(story)
        .startInstanceRefresh(
            request -> request.autoScalingGroupName(story.member(server).group()));
  }

  private static void suspend(Story story, int server, String process) {
    scaling(story)
        .suspendProcesses(
            request ->
                request
                    .autoScalingGroupName(story.member(server).group())
                    .scalingProcesses(process));
  }

  private static void resume(Story story, int server) {
    scaling(story)
        .resumeProcesses(request -> request.autoScalingGroupName(story.member(server).group()));
  }

  private static AutoScalingClient scaling(Story story) {
    return story.aws().autoScaling();
  }
}
