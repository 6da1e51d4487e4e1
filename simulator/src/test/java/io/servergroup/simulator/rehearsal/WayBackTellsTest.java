package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.states.Execution;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * A group that was told the version which failed is told its old one on the way back, though its
 * server never left.
 */
final class WayBackTellsTest {
  private static final Map<String, Object> FIXED =
      Map.of("launchTemplateVersion", 2, "onFailure", "ROLLBACK");

  @Test
  void whereNoServerWasReplacedTheGroupThatWasToldStillNamesItsOldVersion() {
    Story story = Story.of(3);
    TemplateByHand template = named(story);
    refuseToTerminate(story, 0);

    Execution rollout = story.start(1, FIXED);
    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("is not authorized"), reason);
    assertEquals(Set.of("1"), template.named());
    story.assertUntouched(0, 1, 2);
    story.endsWell();
  }

  @Test
  void whereServersWereReplacedTheGroupOfTheOneThatWasNotNamesItsOldVersionToo() {
    Story story = Story.of(3);
    TemplateByHand template = named(story);
    refuseToTerminate(story, 1);

    Execution rollout = story.start(1, FIXED);
    String reason = story.fails(rollout, "Rollout.RolledBack");

    assertTrue(reason.contains("is not authorized"), reason);
    assertEquals(Set.of("1"), template.named());
    story.assertVersions(1, 1, 1);
    story.assertReplaced(0);
    story.assertUntouched(1, 2);
    story.endsWell();
  }

  private static TemplateByHand named(Story story) {
    TemplateByHand template = new TemplateByHand(story);
    template.name("1");
    story.stage().cluster().deployNewImage();
    return template;
  }

  /** Functions may never terminate the instance that this server has now. */
  private static void refuseToTerminate(Story story, int server) {
    String instance = story.server(server).instance();
    CallFault refused =
        new CallFault.Refused(
            ServiceError.of(
                AutoScalingException.builder(),
                "AutoScaling",
                403,
                "AccessDenied",
                "User: functions is not authorized to perform this action"));
    story.callFaults(
        call ->
            call.request() instanceof TerminateInstanceInAutoScalingGroupRequest request
                    && request.instanceId().equals(instance)
                ? refused
                : new CallFault.None());
  }
}
