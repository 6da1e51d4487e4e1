package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** A stack that is deleted is never held up by its rollout. */
final class StackDeletionTest {
  private final Story story = Story.of(3);
  private final Formation formation = Formation.of(story);

  @Test
  void deletingWhereNothingRunsSucceeds() {
    assertTrue(formation.delete());

    assertEquals(6, story.aws().answers().answers().size());
    story.endsWell();
  }

  @Test
  void deletingStopsTheRolloutAndWhatWorksForTheStack() {
    Execution rollout = rolling();
    Execution work = formation.executions().getFirst();

    assertTrue(formation.delete());

    assertEquals(ExecutionStatus.ABORTED, rollout.status());
    assertEquals(ExecutionStatus.ABORTED, work.status());
    long before = story.terminations();
    story.pass(Duration.ofMinutes(30));
    assertEquals(before, story.terminations());
    story.heals();
    story.endsWell();
  }

  @Test
  void deletingStopsARolloutThatHasJustBegunAndHoldsNoLock() {
    story.callFaults(
        call ->
            call.caller().startsWith("Prepare")
                ? new CallFault.Slow(Duration.ofSeconds(30))
                : new CallFault.None());
    story.stage().cluster().deployNewImage();
    Execution rollout = story.start(1);

    assertTrue(formation.delete());

    assertEquals(ExecutionStatus.ABORTED, rollout.status());
    assertEquals("Rollout.Stopped.Operator", rollout.error());
    assertFalse(story.decided("ACQUIRED"));
    assertEquals(0, story.terminations());
    story.endsWell();
  }

  @Test
  void deletingSucceedsThoughNothingCanBeStopped() {
    Execution rollout = rolling();
    story.callFaults(
        call ->
            call.operation().equals("StopExecution")
                ? new CallFault.Refused(
                    ServiceError.of(
                        SfnException.builder(), "Sfn", 400, "AccessDeniedException", "not allowed"))
                : new CallFault.None());

    assertTrue(formation.delete());

    ReceivedAnswer answer = story.aws().answers().answers().getLast();
    assertTrue(answer.reason().contains("could not be stopped: not allowed"), answer::reason);
    assertEquals(ExecutionStatus.RUNNING, rollout.status());
    story.faultsEnd();
    story.stop(rollout);
    story.stop(formation.executions().getFirst());
    story.heals();
    story.endsWell();
  }

  private Execution rolling() {
    formation.status("UPDATE_IN_PROGRESS");
    String version = String.valueOf(story.stage().cluster().deployNewImage());
    story.expectsRollout(1);
    formation.send(formation.updateOf(1, Map.of("LaunchTemplateVersion", version)));
    story.untilTerminations(1);
    return formation.rollouts().getFirst();
  }
}
