package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.ChangeAction;

/** What keeps a rollout from starting is told at once, all of it, before anything is touched. */
final class PreflightStoryTest {
  private static final List<String> SAFETY =
      List.of(
          "input batchSize: 9 servers, but the group has 4",
          "input servers: the group has no servers with the numbers [8]",
          "input alarms: there are no alarms named errors",
          "Auto Scaling group confluent-tools-0: has no instance maintenance policy",
          "Auto Scaling group confluent-tools-1: suspended: Launch, ReplaceUnhealthy",
          "Auto Scaling group confluent-tools-2: its health check grace period is 1 seconds",
          "Auto Scaling group confluent-tools-3: instance refresh",
          "confluent-tools-3: the group has no hook named server-group-launch",
          "version 7 of launch template");

  @Test
  void everythingThatIsWrongIsInOneRefusal() {
    Story story = broken();

    String reason = story.fails(story.start(input(false)), "Rollout.Refused");

    assertTrue(reason.contains("is not fit for a rollout; nothing was touched:"), reason);
    SAFETY.forEach(finding -> assertTrue(reason.contains(finding), finding + " in " + reason));
    assertTrue(reason.contains("servers are unhealthy"), reason);
    assertTrue(reason.contains("server 2: target group"), reason);
    assertTrue(reason.contains(story.member(0).dnsName()), "the drifted record: " + reason);
    assertTouchedNothing(story);
  }

  @Test
  void whoSkipsTheHealthCheckSkipsHealthAndDriftButNoSafety() {
    Story story = broken();

    String reason = story.fails(story.start(input(true)), "Rollout.Refused");

    SAFETY.forEach(finding -> assertTrue(reason.contains(finding), finding + " in " + reason));
    assertFalse(reason.contains("unhealthy:"), reason);
    assertFalse(reason.contains(story.member(0).dnsName()), reason);
    assertTouchedNothing(story);
  }

  @Test
  void whoSkipsTheHealthCheckStillHasEveryReplacedServerBecomeHealthy() {
    Story story = Story.of(3);
    long version = story.stage().cluster().deployNewImage();
    story.aws().ec2World().software().setAnswering(story.server(2).instance(), false);
    story.until(() -> !story.server(2).seemsHealthy(), "the failure");
    story.neverBoots(2, version);

    Execution rollout = story.start(1, Map.of("skipHealthCheck", true));
    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("server 2"), reason);
    assertEquals(1, story.terminations());
    story.assertUntouched(0, 1);
    story.endsWell();
  }

  @Test
  void aGroupOverTwoZonesIsRefusedAsLongAsItMayRebalance() {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 4);
    GroupByHand group = new GroupByHand(story, 0);
    String home = zones(story, 0);
    story.stage().cluster().deployNewImage();
    suspend(story, group.group(), "AZRebalance");
    group.update(request -> request.vpcZoneIdentifier(home + "," + zones(story, 1)));
    story
        .aws()
        .autoScaling()
        .resumeProcesses(
            r -> r.autoScalingGroupName(group.group()).scalingProcesses("AZRebalance"));

    String reason = story.fails(story.start(1, Map.of("skipHealthCheck", true)), "Rollout.Refused");

    assertTrue(reason.contains("its process AZRebalance is active"), reason);
    assertEquals(0, story.terminations());
    group.update(request -> request.vpcZoneIdentifier(home));
    story.succeeds(story.start(1));
    story.endsWell();
  }

  /** Of four servers every group has something else wrong. */
  private static Story broken() {
    Story story = Story.of(4);
    Operator operator = new Operator(story);
    new GroupByHand(story, 0)
        .update(
            request ->
                request.instanceMaintenancePolicy(
                    policy -> policy.minHealthyPercentage(-1).maxHealthyPercentage(-1)));
    suspend(story, story.member(1).group(), "Launch");
    suspend(story, story.member(1).group(), "ReplaceUnhealthy");
    story.aws().ec2World().software().setAnswering(story.server(2).instance(), false);
    story.until(() -> !story.server(2).seemsHealthy(), "the failure");
    new GroupByHand(story, 2).update(request -> request.healthCheckGracePeriod(1));
    operator.deleteHook(3, ControlPlane.LAUNCH_HOOK);
    story
        .aws()
        .autoScaling()
        .startInstanceRefresh(request -> request.autoScalingGroupName(story.member(3).group()));
    new Zone(story)
        .change(ChangeAction.UPSERT, Zone.simple(story.member(0).dnsName(), "10.9.9.9", 60));
    return story;
  }

  private static Map<String, Object> input(boolean skipHealthCheck) {
    return Map.of(
        "serverGroup",
        "confluent-tools",
        "batchSize",
        9,
        "servers",
        "8",
        "alarms",
        "errors",
        "launchTemplateVersion",
        7,
        "skipHealthCheck",
        skipHealthCheck);
  }

  private static void assertTouchedNothing(Story story) {
    assertFalse(
        story.calls().stream()
            .filter(call -> call.caller().startsWith("Prepare"))
            .anyMatch(Story::changesSomething));
    assertEquals(0, story.terminations());
    assertEquals("", new LockByHand(story).holder());
  }

  private static void suspend(Story story, String group, String process) {
    story
        .aws()
        .autoScaling()
        .suspendProcesses(request -> request.autoScalingGroupName(group).scalingProcesses(process));
  }

  private static String zones(Story story, int server) {
    return story
        .aws()
        .autoScaling()
        .describeAutoScalingGroups(r -> r.autoScalingGroupNames(story.member(server).group()))
        .autoScalingGroups()
        .getFirst()
        .vpcZoneIdentifier();
  }
}
