package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Interfaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;

/**
 * The role of the functions lacks a permission while a server is replaced. Nothing starts without
 * its slot, a person is told what to allow, and the schedule does the rest.
 */
final class MissingPermissionTest {
  @ParameterizedTest
  @CsvSource({
    "AttachNetworkInterface, ec2:AttachNetworkInterface, UnauthorizedOperation, AttachInterface",
    "AttachVolume, ec2:AttachVolume, UnauthorizedOperation, AttachVolume",
    "CreateTags, ec2:CreateTags, UnauthorizedOperation, TagInstance",
    "ChangeResourceRecordSets, route53:ChangeResourceRecordSets, AccessDenied, UpsertRecord",
  })
  void aLaunchThatMayNotGetItsSlotNeverContinuesUntilThePermissionIsGranted(
      String operation, String permission, String code, String decision) {
    // The group of an instance does not tell which server it is, so that it gets tags, too.
    Story story = Story.of(Topology.GROUP_PER_ZONE, 2);
    Decisions decisions = new Decisions(story);
    Refusals denied = denied(operation, code);
    // A launch leaves a right record as it is.
    new Zone(story).remove(0);
    story.callFaults(denied);
    new Operator(story).replace(0);

    story.pass(Duration.ofMinutes(12));

    assertTrue(denied.count() >= 2, "more than one launch tried");
    Decisions.Line failed = decisions.require(decision, "outcome=GiveUp");
    assertTrue(
        failed.says(permission, code, "allow this action in the function's role"),
        failed::toString);
    List<String> letters = decisions.deadLetters(decision);
    assertEquals(denied.count(), letters.size(), "one letter for each refusal");
    letters.forEach(letter -> assertTrue(letter.contains(permission), letter));
    decisions.require("Complete ABANDON", permission);
    assertEquals(List.of(), continuedLaunches(story));
    story.assertUntouched(1);

    story.callFaults(CallFaults.NONE);
    story.heals();
    story.endsWell();
  }

  @ParameterizedTest
  @CsvSource({"DetachNetworkInterface, ec2:DetachNetworkInterface, UnauthorizedOperation"})
  void anInterfaceThatMayNotBeDetachedComesFreeWhenItsInstanceIsDown(
      String operation, String permission, String code) {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Refusals denied = denied(operation, code);
    story.callFaults(denied);
    new Operator(story).replace(0);

    story.pass(Duration.ofMinutes(6));

    Decisions.Line failed = decisions.require("DetachInterface", "outcome=GiveUp");
    assertTrue(
        failed.says(permission, code, "allow this action in the function's role"),
        failed::toString);
    assertEquals(denied.count(), decisions.deadLetters("DetachInterface").size());
    decisions.require("Complete CONTINUE", story.before(0).instance(), "outcome=Done");
    story.heals();
    story.endsWell();
  }

  @Test
  void anInterfaceThatMayNotBeKeptIsDetachedBeforeItIsDeletedWithItsInstance() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    story.callFaults(denied("ModifyNetworkInterfaceAttribute", "UnauthorizedOperation"));
    Interfaces interfaces = story.aws().ec2World().interfaces();
    Eni eni = interfaces.require(story.stage().cluster().members().getFirst().networkInterface());
    interfaces.setDeleteOnTermination(eni, eni.attachment().id(), true);
    new Operator(story).replace(0);

    story.pass(Duration.ofMinutes(6));

    decisions.require("KeepInterface", "outcome=GiveUp");
    assertEquals(eni, interfaces.require(eni.id()));
    story.callFaults(CallFaults.NONE);
    story.heals();
    story.endsWell();
  }

  @ParameterizedTest
  @CsvSource({"CompleteLifecycleAction, autoscaling:CompleteLifecycleAction, AccessDenied"})
  void anInstanceThatMayNotBeLetGoIsHeldUntilThePermissionIsGranted(
      String operation, String permission, String code) {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Refusals denied = denied(operation, code);
    story.callFaults(denied);
    new Operator(story).replace(0);

    story.pass(Duration.ofMinutes(7));

    Decisions.Line failed = decisions.require("Complete CONTINUE", "outcome=GiveUp");
    assertTrue(
        failed.says(permission, code, "allow this action in the function's role"),
        failed::toString);
    assertEquals(
        denied.count(),
        decisions.deadLetters("Complete CONTINUE").size()
            + decisions.deadLetters("Complete ABANDON").size());

    story.callFaults(CallFaults.NONE);
    story.heals();
    story.endsWell();
  }

  private static Refusals denied(String operation, String code) {
    return Refusals.of(operation, code, "You are not authorized to perform this operation.");
  }

  private static List<ApiCall> continuedLaunches(Story story) {
    return story.calls().stream()
        .filter(
            call ->
                call.request() instanceof CompleteLifecycleActionRequest request
                    && request.lifecycleHookName().equals(ControlPlane.LAUNCH_HOOK)
                    && request.lifecycleActionResult().equals("CONTINUE"))
        .toList();
  }
}
