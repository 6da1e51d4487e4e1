package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several servers share an Auto Scaling group; their instances choose among its zone's slots. */
final class SharedGroupTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRolloutReplacesEveryServerOfSharedGroups(int batchSize) {
    Story story = Story.of(Topology.GROUP_PER_ZONE, 7);

    story.succeeds(story.roll(batchSize));

    assertEquals(7, story.terminations());
    story.assertReplaced(0, 1, 2, 3, 4, 5, 6);
    story.endsWell();
  }
}
