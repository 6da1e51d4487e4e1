package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;

/** Events wake the control plane; whether, when and how often they come must not matter. */
final class EventsTest {
  private static final String SCHEDULE = "reconcile";
  private static final String TERMINATING = "EC2 Instance-terminate Lifecycle Action";

  @Test
  void everyEventTwiceDoesWhatEveryEventOnceDoes() {
    Story story = Story.of(3);
    story.deliveryFaults((rule, event) -> new DeliveryFault.Duplicated(Duration.ofSeconds(3)));
    story.invocationFaults(
        (function, asynchronous) -> new InvocationFault.Duplicated(Duration.ofSeconds(40)));

    story.succeeds(story.roll());

    assertEquals(3, story.terminations());
    story.endsWell();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHOUT_IDENTITY")
  void whenAllEventsAreLostTheScheduleRepairsWithinItsPeriod(Topology topology) {
    Story story = Story.of(topology, 4);
    story.deliveryFaults(
        (rule, event) ->
            rule.equals(SCHEDULE) ? new DeliveryFault.None() : new DeliveryFault.Lost());
    Map<String, Instant> heldSince = new HashMap<>();
    Map<String, Duration> longest = new TreeMap<>();
    story
        .aws()
        .autoScalingWorld()
        .listen(
            member -> {
              Instant since = heldSince.remove(member.instanceId());
              if (since != null) {
                longest.merge(
                    member.state().toString(),
                    Duration.between(since, story.now()),
                    (a, b) -> a.compareTo(b) > 0 ? a : b);
              }
              if (member.state().toString().endsWith(":Wait")) {
                heldSince.put(member.instanceId(), story.now());
              }
            });

    story.succeeds(story.roll());

    assertEquals(Set.of("Pending:Proceed", "Terminating:Proceed"), longest.keySet());
    for (Duration held : longest.values()) {
      assertTrue(held.compareTo(Duration.ofMinutes(1)) > 0, "the schedule alone repaired");
      assertTrue(held.compareTo(Duration.ofSeconds(330)) < 0, longest::toString);
    }
    assertEquals(4, story.terminations());
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void lateReorderedDoubledAndLostEventsLeadToTheSameEnd(long seed) {
    Story story = Story.of(3, seed);
    RandomStream chance = story.stage().simulation().stream("story");
    story.deliveryFaults(
        (rule, event) ->
            switch (chance.nextInt(5)) {
              case 0 -> new DeliveryFault.None();
              case 1 -> new DeliveryFault.Late(chance.between(Duration.ZERO, Duration.ofHours(1)));
              case 2 -> new DeliveryFault.Overtaken(Duration.ofMinutes(10));
              case 3 -> new DeliveryFault.Duplicated(Duration.ofMinutes(9));
              default -> new DeliveryFault.Lost();
            });

    Execution rollout = story.roll();

    story.succeeds(rollout);
    assertEquals(3, story.terminations());
    // The schedule's own wake-ups are late and lost, too, for longer than a hook waits.
    story.endsWellThoughActionsRanOut();
  }

  @Test
  void aTerminateEventThatComesWhenTheSlotHasMovedOnDetachesNothing() {
    Story story = Story.of(2);
    story.deliveryFaults(
        (rule, event) ->
            event.detailType().equals(TERMINATING)
                ? new DeliveryFault.Duplicated(Duration.ofHours(1))
                : new DeliveryFault.None());
    story.succeeds(story.roll());
    int before = story.calls().size();
    long arrivedBefore = delivered(story);

    story.pass(Duration.ofMinutes(70));

    assertEquals(2, delivered(story) - arrivedBefore, "the late events arrived");
    assertEquals(
        List.of(), story.calls().stream().skip(before).filter(Story::changesSomething).toList());
    story.endsWell();
  }

  @Test
  void aDetachThatArrivesAfterTheSlotHasMovedOnTakesItFromNobody() {
    Story story =
        Story.of(
            2,
            WorldTimings.usual()
                .with(Step.INSTANCE_START, 1)
                .with(Step.GROUP_LAUNCH, 1)
                .with(Step.INTERFACE_DETACH, 1)
                .with(Step.INTERFACE_ATTACH, 1)
                .with(Step.INSTANCE_SHUTDOWN, 20));
    int[] slowed = {0};
    story.deliveryFaults((rule, event) -> new DeliveryFault.Duplicated(Duration.ofMillis(10)));
    story.callFaults(
        call ->
            isDetach(call) && slowed[0]++ % 2 == 0
                ? new CallFault.Slow(Duration.ofSeconds(35))
                : new CallFault.None());

    story.succeeds(story.roll());

    assertTrue(slowed[0] >= 2, "a detach was slow");
    story.endsWell();
  }

  @Test
  void anInstanceThatCannotBeLetGoTakesNothingFromItsSuccessor() {
    Story story = Story.of(2);
    String leaving = story.before(0).instance();
    story.callFaults(
        call ->
            call.request() instanceof CompleteLifecycleActionRequest complete
                    && complete.instanceId().equals(leaving)
                ? new CallFault.Refused(SdkClientException.create("no answer"))
                : new CallFault.None());
    Execution rollout = story.roll();
    story.until(() -> !story.server(0).instance().equals(leaving), "the successor");
    String successor = story.server(0).instance();
    story.until(() -> story.server(0).holder().equals(successor), "the move of the slot");
    long detaches = detaches(story);

    story.pass(Duration.ofMinutes(5));

    assertEquals(
        "Terminating:Wait", story.aws().autoScalingWorld().member(leaving).state().toString());
    assertEquals(detaches, detaches(story), "the later wake-ups detach nothing");
    assertEquals(successor, story.server(0).holder());
    story.succeeds(rollout);
    story.endsWellThoughEventsWereGivenUp();
  }

  private static long detaches(Story story) {
    return story.calls().stream().filter(EventsTest::isDetach).count();
  }

  private static boolean isDetach(ApiCall call) {
    return call.operation().equals("DetachNetworkInterface");
  }

  private static long delivered(Story story) {
    return story.trace().stream()
        .filter(entry -> entry.text().startsWith(TERMINATING))
        .filter(entry -> entry.text().endsWith(" delivered"))
        .filter(entry -> entry.subject().equals("lifecycle-actions"))
        .count();
  }
}
