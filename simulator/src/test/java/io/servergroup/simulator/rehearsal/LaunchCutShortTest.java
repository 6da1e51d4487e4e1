package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;

/**
 * An instance is terminated before, while or after it gets its slot; and the news of it is late.
 */
final class LaunchCutShortTest {
  private static final String LAUNCHING = "EC2 Instance-launch Lifecycle Action";
  private static final String TERMINATING = "EC2 Instance-terminate Lifecycle Action";

  @ParameterizedTest(name = "in EC2: {0}")
  @ValueSource(booleans = {true, false})
  void anInstanceTerminatedBeforeItsLaunchWasHandledGetsNothingAndItsSuccessorGetsTheSlot(
      boolean inEc2) {
    Story story = Story.of(1);
    Observer observer = new Observer(story);
    Operator operator = new Operator(story);
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals(LAUNCHING)
                ? new DeliveryFault.Late(Duration.ofMinutes(10))
                : new DeliveryFault.None());
    operator.terminate(story.before(0).instance(), true);
    String cut = observer.awaitLaunch(0, "");
    end(operator, cut, inEc2);

    String successor = observer.awaitLaunch(0, cut);
    story.until(() -> story.server(0).healthy(), "the successor");
    story.pass(Duration.ofMinutes(12));

    assertEquals(successor, story.server(0).instance());
    String eni = story.member(0).networkInterface();
    assertEquals(1, observer.told(eni, "attaching to"));
    assertEquals(1, observer.told(eni, "attaching to " + successor));
    story.endsWell();
  }

  @ParameterizedTest(name = "at {0}, in EC2: {1}")
  @CsvSource({
    "AttachNetworkInterface, true",
    "AttachVolume, true",
    "ChangeResourceRecordSets, true",
    "CompleteLifecycleAction, true",
    "AttachNetworkInterface, false",
    "AttachVolume, false",
    "ChangeResourceRecordSets, false",
    "CompleteLifecycleAction, false"
  })
  void anInstanceTerminatedWhileItGetsItsSlotGivesItBackToItsSuccessor(
      String operation, boolean inEc2) {
    Story story = Story.of(1);
    Operator operator = new Operator(story);
    operator.terminateInEc2(story.before(0).instance());
    story.until(() -> !story.server(0).state().equals("InService"), "the loss");
    // Otherwise a launch leaves its record as it is.
    new Zone(story).remove(0);
    String[] cut = {""};
    story.callFaults(
        call -> {
          if (cut[0].isEmpty()
              && call.operation().equals(operation)
              && story.server(0).state().equals("Pending:Wait")) {
            cut[0] = story.server(0).instance();
            operator.soon(() -> end(operator, cut[0], inEc2));
          }
          return new CallFault.None();
        });

    story.until(() -> !cut[0].isEmpty(), "the call");
    story.until(() -> story.server(0).healthy(), "the successor");

    assertNotEquals(cut[0], story.server(0).instance());
    story.endsWell();
  }

  @Test
  void anInstanceTerminatedAsSoonAsItServesGivesItsSlotToItsSuccessor() {
    Story story = Story.of(1);
    Operator operator = new Operator(story);
    operator.terminate(story.before(0).instance(), true);
    story.until(
        () ->
            story.server(0).state().equals("InService")
                && !story.server(0).instance().equals(story.before(0).instance()),
        "the replacement in service");
    String cut = story.server(0).instance();
    operator.terminate(cut, true);

    story.heals();

    assertNotEquals(cut, story.server(0).instance());
    story.endsWell();
  }

  @Test
  void aTerminateEventThatComesTenMinutesLateAndTwiceTakesNothingFromTheSuccessor() {
    Story story = Story.of(1);
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals(TERMINATING)
                ? new DeliveryFault.Late(Duration.ofMinutes(10))
                : new DeliveryFault.None());
    story.invocationFaults(
        (function, asynchronous) -> new InvocationFault.Duplicated(Duration.ofSeconds(7)));
    String first =
        story
            .aws()
            .ec2World()
            .interfaces()
            .require(story.member(0).networkInterface())
            .attachment()
            .id();
    new Operator(story).terminate(story.before(0).instance(), true);
    story.until(
        () -> story.server(0).healthy() && !story.server(0).equals(story.before(0)),
        "the successor");
    Census.Truth successor = story.server(0);
    int until = story.calls().size();

    story.pass(Duration.ofMinutes(12));

    assertTrue(
        story.trace().stream()
            .anyMatch(e -> e.text().startsWith(TERMINATING) && e.text().endsWith(" delivered")));
    assertEquals(
        List.of(), story.calls().stream().skip(until).filter(Story::changesSomething).toList());
    assertEquals(List.of(first), detached(story).stream().distinct().toList());
    assertEquals(successor, story.server(0));
    story.endsWell();
  }

  private static void end(Operator operator, String instance, boolean inEc2) {
    if (inEc2) {
      operator.terminateInEc2(instance);
    } else {
      operator.abandonLaunch(0, instance);
    }
  }

  /** Which attachments functions asked to end. */
  private static List<String> detached(Story story) {
    return story.calls().stream()
        .filter(call -> call.request() instanceof DetachNetworkInterfaceRequest)
        .map(call -> ((DetachNetworkInterfaceRequest) call.request()).attachmentId())
        .toList();
  }
}
