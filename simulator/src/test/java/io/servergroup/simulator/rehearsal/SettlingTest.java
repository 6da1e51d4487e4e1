package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.states.Execution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Who takes a lock of which the last holder's functions may still be at work waits until they have
 * come to rest, even when the function that took it died before it could say so.
 */
final class SettlingTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void theRetryOfATakeOverThatTookEffectStillWaits() {
    Story story = Story.of(3);
    Execution died = story.roll();
    story.untilDecided("HEALTHY");
    story.deliveryFaults(
        (rule, event) ->
            rule.equals("rollout-ended") ? new DeliveryFault.Lost() : new DeliveryFault.None());
    story.stop(died);
    story.heals();
    Instant[] taken = diesAfterTaking(story);

    Execution next = story.start(1);
    story.untilTerminations(2);

    assertWaited(taken[0], story.now());
    story.succeeds(next);
    story.endsWell();
  }

  @Test
  void theRetryOfATakingThatTookEffectStillWaitsForWhatIsLeft() {
    Story story = Story.of(3);
    Execution stopped = story.roll();
    story.untilDecided("HEALTHY");
    story.stop(stopped);
    LockByHand lock = new LockByHand(story);
    story.until(() -> lock.holder().isEmpty(), "the lock's return");
    Instant[] taken = diesAfterTaking(story);

    Execution next = story.start(1);
    story.untilTerminations(2);

    assertTrue(taken[0] != null, "the function that took the lock died");
    assertWaited(stopped.stopTime(), story.now());
    story.succeeds(next);
    story.endsWell();
  }

  /** The first function to take the lock dies after that; tells when. */
  private static Instant[] diesAfterTaking(Story story) {
    Instant[] taken = {null};
    story.callFaults(
        call -> {
          if (taken[0] != null
              || !call.caller().startsWith("AcquireLock#")
              || !call.operation().equals("PutItem")) {
            return new CallFault.None();
          }
          taken[0] = story.now();
          return new CallFault.CallerDiesAfter();
        });
    return taken;
  }

  private static void assertWaited(Instant from, Instant to) {
    Duration waited = Duration.between(from, to);
    assertTrue(waited.compareTo(MINUTE) >= 0, () -> "it terminated after " + waited);
  }
}
