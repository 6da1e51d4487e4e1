package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Span;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A replacement is launched before its predecessor's network interface is free. */
final class SlowReleaseTest {
  @Test
  void aReplacementWaitsForItsSlotLongerThanItsHookHoldsItWithoutHeartbeats() {
    Story story = slowToLeave();
    Execution rollout = story.roll();
    String leaving = story.before(0).instance();
    story.until(() -> story.server(0).state().equals("Pending:Wait"), "the replacement");
    String replacement = story.server(0).instance();
    assertEquals(leaving, story.server(0).holder());
    Instant arrived = story.now();

    story.until(() -> story.server(0).holder().equals(replacement), "the interface");

    assertTrue(Duration.between(arrived, story.now()).toMinutes() >= 10, story.now()::toString);
    assertTrue(heartbeats(story) > 0, "no heartbeat");
    story.succeeds(rollout);
    assertEquals(replacement, story.server(0).instance(), "one replacement is enough");
    story.endsWell();
  }

  @Test
  void theNextServerIsNotTouchedWhileAReplacementWaitsForItsSlot() {
    Story story = slowToLeave();
    Execution rollout = story.roll();
    story.until(() -> story.server(0).state().equals("Pending:Wait"), "the replacement");

    story.until(() -> story.server(0).healthy(), "the replaced server");

    story.assertUntouched(1);
    story.succeeds(rollout);
    story.endsWell();
  }

  /** Both ways in which an interface can come free take longer than a hook holds. */
  private static Story slowToLeave() {
    return Story.of(
        2,
        WorldTimings.usual()
            .with(Step.INSTANCE_SHUTDOWN, Span.seconds(700, 720))
            .with(Step.INTERFACE_DETACH, Span.seconds(900, 920)));
  }

  private static long heartbeats(Story story) {
    return story.calls().stream()
        .filter(call -> call.operation().equals("RecordLifecycleActionHeartbeat"))
        .count();
  }
}
