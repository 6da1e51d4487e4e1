package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Functions that nobody called for weeks: Lambda has put them to rest, refuses the first call of
 * each and restores it, which takes minutes.
 */
final class FunctionsAtRestTest {
  private static final Duration RESTORING = Duration.ofMinutes(4);

  private final Map<String, Instant> restored = new HashMap<>();

  /** Every function but the one that the schedule wakes is at rest until it has been called. */
  private void putToRest(Story story) {
    story.invocationFaults(
        (function, asynchronous) ->
            asynchronous
                    || !story
                        .now()
                        .isBefore(
                            restored.computeIfAbsent(function, f -> story.now().plus(RESTORING)))
                ? new InvocationFault.None()
                : new InvocationFault.NotReady());
  }

  @Test
  void aRolloutWaitsUntilEachIsBack() {
    Story story = Story.of(2);
    putToRest(story);

    story.succeeds(story.roll());

    assertTrue(restored.size() >= 6, restored::toString);
    story.endsWell();
  }

  @Test
  void aDeployWaitsUntilEachIsBack() {
    Story story = Story.of(2);
    Formation formation = Formation.of(story);
    formation.status("UPDATE_IN_PROGRESS");
    String version = String.valueOf(story.stage().cluster().deployNewImage());
    story.expectsRollout(1);
    putToRest(story);

    ReceivedAnswer answer =
        formation.awaited(
            formation.send(formation.updateOf(1, Map.of("LaunchTemplateVersion", version))));

    assertEquals("SUCCESS", answer.status(), answer::reason);
    story.assertVersions(2, 2);
    story.endsWell();
  }
}
