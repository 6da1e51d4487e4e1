package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.CallFaults;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.events.DeliveryFault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;

/** A lifecycle action ends in another way than by our completing it at the first attempt. */
final class LifecycleActionEndsTest {
  private final Story story = Story.of(1);
  private final Observer observer = new Observer(story);
  private final Operator operator = new Operator(story);
  private final String former = story.before(0).instance();

  @ParameterizedTest
  @ValueSource(strings = {ControlPlane.LAUNCH_HOOK, ControlPlane.TERMINATE_HOOK})
  void anActionThatSomebodyElseCompletedMeanwhileIsDone(String hook) {
    int[] faster = {0};
    story.callFaults(
        call -> {
          if (completes(hook).test(call) && faster[0]++ == 0) {
            String instance = ((CompleteLifecycleActionRequest) call.request()).instanceId();
            operator.soon(() -> operator.complete(0, hook, instance));
          }
          return new CallFault.None();
        });

    story.succeeds(story.roll());

    assertEquals(1, faster[0], "it is not tried again");
    assertEquals(
        1,
        story.trace().stream()
            .filter(Observer.decision("Complete CONTINUE", "", "outcome=AlreadyDone"))
            .count());
    story.endsWell();
  }

  @Test
  void aLaunchThatRanOutWithItsSlotGivesItToItsSuccessor() {
    story.callFaults(
        call ->
            completes(ControlPlane.LAUNCH_HOOK).test(call)
                ? new CallFault.CallerDiesBefore()
                : new CallFault.None());
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("reconcile") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    operator.terminate(former, true);
    String expired = observer.awaitLaunch(0, "");
    story.until(() -> story.server(0).holder().equals(expired), "its slot");

    story.until(() -> !observer.state(expired).equals("Pending:Wait"), "its end");
    story.callFaults(CallFaults.NONE);
    story.until(() -> story.server(0).healthy(), "the successor");

    assertNotEquals(expired, story.server(0).instance());
    assertEquals(1, observer.told(expired, "ends with ABANDON: Heartbeat Timeout"));
    // That one action ran out, and that Lambda gave up its event, is what this story is about.
    story.endsWellThoughEventsWereGivenUp();
  }

  @Test
  void aLaunchWhoseHookIsDeletedIsReplacedByOneThatGetsItsSlotOnceThereIsAHookAgain() {
    operator.standBy(0, former);
    String held = observer.awaitLaunch(0, "");
    story.pass(Duration.ofMinutes(1));

    operator.deleteHook(0, ControlPlane.LAUNCH_HOOK);
    story.until(() -> observer.state(held).isEmpty(), "the end of the launch");
    operator.terminate(former, true);
    story.pass(Duration.ofMinutes(15));
    String unhooked = story.server(0).instance();
    assertEquals("InService", observer.state(unhooked));
    assertEquals("", story.server(0).holder(), "nobody stops it, and it gets nothing by itself");
    observer.last(Observer.decision("Remark", unhooked, "has no lifecycle hook named"));

    operator.restoreLaunchHook(0);
    story.until(() -> story.server(0).healthy(), "its slot");

    assertEquals(unhooked, story.server(0).instance());
    story.endsWell();
  }

  @Test
  void aTerminationWhoseHookIsDeletedGoesOnAndTheSlotMovesOn() {
    holdTermination();

    operator.deleteHook(0, ControlPlane.TERMINATE_HOOK);
    story.until(() -> story.server(0).healthy(), "the successor");

    assertNotEquals(former, story.server(0).instance());
    story.endsWell();
  }

  @Test
  void aGroupDeletedByForceWhileALaunchIsHeldLeavesNothingToDoAndAFreeSlot() {
    operator.standBy(0, former);
    observer.awaitLaunch(0, "");
    story.pass(Duration.ofMinutes(1));

    operator.deleteGroup(0, true);

    deletedAndCreatedAgain();
  }

  @Test
  void aGroupDeletedByForceWhileATerminationIsHeldLeavesNothingToDoAndAFreeSlot() {
    holdTermination();

    operator.deleteGroup(0, true);

    deletedAndCreatedAgain();
  }

  @Test
  void aGroupThatStillHoldsInstancesCannotBeDeletedOtherwiseAndIsEmptiedInOrder() {
    holdTermination();
    String launch = observer.awaitLaunch(0, "");
    assertThrows(ResourceInUseException.class, () -> operator.deleteGroup(0, false));

    operator.capacity(0, 0);
    story.deliveryFaults((rule, event) -> new DeliveryFault.None());
    story.until(
        () -> observer.state(former).isEmpty() && observer.state(launch).isEmpty(), "emptiness");
    operator.deleteGroup(0, false);

    deletedAndCreatedAgain();
  }

  @Test
  void aGroupThatIsGoneBeforeItsLaunchIsCompletedIsNothingToReport() {
    boolean[] deleted = {false};
    story.callFaults(
        call -> {
          if (!completes(ControlPlane.LAUNCH_HOOK).test(call)) {
            return new CallFault.None();
          }
          if (!deleted[0]) {
            deleted[0] = true;
            operator.soon(() -> operator.deleteGroup(0, true));
          }
          // By then the group's last instance is shut down, and the group with it.
          return new CallFault.Slow(Duration.ofSeconds(75));
        });
    operator.terminate(former, true);
    story.until(() -> deleted[0], "the call");

    deletedAndCreatedAgain();
  }

  @ParameterizedTest
  @CsvSource({
    "server-group-launch, ResourceContention",
    "server-group-terminate, ResourceContention",
    "server-group-launch, ScalingActivityInProgress",
    "server-group-terminate, ScalingActivityInProgress"
  })
  void aGroupThatIsBusyIsAskedAgainInTheSameRun(String hook, String code) {
    int[] refused = {0};
    story.callFaults(
        call ->
            completes(hook).test(call) && refused[0]++ < 2
                ? new CallFault.Refused(error(code, "You already have a pending update."))
                : new CallFault.None());

    story.succeeds(story.roll());

    assertEquals(3, refused[0]);
    assertEquals(
        1, story.calls().stream().filter(completes(hook)).map(ApiCall::caller).distinct().count());
    assertEquals(List.of(), observer.deadLetters());
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {ControlPlane.LAUNCH_HOOK, ControlPlane.TERMINATE_HOOK})
  void aRefusalInOtherWordsIsNoSuccessItIsReportedAndTheScheduleTriesAgain(String hook) {
    boolean[] refusing = {true};
    story.callFaults(
        call ->
            refusing[0] && completes(hook).test(call)
                ? new CallFault.Refused(
                    error("ValidationError", "Lifecycle Action found, but it is not active"))
                : new CallFault.None());
    operator.terminate(former, true);
    story.until(() -> !observer.deadLetters().isEmpty(), "a dead letter");
    String held = hook.equals(ControlPlane.LAUNCH_HOOK) ? observer.held(0) : former;
    assertTrue(observer.state(held).endsWith(":Wait"), () -> observer.state(held));
    String letter = observer.deadLetters().getFirst();
    assertTrue(letter.contains("ValidationError: Lifecycle Action found, but it is"), letter);
    assertTrue(letter.contains("GiveUp") && letter.contains(held), letter);
    story.pass(Duration.ofSeconds(40));
    assertTrue(observer.state(held).endsWith(":Wait"), "nothing took it for a success");

    refusing[0] = false;
    story.until(() -> !observer.state(held).endsWith(":Wait"), "another attempt");

    assertEquals(1, observer.told(held, hook + " ends with CONTINUE: Lifecycle Action Completed"));
    story.endsWell();
  }

  private static Predicate<ApiCall> completes(String hook) {
    return call ->
        call.request() instanceof CompleteLifecycleActionRequest complete
            && complete.lifecycleHookName().equals(hook);
  }

  private static AutoScalingException error(String code, String message) {
    return (AutoScalingException)
        ServiceError.of(AutoScalingException.builder(), "AutoScaling", 400, code, message);
  }

  /** Holds the former instance in its terminate hook, where no function hears of it. */
  private void holdTermination() {
    story.deliveryFaults((rule, event) -> new DeliveryFault.Lost());
    operator.terminate(former, true);
    story.until(() -> observer.state(former).equals("Terminating:Wait"), "the hold");
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().startsWith("EC2 Instance-terminate")
                ? new DeliveryFault.Lost()
                : new DeliveryFault.None());
  }

  private void deletedAndCreatedAgain() {
    String group = story.member(0).group();
    story.until(() -> story.aws().autoScalingWorld().group(group) == null, "the deletion");
    story.pass(Duration.ofMinutes(6));
    assertEquals("", story.server(0).holder());
    assertEquals(List.of(), observer.deadLetters());
    story.callFaults(CallFaults.NONE);

    Cluster cluster = story.stage().cluster();
    String subnet =
        story
            .aws()
            .ec2World()
            .interfaces()
            .require(story.member(0).networkInterface())
            .subnet()
            .id();
    story
        .aws()
        .autoScaling()
        .createAutoScalingGroup(
            new GroupRequests(cluster.name(), cluster.templateId(), cluster.balancers())
                .group(group, 1, subnet, OptionalInt.of(0)));
    story.until(() -> story.server(0).healthy(), "a new server in the old slot");
    story.endsWell();
  }
}
