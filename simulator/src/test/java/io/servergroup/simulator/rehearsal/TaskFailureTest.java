package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.states.Execution;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever fails the task that waits for a person, past the command line, has decided to stop. */
final class TaskFailureTest {
  @ParameterizedTest
  @ValueSource(strings = {"Rejected", "Release.TooSlow"})
  void aFailureSentToTheTokenIsAPersonsAndNeverTurnsBack(String error) {
    Story story = Story.of(3);
    story.stage().cluster().deployNewImage();
    Person person = new Person(story);
    Execution rollout =
        story.start(1, Map.of("checkpoints", "every-batch", "onFailure", "ROLLBACK"));
    person.awaitsQuestion();
    String token = new LockByHand(story).token().orElseThrow();

    story.aws().engine().sendTaskFailure(token, error, "p99 is up");

    String reason = story.fails(rollout, "Rollout.Stopped.Operator");
    assertTrue(reason.contains("p99 is up") && reason.contains(error), reason);
    assertFalse(story.decided("TURN_BACK"));
    story.assertVersions(2, 1, 1);
    assertEquals("", new LockByHand(story).holder());
    story.endsWell();
  }
}
