package io.servergroup.simulator.rehearsal;

import static io.servergroup.lambda.RolloutControl.Action.PAUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pause that nobody ends is over when the rollout turns back. */
final class UnansweredPauseTest {
  @Test
  void theWayBackDoesNotPauseForTheOneThatNobodyEnded() {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Person person = new Person(story);
    LockByHand lock = new LockByHand(story);
    Execution rollout =
        story.start(1, Map.of("onFailure", "ROLLBACK", "checkpointTimeoutMinutes", 30));
    story.untilTerminations(1);
    person.succeedsTo(PAUSE);
    person.awaitsQuestion();

    story.untilDecided("TURN_BACK");
    story.until(() -> story.terminations() == 2 || rollout.stopTime() != null, "the way back");

    assertEquals(Optional.empty(), lock.pause());
    assertEquals(Optional.empty(), lock.token());
    assertEquals(Optional.empty(), lock.question());
    String reason = story.fails(rollout, "Rollout.RolledBack");
    assertTrue(reason.contains("Nobody answered for 30 minutes: paused"), reason);
    story.assertVersions(1, 1, 1);
    story.assertUntouched(1, 2);
    assertEquals(1, asked(story), "only the first pause was asked about");
    story.endsWell();
  }

  private static long asked(Story story) {
    return story.trace().stream()
        .filter(entry -> entry.source().equals("decision") && entry.text().startsWith("ASKED "))
        .count();
  }
}
