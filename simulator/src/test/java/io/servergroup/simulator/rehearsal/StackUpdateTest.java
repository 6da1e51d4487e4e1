package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.cloudformation.ReceivedAnswer;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An update of a stack is over when its rollout is. */
final class StackUpdateTest {
  private final Story story = Story.of(3);
  private final Formation formation = Formation.of(story);

  @Test
  void anUpdateOfTheTemplateIsAnsweredWhenEveryServerIsReplacedAndHealthy() {
    assertTrue(formation.deploy(), () -> formation.lastAnswer().toString());

    story.assertVersions(2, 2, 2);
    Execution rollout = formation.rollouts().getFirst();
    assertEquals(ExecutionStatus.SUCCEEDED, rollout.status());
    assertTrue(rollout.name().startsWith("stack-b3c0"), rollout::name);
    ReceivedAnswer first = formation.answers().getFirst();
    assertEquals(rollout.arn(), first.data().get("Execution"));
    assertEquals(((Map<?, ?>) rollout.output()).get("reason"), first.reason());
    assertFalse(first.at().isBefore(rollout.stopTime()));
    // The other links find that it is over.
    assertEquals(6, formation.answers().size());
    assertEquals(1, formation.rollouts().size());
    story.endsWell();
  }

  @Test
  void whatTheTemplateSaysOfTheRolloutIsItsInput() {
    assertTrue(
        formation.deploy(
            Map.of(
                "BatchSize", "2",
                "RolloutOptions", "{\"bakeSeconds\": 60, \"pollSeconds\": \"5\"}")));

    Map<?, ?> input = (Map<?, ?>) formation.rollouts().getFirst().input();
    assertEquals("2", input.get("batchSize"));
    assertEquals(60, ((Number) input.get("bakeSeconds")).intValue());
    assertEquals(false, input.get("skipHealthCheck"));
    assertEquals("STOP", input.get("onFailure"));
    assertEquals(
        formation.executions().getLast().arn(),
        input.get("AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"));
    story.endsWell();
  }

  @Test
  void anUpdateThatChangesNothingForTheServersIsAnsweredAtOnce() {
    assertTrue(formation.update(Map.of("BatchSize", "2")));

    assertEquals(
        "no server has to be replaced: the launch template is still at version 1",
        formation.answers().getFirst().reason());
    assertEquals("", formation.answers().getFirst().data().get("Execution"));
    assertEquals(List.of(), formation.rollouts());
    story.endsWell();
  }

  @Test
  void aRolloutThatIsSkippedIsMadeUpForWhenItIsNoLongerSkipped() {
    assertTrue(formation.deploy(Map.of("SkipRollingDeploy", "true")));
    assertEquals(
        "no server is replaced: SkipRollingDeploy is true",
        formation.answers().getFirst().reason());
    story.assertVersions(1, 1, 1);

    assertTrue(formation.update(Map.of("SkipRollingDeploy", "false")));

    story.assertVersions(2, 2, 2);
    story.endsWell();
  }

  @Test
  void propertiesThatAreWrongStartNothing() {
    assertFalse(formation.update(Map.of("RolloutOptions", "[1]", "Link", "9")));

    assertTrue(
        formation
            .answers()
            .getFirst()
            .reason()
            .contains("property RolloutOptions: found \"[1]\"; expected a JSON object"),
        () -> formation.answers().toString());
    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    assertEquals(List.of(), formation.rollouts());
    story.endsWell();
  }

  @Test
  void aRolloutThatAPersonHasStartedIsWaitedFor() {
    Execution persons = story.roll();
    story.untilTerminations(1);

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    // The template changed under it.
    assertTrue(persons.status() != ExecutionStatus.RUNNING && !story.decided("STOPPED"));
    assertTrue(story.decided("WAIT"));
    story.assertVersions(3, 3, 3);
    story.endsWell();
  }

  @Test
  void aRolloutThatAPersonHasJustStartedIsWaitedForBeforeItHoldsTheLock() {
    story.callFaults(
        call ->
            call.caller().equals("Prepare#1")
                ? new CallFault.Slow(Duration.ofSeconds(10))
                : new CallFault.None());
    Execution persons = story.roll();

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    assertTrue(story.decided("WAIT"));
    Execution stacks = formation.rollouts().getFirst();
    assertFalse(stacks.startTime().isBefore(persons.stopTime()), persons::cause);
    assertTrue(!persons.status().equals(ExecutionStatus.ABORTED), persons::cause);
    assertEquals(ExecutionStatus.SUCCEEDED, stacks.status());
    story.endsWell();
  }

  @Test
  void aRolloutThatTheStackHasStartedBeforeIsStopped() {
    formation.send(formation.updateOf(1, Map.of("LaunchTemplateVersion", deployed())));
    story.untilTerminations(1);
    Execution earlier = formation.rollouts().getFirst();

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    assertEquals(ExecutionStatus.ABORTED, earlier.status());
    assertEquals("Rollout.Stopped.Operator", earlier.error());
    story.assertVersions(3, 3, 3);
    story.endsWell();
  }

  private String deployed() {
    formation.status("UPDATE_IN_PROGRESS");
    String version = String.valueOf(story.stage().cluster().deployNewImage());
    story.expectsRollout(1);
    return version;
  }

  @Test
  void anEndingInWhichOnlyTheLockStaysIsASuccess() {
    story.invocationFaults(
        (function, asynchronous) ->
            function.equals("ReleaseLock")
                ? new InvocationFault.Refused()
                : new InvocationFault.None());

    assertTrue(formation.deploy(), () -> formation.answers().toString());

    assertEquals(ExecutionStatus.FAILED, formation.rollouts().getFirst().status());
    assertTrue(
        formation.answers().getFirst().reason().contains("the lock was not given back"),
        () -> formation.answers().toString());
    story.assertVersions(2, 2, 2);
    story.endsWell();
  }

  @Test
  void aRolloutThatIsRefusedFailsTheUpdateWithItsReason() {
    assertFalse(formation.deploy(Map.of("RolloutOptions", "{\"alarms\": [\"none such\"]}")));

    String reason = formation.answers().getFirst().reason();
    assertTrue(reason.contains("is FAILED: Rollout.Refused: "), reason);
    assertTrue(reason.contains("there are no alarms named none such"), reason);
    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    story.endsWell();
  }
}
