package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What is attached and detached comes late, or never. */
final class SlowAttachmentTest {
  @Test
  void aFormerAttachmentThatLingersIsWaitedOutInTheSameRun() {
    Story story = Story.of(1, WorldTimings.usual().with(Step.INTERFACE_LINGER, 8));
    Observer observer = new Observer(story);
    // A volume would be waited for longer, until its last holder is shut down.
    new Operator(story).forgetVolume(0);

    story.succeeds(story.roll());

    assertEquals(1, observer.calls("AttachNetworkInterface"), "EC2 would refuse it before");
    assertEquals(
        observer.lastCaller("DetachNetworkInterface"),
        observer.lastCaller("AttachNetworkInterface"));
    story.endsWell();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "InvalidNetworkInterface.InUse, Interface: [eni-1] in use.",
    "InvalidParameterValue, Interface: [eni-1] in use."
  })
  void anAttachThatIsRefusedBecauseTheLastAttachmentIsStillKnownIsTriedAgain(
      String code, String message) {
    Story story = Story.of(1);
    Observer observer = new Observer(story);
    int[] left = {3};
    story.callFaults(
        call ->
            call.operation().equals("AttachNetworkInterface") && left[0]-- > 0
                ? new CallFault.Refused(
                    ServiceError.of(Ec2Exception.builder(), "Ec2", 400, code, message))
                : new CallFault.None());

    story.succeeds(story.roll());

    assertEquals(4, observer.calls("AttachNetworkInterface"));
    assertEquals(0, observer.deadLetters().size());
    story.endsWell();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLaunchIsHeldUntilItsInterfaceOrVolumeIsAttachedHoweverManyMinutesThatTakes(
      boolean isInterface) {
    Story story = Story.of(1);
    Observer observer = new Observer(story);
    Duration late = Duration.ofMinutes(25);
    if (isInterface) {
      story.aws().ec2World().interfaces().setAttachDelays((id, to) -> late);
    } else {
      story.aws().ec2World().volumes().setAttachDelays((id, to) -> late);
    }
    new Operator(story).terminate(story.before(0).instance(), true);
    String launch = observer.awaitLaunch(0, "");

    story.pass(Duration.ofMinutes(22));
    assertEquals("Pending:Wait", observer.state(launch));
    assertTrue(observer.heartbeats(launch) >= 2, () -> "heartbeats " + observer.heartbeats(launch));
    story.until(() -> story.server(0).healthy(), "the attachment");

    assertEquals(launch, story.server(0).instance(), "one launch is enough");
    assertEquals(1, observer.calls("AttachNetworkInterface"));
    assertEquals(1, observer.calls("AttachVolume"));
    story.endsWell();
  }

  @Test
  void aDetachThatHangsForMinutesIsAskedForOnceAndTheLaunchIsHeld() {
    Story story =
        Story.of(
            1, WorldTimings.usual().with(Odds.SLOW_DETACH, 1).with(Step.INSTANCE_SHUTDOWN, 600));
    Observer observer = new Observer(story);
    new Operator(story).terminate(story.before(0).instance(), true);
    String launch = observer.awaitLaunch(0, "");

    story.until(() -> story.server(0).healthy(), "the move of the slot");

    assertEquals(launch, story.server(0).instance(), "one launch is enough");
    assertEquals(1, observer.calls("DetachNetworkInterface"));
    story.endsWell();
  }

  @Test
  void anAttachThatNeverEndsIsAbandonedWithItsReasonWhenTheBudgetIsSpent() {
    Story story = Story.of(1);
    Observer observer = new Observer(story);
    Operator operator = new Operator(story);
    operator.tagGroup(0, "ServerGroupLaunchBudget", "1800");
    operator.terminate(story.before(0).instance(), true);
    String stuck = observer.awaitLaunch(0, "");
    story
        .aws()
        .ec2World()
        .interfaces()
        .setAttachDelays((id, to) -> to.id().equals(stuck) ? Duration.ofDays(30) : Duration.ZERO);

    story.pass(Duration.ofMinutes(29));
    assertEquals("Pending:Wait", observer.state(stuck));
    story.until(() -> !observer.state(stuck).equals("Pending:Wait"), "the end of the budget");
    story.pass(Duration.ofSeconds(5));

    String eni = story.member(0).networkInterface();
    assertEquals(1, observer.deadLetters().size());
    String letter = observer.deadLetters().getFirst();
    assertTrue(
        letter.contains(
            "it waited for its slot longer than the budget of 1800 seconds: interface %s is attaching"
                .formatted(eni)),
        letter);
    assertTrue(letter.contains(stuck), letter);
    story.until(() -> story.server(0).healthy(), "the next launch");
    assertFalse(story.server(0).instance().equals(stuck));
    story.endsWell();
  }
}
