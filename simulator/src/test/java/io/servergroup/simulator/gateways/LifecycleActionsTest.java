package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.HOOKS;
import static io.servergroup.simulator.gateways.SmallAccount.assertOutcome;
import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.aws.InstanceTerminator;
import io.servergroup.aws.Outcome;
import io.servergroup.group.LifecycleHook.Transition;
import io.servergroup.identity.IdentityAction.Complete;
import io.servergroup.identity.IdentityAction.Complete.Verdict;
import io.servergroup.identity.IdentityAction.Heartbeat;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** What Auto Scaling makes of completing, prolonging and terminating. */
final class LifecycleActionsTest {
  private static final String GROUP = "web-0";

  private final SmallAccount account = new SmallAccount();
  private Member member;
  private Complete complete;

  @BeforeEach
  void aLaunchIsHeld() {
    account.createGroup(
        GROUP,
        server("0"),
        group ->
            group
                .desiredCapacity(1)
                .instanceMaintenancePolicy(
                    policy -> policy.minHealthyPercentage(0).maxHealthyPercentage(100)));
    member = account.held(GROUP);
    complete = new Complete(GROUP, Transition.LAUNCHING, Verdict.CONTINUE, member.instanceId());
  }

  @Test
  void completingTwiceIsDoneAlready() {
    assertOutcome(Outcome.Done.class, account.perform(complete));
    assertOutcome(Outcome.AlreadyDone.class, account.perform(complete));

    account.until(() -> member.state() == MemberState.IN_SERVICE);
    assertOutcome(Outcome.AlreadyDone.class, account.perform(complete));
  }

  @Test
  void completingForAnInstanceOfNoGroupIsDoneAlready() {
    assertOutcome(
        Outcome.AlreadyDone.class,
        account.perform(new Complete(GROUP, Transition.LAUNCHING, Verdict.CONTINUE, "i-0")));
  }

  @Test
  void anAbandonedLaunchIsTerminatedAndReplaced() {
    assertOutcome(
        Outcome.Done.class,
        account.perform(
            new Complete(GROUP, Transition.LAUNCHING, Verdict.ABANDON, member.instanceId())));

    account.until(() -> !account.held(GROUP).instanceId().equals(member.instanceId()));
  }

  @Test
  void aHeartbeatProlongsTheHoldAndIsHarmlessWhenThereIsNone() {
    Instant before = member.heldActions().getFirst().deadline();
    account.pass(60);

    assertOutcome(Outcome.Done.class, account.perform(new Heartbeat(GROUP, member.instanceId())));
    assertTrue(member.heldActions().getFirst().deadline().isAfter(before));

    account.perform(complete);
    assertOutcome(
        Outcome.AlreadyDone.class, account.perform(new Heartbeat(GROUP, member.instanceId())));
  }

  @Test
  void aTerminationIsCompletedByItsOwnHook() {
    account.perform(complete);
    account.until(() -> member.state() == MemberState.IN_SERVICE);
    assertOutcome(
        Outcome.Done.class, new InstanceTerminator(account.aws).terminate(member.instanceId()));
    account.until(() -> member.state() == MemberState.TERMINATING_WAIT);

    assertOutcome(Outcome.AlreadyDone.class, account.perform(complete));
    assertOutcome(
        Outcome.Done.class,
        account.perform(
            new Complete(GROUP, Transition.TERMINATING, Verdict.CONTINUE, member.instanceId())));
  }

  @Test
  void aGroupWithoutTheHookIsGivenUpWithAdvice() {
    account
        .aws
        .autoScaling()
        .deleteLifecycleHook(
            request -> request.autoScalingGroupName(GROUP).lifecycleHookName(HOOKS.terminating()));

    Outcome.GiveUp refused =
        assertOutcome(
            Outcome.GiveUp.class,
            account.perform(
                new Complete(
                    GROUP, Transition.TERMINATING, Verdict.CONTINUE, member.instanceId())));

    assertTrue(refused.detail().contains("lifecycle hooks"), refused::detail);
  }

  @Test
  void aGroupThatIsGoneCallsForAnotherLookRatherThanForOtherHooks() {
    assertOutcome(
        Outcome.WorldDiffers.class,
        account.perform(
            new Complete("gone", Transition.LAUNCHING, Verdict.CONTINUE, member.instanceId())));
    assertOutcome(
        Outcome.WorldDiffers.class, account.perform(new Heartbeat("gone", member.instanceId())));
  }

  @Test
  void aBusyGroupIsTriedAgain() {
    assertOutcome(
        Outcome.TryAgain.class,
        account.performRefused(
            complete, ResourceContentionException.builder(), "ResourceContention"));
    assertOutcome(
        Outcome.TryAgain.class,
        account.performRefused(complete, AutoScalingException.builder(), "Throttling"));
  }

  @Test
  void terminatingTwiceEndsOneInstanceAndKeepsTheCapacity() {
    account.perform(complete);
    account.until(() -> member.state() == MemberState.IN_SERVICE);
    InstanceTerminator terminator = new InstanceTerminator(account.aws);

    assertOutcome(Outcome.Done.class, terminator.terminate(member.instanceId()));
    account.until(() -> member.state() == MemberState.TERMINATING_WAIT);
    terminator.terminate(member.instanceId());
    account.perform(
        new Complete(GROUP, Transition.TERMINATING, Verdict.CONTINUE, member.instanceId()));
    account.until(() -> account.aws.autoScalingWorld().member(member.instanceId()) == null);

    assertOutcome(Outcome.AlreadyDone.class, terminator.terminate(member.instanceId()));
    assertEquals(1, account.aws.autoScalingWorld().group(GROUP).desiredCapacity());
    assertEquals(1, account.aws.autoScalingWorld().group(GROUP).members().size());
  }

  @Test
  void terminatingAnInstanceWhoseGroupIsBusyIsTriedAgain() {
    account
        .aws
        .calls()
        .setFaults(
            call ->
                new CallFault.Refused(
                    ServiceError.of(
                        ScalingActivityInProgressException.builder(),
                        "AutoScaling",
                        400,
                        "ScalingActivityInProgress",
                        "Activity 1 is in progress.")));

    assertOutcome(
        Outcome.TryAgain.class,
        account.asFunction(
            () -> new InstanceTerminator(account.aws).terminate(member.instanceId())));
  }
}
