package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that never becomes healthy stops the rollout where it is. */
final class FailedBatchTest {
  @Test
  void aServerThatNeverAnswersStopsTheRolloutBeforeTheNextServer() {
    Story story = Story.of(3);
    long version = story.stage().cluster().deployNewImage();
    story.aws().ec2World().software().neverAnswers(story.member(1).group(), version);
    Execution rollout = story.start(1);

    String reason = story.fails(rollout, "Rollout.Stopped.Timeout");

    assertTrue(reason.contains("server 1: target group"), reason);
    assertTrue(reason.contains(story.server(1).instance()), reason);
    story.assertReplaced(0, 1);
    story.assertUntouched(2);
    story.endsWell();
    story.assertUntouched(2);
  }

  @Test
  void afterAFailedBatchTheNextRolloutFinishesWhatIsLeft() {
    Story story = Story.of(2);
    long version = story.stage().cluster().deployNewImage();
    story.aws().ec2World().software().neverAnswers(story.member(0).group(), version);
    story.fails(story.start(1), "Rollout.Stopped.Timeout");

    String refusal = story.fails(story.start(1), "Rollout.Refused");
    assertTrue(refusal.contains("unhealthy"), refusal);
    assertFalse(refusal.contains("another rollout"), refusal);
    story.faultsEnd();
    story.succeeds(story.start(1, Map.of("skipHealthCheck", true)));

    story.assertReplaced(0, 1);
    assertEquals(2, story.stage().census().healthy());
    story.endsWell();
  }
}
