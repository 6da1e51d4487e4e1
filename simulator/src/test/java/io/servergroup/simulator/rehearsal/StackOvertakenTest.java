package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/**
 * Somebody cancels an update while its first link still waits: CloudFormation asks for the way back
 * and forgets what it had asked for before.
 */
final class StackOvertakenTest {
  private final Story story = Story.of(3);
  private final Formation formation = Formation.of(story);

  @Test
  void theWayBackIsNotStoppedByTheUpdateThatItOvertakes() {
    Map<String, String> changes = waitsForAPersonsRollout();
    String forward = formation.send(formation.updateOf(1, changes));
    story.pass(Duration.ofMinutes(1));

    ReceivedAnswer answer = formation.awaited(formation.send(formation.rollbackOf(changes)));

    assertEquals("SUCCESS", answer.status(), answer::reason);
    Execution overtaken = formation.executions().getLast();
    assertEquals(ExecutionStatus.ABORTED, overtaken.status());
    assertEquals("DeployStack.Overtaken", overtaken.error());
    assertEquals(2, formation.rollouts().size(), "the person's, and the one of the way back");
    assertEquals(ExecutionStatus.SUCCEEDED, formation.rollouts().getFirst().status());
    String ignored = formation.awaited(forward).reason();
    assertTrue(ignored.contains("is ABORTED before it has answered"), ignored);
    assertTrue(ignored.endsWith("waits for the later request alone, and ignores this answer"));
    story.endsWell();
  }

  @Test
  void aRequestThatLambdaRepeatsStopsNeitherItsOwnExecutionNorALaterOne() {
    Map<String, String> changes = waitsForAPersonsRollout();
    Map<String, Object> forward = formation.updateOf(1, changes);
    formation.send(forward);
    story.pass(Duration.ofMinutes(1));
    formation.send(forward);
    story.pass(Duration.ofMinutes(1));
    assertEquals(ExecutionStatus.RUNNING, formation.executions().getFirst().status());
    String back = formation.send(formation.rollbackOf(changes));
    story.pass(Duration.ofMinutes(1));

    formation.send(forward);

    ReceivedAnswer answer = formation.awaited(back);
    assertEquals("SUCCESS", answer.status(), answer::reason);
    assertEquals(2, formation.executions().size());
    story.endsWell();
  }

  @Test
  void whatCanNotBeStoppedDoesNotKeepARequestFromBeingWorkedFor() {
    story.callFaults(
        call ->
            call.caller().startsWith("RolloutResource") && call.operation().equals("ListExecutions")
                ? new CallFault.Refused(
                    ServiceError.of(
                        SfnException.builder(), "Sfn", 400, "AccessDeniedException", "not allowed"))
                : new CallFault.None());

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    assertTrue(story.decided("NOT_STOPPED"));
    story.endsWell();
  }

  private Map<String, String> waitsForAPersonsRollout() {
    formation.status("UPDATE_IN_PROGRESS");
    String version = String.valueOf(story.stage().cluster().deployNewImage());
    story.start(1, Map.of("bakeSeconds", 600));
    story.untilTerminations(1);
    return Map.of("LaunchTemplateVersion", version);
  }
}
