package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.servergroup.aws.SlotHint;
import io.servergroup.identity.Cause;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WakeupTest {
  static Stream<Arguments> causes() {
    return Stream.of(
        arguments("terminate-lifecycle-action", new Cause.TerminationHeld()),
        arguments("terminate-lifecycle-action-in-warm-pool", new Cause.TerminationHeld()),
        arguments("terminate-lifecycle-action-to-warm-pool", new Cause.TerminationHeld()),
        arguments("launch-successful", new Cause.Launched()),
        arguments("launch-unsuccessful", new Cause.Launched()),
        arguments("terminate-successful", new Cause.Terminated()),
        arguments("terminate-unsuccessful", new Cause.Terminated()));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyEventOfAutoScalingPointsToItsGroup(String event, Cause cause) throws IOException {
    Wakeup.OneGroup group =
        assertInstanceOf(Wakeup.OneGroup.class, Wakeup.of(read(event), Optional.empty()));

    assertEquals("tools-server-1", group.autoScalingGroupName());
    assertEquals(cause, group.cause());
  }

  @ParameterizedTest
  @CsvSource({
    "launch-lifecycle-action, true",
    "terminate-lifecycle-action, true",
    "launch-lifecycle-action-from-warm-pool, false",
    "terminate-successful, false"
  })
  void anEventOfAHookSaysWhichServerItIsAboutWhereTheHookDoes(String event, boolean says)
      throws IOException {
    Wakeup.OneGroup group =
        assertInstanceOf(Wakeup.OneGroup.class, Wakeup.of(read(event), Optional.empty()));

    assertEquals(Optional.of(new SlotHint("tools", 1)).filter(hint -> says), group.hint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "launch-lifecycle-action",
        "launch-lifecycle-action-from-warm-pool",
        "launch-lifecycle-action-warm-pool"
      })
  void aLaunchThatIsHeldPointsToItsInstance(String event) throws IOException {
    Wakeup.OneGroup group =
        assertInstanceOf(Wakeup.OneGroup.class, Wakeup.of(read(event), Optional.empty()));
    assertEquals("tools-server-1", group.autoScalingGroupName());
    Cause.LaunchHeld held = assertInstanceOf(Cause.LaunchHeld.class, group.cause());
    assertTrue(held.instanceId().startsWith("i-"));
  }

  @Test
  void aScheduleChecksEverythingOrTheGroupOfTheFunction() throws IOException {
    assertEquals(
        new Wakeup.Check(Optional.empty()), Wakeup.of(read("scheduled"), Optional.empty()));
    assertEquals(
        new Wakeup.Check(Optional.of("tools")), Wakeup.of(read("scheduled"), Optional.of("tools")));
  }

  @Test
  void aScheduleCanNameTheGroup() throws IOException {
    assertEquals(
        new Wakeup.Check(Optional.of("tools")),
        Wakeup.of(read("scheduled-one-group"), Optional.of("kafka")));
  }

  @Test
  void anEventOfAnotherKindOrWithoutAGroupIsNothing() {
    ScheduledEvent other = new ScheduledEvent();
    other.setDetailType("EC2 Instance State-change Notification");
    assertInstanceOf(Wakeup.Nothing.class, Wakeup.of(other, Optional.empty()));
    ScheduledEvent empty = new ScheduledEvent();
    assertInstanceOf(Wakeup.Nothing.class, Wakeup.of(empty, Optional.empty()));
    ScheduledEvent groupless = new ScheduledEvent();
    groupless.setDetailType("EC2 Instance Launch Successful");
    assertInstanceOf(Wakeup.Nothing.class, Wakeup.of(groupless, Optional.empty()));
  }

  private static ScheduledEvent read(String name) throws IOException {
    return EventFiles.read(name);
  }
}
