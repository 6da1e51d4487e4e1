package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.InstanceState;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;

/** The instance that is to get a slot is not yet, or not any more, what an attachment needs. */
final class InstanceTroubleTest {
  /** Where the group of an instance does not tell which server it is, so that it gets tags. */
  private static final Topology TAGGED_BY_US = Topology.GROUP_PER_ZONE;

  @Test
  void anInstanceThatIsPendingForLongIsAttachedToOnlyWhenItRuns() {
    Story story = Story.of(2, WorldTimings.usual().with(Step.INSTANCE_START, 400));
    Decisions decisions = new Decisions(story);
    Instance held = new Operator(story).awaitHeldReplacement(0);
    assertEquals(InstanceState.PENDING, held.state());

    decisions.await("Wait", held.id(), "is PENDING; its server starts when it runs");
    story.until(() -> held.state() == InstanceState.RUNNING, "the start");
    List<String> callers = attachmentsTo(story, held.id()).stream().map(ApiCall::caller).toList();
    assertEquals(callers.stream().distinct().toList(), callers, "a run is refused once");

    story.heals();
    assertEquals(held.id(), story.server(0).instance(), "the same launch came through");
    story.endsWell();
  }

  @Test
  void anInstanceThatAnOperatorStopsWhileItIsHeldIsWaitedForAndGoesOnWhenItIsStarted() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    String group = story.member(0).group();
    // Otherwise the group replaces what is stopped.
    story
        .aws()
        .autoScaling()
        .suspendProcesses(
            request -> request.autoScalingGroupName(group).scalingProcesses("HealthCheck"));
    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> held.state() == InstanceState.RUNNING, "the start");
    story.aws().ec2World().instances().stop(held);

    decisions.await("Wait", held.id(), "is STOPPED; its server starts when it runs");
    story.pass(Duration.ofMinutes(25));
    assertEquals("Pending:Wait", story.server(0).state(), "held longer than its hook alone would");
    assertEquals(held.id(), story.server(0).holder(), "EC2 attaches to what is stopped");
    story.aws().ec2World().instances().restart(held);

    story.heals();
    assertEquals(held.id(), story.server(0).instance());
    story
        .aws()
        .autoScaling()
        .resumeProcesses(
            request -> request.autoScalingGroupName(group).scalingProcesses("HealthCheck"));
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AttachNetworkInterface", "AttachVolume", "CreateTags"})
  void anInstanceThatEc2DoesNotKnowEverywhereYetIsTriedAgainInTheSameRun(String operation) {
    Story story = Story.of(TAGGED_BY_US, 2);
    Decisions decisions = new Decisions(story);
    Refusals unknown =
        Refusals.ofFirst(
            2, operation, "InvalidInstanceID.NotFound", "The instance ID does not exist");
    story.callFaults(unknown);
    new Operator(story).replace(0);

    story.heals();

    assertEquals(2, unknown.count());
    assertEquals(List.of(), decisions.of("Complete ABANDON"));
    List<String> callers =
        story.calls().stream()
            .filter(call -> call.operation().equals(operation))
            .map(ApiCall::caller)
            .distinct()
            .toList();
    assertEquals(1, callers.size(), callers::toString);
    story.endsWell();
  }

  @Test
  void anInstanceThatIsShutDownJustBeforeItsSlotIsAttachedIsLeftAlone() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    String[] doomed = {""};
    story.callFaults(
        call -> {
          if (doomed[0].isEmpty() && call.request() instanceof AttachNetworkInterfaceRequest r) {
            doomed[0] = r.instanceId();
            var instances = story.aws().ec2World().instances();
            instances.terminate(instances.require(r.instanceId()));
          }
          return new CallFault.None();
        });
    new Operator(story).replace(0);

    story.heals();

    decisions.require("AttachInterface", doomed[0], "outcome=WorldDiffers");
    assertEquals(1, attachmentsTo(story, doomed[0]).size(), "it is not tried again");
    assertNotEquals(doomed[0], story.server(0).instance());
    story.endsWell();
  }

  @Test
  void anInstanceTypeWithoutRoomForTheInterfaceIsAbandonedWithTheAdviceToTakeAnother() {
    Story story = Story.of(2);
    Decisions decisions = new Decisions(story);
    Operator operator = new Operator(story);
    Instance held = operator.awaitHeldReplacement(0);
    story.until(() -> held.state() == InstanceState.RUNNING, "the start");
    // Its type has room for three: these are the second and the third.
    for (int device : List.of(2, 3)) {
      Eni other =
          story.aws().ec2World().interfaces().create(held.subnet(), "of an operator", Map.of());
      story.aws().ec2World().interfaces().attach(other.id(), held.id(), device);
    }

    Decisions.Line abandoned = decisions.await("Complete ABANDON", held.id());

    assertTrue(
        abandoned.says(
            "ec2:AttachNetworkInterface",
            "AttachmentLimitExceeded",
            "choose an instance type with room for one more network interface"),
        abandoned::toString);
    assertEquals(1, attachmentsTo(story, held.id()).size(), "it is not tried again");
    story.heals();
    assertEquals(1, decisions.deadLetters("AttachInterface").size());
    assertEquals(1, decisions.deadLetters("Complete ABANDON").size());
    story.endsWell();
  }

  @Test
  void tagsThatAreBeingChangedByAnotherAreWrittenAgainInTheSameRun() {
    Story story = Story.of(TAGGED_BY_US, 2);
    Decisions decisions = new Decisions(story);
    Refusals busy =
        Refusals.ofFirst(1, "CreateTags", "ConcurrentTagAccess", "The tags are being changed");
    story.callFaults(busy);
    new Operator(story).replace(0);

    story.heals();

    assertEquals(1, busy.count());
    Decisions.Line refused = decisions.require("TagInstance", "outcome=TryAgain");
    Decisions.Line written = decisions.require("TagInstance", "outcome=Done");
    assertEquals(refused.fields().get("requestId"), written.fields().get("requestId"));
    story.endsWell();
  }

  private static List<ApiCall> attachmentsTo(Story story, String instance) {
    return story.calls().stream()
        .filter(
            call ->
                call.request() instanceof AttachNetworkInterfaceRequest request
                    && request.instanceId().equals(instance))
        .toList();
  }
}
