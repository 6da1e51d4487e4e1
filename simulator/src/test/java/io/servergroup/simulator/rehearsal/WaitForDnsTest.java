package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;

/**
 * A group may ask that its launches go on only when every name server knows their record: the tag
 * {@code ServerGroupWaitForDns} says it.
 */
final class WaitForDnsTest {
  private static final String TAG = "ServerGroupWaitForDns";

  @ParameterizedTest(name = "{0} seconds")
  @ValueSource(ints = {30, 120})
  void aLaunchGoesOnOnlyWhenTheRecordIsInSync(int propagation) {
    Story story = slowNameServers(propagation);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, "true");
    Instant[] written = new Instant[1];
    Instant[] continued = new Instant[1];
    story
        .aws()
        .calls()
        .listen(
            call -> {
              if (call.operation().equals("ChangeResourceRecordSets") && written[0] == null) {
                written[0] = story.now();
              } else if (isContinuedLaunch(call.request())) {
                continued[0] = story.now();
              }
            });
    operator.replace(0);

    story.until(() -> continued[0] != null, "the end of the hold");

    Duration waited = Duration.between(written[0], continued[0]);
    assertTrue(waited.toSeconds() >= propagation, waited::toString);
    story.heals();
    story.endsWell();
  }

  @Test
  void aLaunchWhoseRunDiesWhileItWaitsIsFinishedByALaterWakeUp() {
    Story story = slowNameServers(120);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, "true");
    Decisions decisions = new Decisions(story);
    List<String> asking = new ArrayList<>();
    story.callFaults(
        call -> {
          if (!call.operation().equals("GetChange")) {
            return new CallFault.None();
          }
          asking.add(call.caller());
          return asking.size() == 1 ? new CallFault.CallerDiesBefore() : new CallFault.None();
        });
    String held = operator.awaitHeldReplacement(0).id();

    story.heals();

    assertEquals(held, story.server(0).instance(), "the same launch came through");
    assertNotEquals(asking.getFirst(), asking.getLast(), "another run finished it");
    decisions.require("Complete CONTINUE", held);
    story.endsWell();
  }

  /** The record is right by then; but nobody has noted by which change. */
  @ParameterizedTest
  @ValueSource(ints = {30, 120})
  void aLaunchWhoseRunDiesRightAfterItHasWrittenTheRecordStillWaitsForNameServers(int propagation) {
    Story story = slowNameServers(propagation);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, "true");
    new Zone(story).remove(0);
    List<Instant> written = new ArrayList<>();
    Instant[] continued = new Instant[1];
    story.callFaults(
        call -> {
          if (!call.operation().equals("ChangeResourceRecordSets")) {
            return new CallFault.None();
          }
          written.add(story.now());
          return written.size() == 1 ? new CallFault.CallerDiesAfter() : new CallFault.None();
        });
    story
        .aws()
        .calls()
        .listen(
            call -> {
              if (isContinuedLaunch(call.request())) {
                continued[0] = story.now();
              }
            });
    String held = operator.awaitHeldReplacement(0).id();

    story.heals();

    assertEquals(held, story.server(0).instance(), "the same launch came through");
    assertEquals(2, written.size(), "written again, for a change that can be asked about");
    Duration waited = Duration.between(written.getLast(), continued[0]);
    assertTrue(waited.toSeconds() >= propagation, waited::toString);
    story.endsWell();
  }

  @Test
  void aLaunchWhoseNameServersAreSlowerThanARunGoesOnInALaterOneThatWaitsForTheSameChange() {
    Story story = slowNameServers(400);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, "true");
    Decisions decisions = new Decisions(story);
    String held = operator.awaitHeldReplacement(0).id();

    decisions.await("Wait", held, "not every name server knows the record 0.confluent-tools");
    story.heals();

    assertEquals(held, story.server(0).instance(), "the same launch came through");
    assertEquals(
        1,
        story.calls().stream()
            .filter(call -> call.operation().equals("ChangeResourceRecordSets"))
            .count());
    story.endsWell();
  }

  @Test
  void aGroupThatDoesNotAskForItDoesNotWait() {
    Story story = slowNameServers(120);
    Operator operator = new Operator(story);
    operator.tagGroup(0, TAG, "true");
    operator.replace(1);

    story.heals();

    assertEquals(
        List.of(), story.calls().stream().filter(c -> c.operation().equals("GetChange")).toList());
    story.endsWell();
  }

  private static Story slowNameServers(int seconds) {
    return Story.of(2, WorldTimings.usual().with(Step.RECORD_PROPAGATION, seconds));
  }

  private static boolean isContinuedLaunch(Object request) {
    return request instanceof CompleteLifecycleActionRequest complete
        && complete.lifecycleHookName().equals(ControlPlane.LAUNCH_HOOK)
        && complete.lifecycleActionResult().equals("CONTINUE");
  }
}
