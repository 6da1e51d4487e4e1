package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.events.DeliveryFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that an operator took aside, or that came without our hooks, are nobody's business. */
final class LeftAloneTest {
  private static final Duration LONGER_THAN_A_HOLD = Duration.ofMinutes(25);

  @Test
  void anInstanceInStandbyKeepsItsSlotAndTheLaunchThatWantsItWaits() {
    Story story = Story.of(2);
    GroupByHand operator = new GroupByHand(story, 0);
    String aside = story.server(0).instance();

    story
        .aws()
        .autoScaling()
        .enterStandby(
            request ->
                request
                    .autoScalingGroupName(operator.group())
                    .instanceIds(aside)
                    .shouldDecrementDesiredCapacity(false));

    keepsItsSlot(story, operator, aside, "is Standby; it is never taken");
  }

  @Test
  void aDetachedInstanceKeepsItsSlotAndTheLaunchThatWantsItWaits() {
    Story story = Story.of(2);
    GroupByHand operator = new GroupByHand(story, 0);
    String aside = story.server(0).instance();

    story
        .aws()
        .autoScaling()
        .detachInstances(
            request ->
                request
                    .autoScalingGroupName(operator.group())
                    .instanceIds(aside)
                    .shouldDecrementDesiredCapacity(false));

    keepsItsSlot(
        story,
        operator,
        aside,
        "is in none of the Auto Scaling groups read, and EC2 says it is RUNNING; it is not taken");
  }

  @Test
  void aRetainedInstanceKeepsItsSlotAndTheLaunchThatWantsItWaits() {
    Story story = Story.of(2);
    GroupByHand operator = new GroupByHand(story, 0);
    String aside = story.server(0).instance();
    operator.update(
        request ->
            request.instanceLifecyclePolicy(
                policy -> policy.retentionTriggers(t -> t.terminateHookAbandon("retain"))));
    // Nobody but an operator abandons a termination; our function would have let it go on.
    story.deliveryFaults((rule, event) -> new DeliveryFault.Lost());
    story
        .aws()
        .autoScaling()
        .terminateInstanceInAutoScalingGroup(
            request -> request.instanceId(aside).shouldDecrementDesiredCapacity(false));
    var member = story.aws().autoScalingWorld().member(aside);
    story.until(() -> member.state().toString().equals("Terminating:Wait"), "the hook");
    operator.completes(ControlPlane.TERMINATE_HOOK, aside, "ABANDON");
    story.faultsEnd();

    keepsItsSlot(story, operator, aside, "is Terminating:Retained; it is never taken");
  }

  @Test
  void aGroupWithoutOurHooksIsLeftAloneAndNobodyElseGetsItsSlot() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    GroupByHand operator = new GroupByHand(story, 0);
    for (String hook : List.of(ControlPlane.LAUNCH_HOOK, ControlPlane.TERMINATE_HOOK)) {
      story
          .aws()
          .autoScaling()
          .deleteLifecycleHook(
              request -> request.autoScalingGroupName(operator.group()).lifecycleHookName(hook));
    }
    operator.terminatesInEc2(story.server(0).instance());
    story.until(() -> !story.server(0).state().equals("InService"), "the loss");
    story.until(() -> story.server(0).state().equals("InService"), "an instance without identity");
    String without = story.server(0).instance();
    GroupByHand other = new GroupByHand(story, 1);
    String waiting = other.launchesAnExtraInstance();

    story.pass(LONGER_THAN_A_HOLD);

    assertEquals("", story.server(0).holder());
    assertEquals(List.of(), changesOf(story, without));
    assertTrue(
        decisions
            .lastReason("Remark", without)
            .contains(
                "it has no slot and is left alone, because group %s has no lifecycle hook named %s"
                    .formatted(operator.group(), ControlPlane.LAUNCH_HOOK)));
    other.capacity(1);
    other.completes(ControlPlane.LAUNCH_HOOK, waiting, "ABANDON");
    story
        .aws()
        .autoScaling()
        .putLifecycleHook(
            request ->
                request
                    .autoScalingGroupName(operator.group())
                    .lifecycleHookName(ControlPlane.LAUNCH_HOOK)
                    .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                    .heartbeatTimeout(600)
                    .defaultResult("ABANDON"));
    story.until(() -> story.server(0).healthy(), "its slot");
    assertEquals(without, story.server(0).instance());
    story.assertUntouched(1);
    story.endsWell();
  }

  private static void keepsItsSlot(Story story, GroupByHand operator, String aside, String saying) {
    Decisions decisions = new Decisions(story);
    String next = operator.awaitsLaunch();

    story.pass(LONGER_THAN_A_HOLD);

    assertEquals(List.of(next), operator.waiting());
    String reason = decisions.lastReason("Wait", next);
    assertTrue(reason.contains("server 0: its holder " + aside + " " + saying), reason);
    assertEquals(aside, story.server(0).holder());
    assertEquals(List.of(), changesOf(story, aside));
    assertEquals(List.of(), changesOf(story, story.stage().cluster().hostedZone()));
    operator.terminatesInEc2(aside);
    story.until(() -> story.server(0).healthy(), "the successor");
    assertEquals(next, story.server(0).instance());
    story.assertUntouched(1);
    story.endsWell();
  }

  /** What functions changed about a resource since the story began. */
  private static List<String> changesOf(Story story, String resource) {
    return story.calls().stream()
        .filter(Story::changesSomething)
        .filter(call -> call.request().toString().contains(resource))
        .map(ApiCall::operation)
        .toList();
  }
}
