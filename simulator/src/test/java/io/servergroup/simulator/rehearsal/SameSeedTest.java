package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.servergroup.simulator.aws.events.DeliveryFault;
import io.servergroup.simulator.kernel.RandomStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run is a function of its seed. */
final class SameSeedTest {
  @Test
  void theSameSeedTellsTheSameStoryToTheLastDetail() {
    assertEquals(told(7), told(7));
  }

  @Test
  void anotherSeedTellsAnotherStory() {
    assertNotEquals(told(7), told(8));
  }

  private static String told(long seed) {
    Story story = Story.of(3, seed);
    RandomStream chance = story.stage().simulation().stream("story");
    story.deliveryFaults(
        (rule, event) ->
            chance.chance(0.3)
                ? new DeliveryFault.Lost()
                : new DeliveryFault.Late(chance.between(Duration.ZERO, Duration.ofMinutes(2))));
    story.succeeds(story.roll(2));
    story.endsWell();
    return story.stage().simulation().trace().hash();
  }
}
