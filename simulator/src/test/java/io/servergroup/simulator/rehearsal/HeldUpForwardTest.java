package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.Details;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * A function that went forward may still be held up when its execution has turned back: whoever
 * invoked it has lost the connection and gone on. It holds the lock of the way back, and must not
 * use it.
 */
final class HeldUpForwardTest {
  private static final Duration HELD_UP = Duration.ofSeconds(200);

  @Test
  void aGroupIsNotToldTheFailedVersionWhenItIsToldTheOldOneAlready() {
    Story story = watched(3);
    TemplateByHand template = new TemplateByHand(story);
    Execution rollout = story.start(1, input(Map.of("bakeSeconds", 600)));
    story.untilDecided("HEALTHY");
    HeldUp function = new HeldUp(story, CallFaults.NONE);
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    story.untilDecided("TURN_BACK");

    story.until(function::hasEnded, "the end of the function that was held up");

    assertEquals(List.of(), function.changes());
    story.fails(rollout, "Rollout.RolledBack");
    assertEquals(Set.of("1"), template.named());
    story.assertVersions(1, 1, 1);
    assertEquals(2, story.terminations());
    story.endsWell();
  }

  @Test
  void aServerThatWasToBeReplacedWithTheOnesThatFailedIsNotReplacedAnyMore() {
    Story story = watched(4);
    CallFaults refused = refusedToTerminate(story.server(1).instance());
    story.callFaults(refused);
    Execution rollout = story.start(2, input(Map.of("canary", false)));
    story.untilTerminations(1);
    HeldUp function = new HeldUp(story, refused);
    story.untilDecided("TURN_BACK");

    story.until(function::hasEnded, "the end of the function that was held up");

    assertEquals(List.of(), function.changes());
    story.fails(rollout, "Rollout.RolledBack");
    story.assertVersions(1, 1, 1, 1);
    story.endsWell();
  }

  @Test
  void whatWentForwardComesToRestBeforeTheFirstServerGoesBack() {
    Story story = watched(3);
    Execution rollout = story.start(1, input(Map.of()));
    story.untilTerminations(1);
    story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors");
    story.untilDecided("TURN_BACK");
    Instant turned = story.now();

    story.untilTerminations(2);

    Duration waited = Duration.between(turned, story.now());
    assertTrue(waited.compareTo(Duration.ofSeconds(60)) >= 0, waited::toString);
    story.fails(rollout, "Rollout.RolledBack");
    story.endsWell();
  }

  /** A second function for the batch under way, held up at its first call. */
  private static final class HeldUp {
    private final Story story;
    private String caller = "";
    private boolean ended;

    /**
     * Invokes it.
     *
     * @param others what goes wrong with the calls of everybody else
     */
    HeldUp(Story story, CallFaults others) {
      this.story = story;
      String payload = payload(story);
      Set<String> known = story.calls().stream().map(ApiCall::caller).collect(Collectors.toSet());
      story.callFaults(
          call -> {
            if (caller.isEmpty()
                && call.caller().startsWith("ReplaceServers#")
                && !known.contains(call.caller())) {
              caller = call.caller();
              return new CallFault.Slow(HELD_UP);
            }
            return call.caller().equals(caller) ? new CallFault.None() : others.next(call);
          });
      story.aws().lambda().invoke("ReplaceServers", payload, answer -> ended = true);
      story.until(() -> !caller.isEmpty(), "its first call");
    }

    boolean hasEnded() {
      return ended;
    }

    /** What it changed of the group. */
    List<String> changes() {
      return story.calls().stream()
          .filter(call -> call.caller().equals(caller) && call.service().equals("autoscaling"))
          .filter(Story::changesSomething)
          .map(ApiCall::operation)
          .toList();
    }
  }

  private static CallFaults refusedToTerminate(String instance) {
    CallFault refused =
        new CallFault.Refused(
            ServiceError.of(
                AutoScalingException.builder(), "AutoScaling", 403, "AccessDenied", "not allowed"));
    return call ->
        call.request() instanceof TerminateInstanceInAutoScalingGroupRequest request
                && request.instanceId().equals(instance)
            ? refused
            : new CallFault.None();
  }

  /** What the function of the last batch was invoked with. */
  private static String payload(Story story) {
    Execution batch =
        story.aws().engine().stateMachines().stream()
            .filter(machine -> machine.name().equals(ControlPlane.REPLACE_BATCH))
            .flatMap(machine -> story.aws().engine().executions(machine.arn()).stream())
            .findFirst()
            .orElseThrow();
    Map<?, ?> parameters =
        batch.history().stream()
            .map(
                event ->
                    event.details() instanceof Details.TaskScheduled task
                        ? (Map<?, ?>) task.parameters()
                        : Map.of())
            .filter(map -> map.toString().contains(":function:ReplaceServers"))
            .findFirst()
            .orElseThrow();
    try {
      return JSON.std.asString(parameters.get("Payload"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> input(Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("launchTemplateVersion", 2);
    input.put("onFailure", "ROLLBACK");
    input.put("alarms", List.of("errors"));
    return input;
  }

  private static Story watched(int servers) {
    Story story = Story.of(servers);
    story.aws().alarms().create("errors");
    new TemplateByHand(story).name("1");
    story.stage().cluster().deployNewImage();
    return story;
  }
}
