package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.api.ServiceError;
import io.servergroup.simulator.aws.cloudwatch.AlarmState;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * A stack takes an update back by rolling to what was before, whatever state that finds. The
 * version that it makes for that has another number and says the same as the one before the update,
 * so that servers which the update has not reached stay as they are.
 */
final class StackRollbackTest {
  private static final String SHORT_BATCHES = "{\"batchTimeoutMinutes\": 6}";

  private final Story story = Story.of(3);
  private final Formation formation = Formation.of(story);

  @Test
  void aRolloutThatFailsFailsTheUpdateAndTheStackRollsItsServersBack() {
    story.neverBoots(1, 2);

    assertFalse(formation.deploy(Map.of("RolloutOptions", SHORT_BATCHES)));

    String reason = formation.answers().getFirst().reason();
    assertTrue(reason.contains("is FAILED: Rollout.Stopped."), reason);
    assertTrue(reason.contains("server 1"), reason);
    assertEquals(List.of("FAILED", "SUCCESS"), formation.statuses());
    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    story.assertVersions(3, 3, 1);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void anUpdateThatFailsBeforeItReachesAServerIsTakenBackWithoutARollout() {
    assertFalse(formation.deploy(Map.of("ClusterSize", "4")));

    assertTrue(formation.answers().getFirst().reason().contains("server 3"));
    assertEquals(List.of("FAILED", "SUCCESS"), formation.statuses());
    assertEquals(List.of(), formation.rollouts());
    story.assertVersions(1, 1, 1);
    story.endsWell();
  }

  @Test
  void anUpdateThatRolledIsTakenBackThoughRollingWasSkippedBeforeIt() {
    assertTrue(formation.update(Map.of("SkipRollingDeploy", "true")));
    story.neverBoots(1, 2);

    assertFalse(
        formation.deploy(Map.of("SkipRollingDeploy", "false", "RolloutOptions", SHORT_BATCHES)));

    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    story.assertVersions(3, 3, 1);
    story.endsWell();
  }

  @Test
  void aRollbackStartsAlthoughAlarmsAreLoudAndAsksNobody() {
    story.aws().alarms().create("errors");
    story.aws().alarms().set("errors", AlarmState.OK, "quiet");

    assertFalse(
        deployUntil(
            Map.of(
                "RolloutOptions",
                "{\"alarms\": [\"errors\"], \"checkpoints\": [\"50%\"], \"canary\": true}"),
            () -> story.aws().alarms().set("errors", AlarmState.ALARM, "5 errors")));

    assertEquals(List.of("FAILED", "SUCCESS"), formation.statuses());
    Map<?, ?> input = (Map<?, ?>) formation.rollouts().getFirst().input();
    assertFalse(input.containsKey("alarms") || input.containsKey("checkpoints"), input::toString);
    assertEquals(true, input.get("skipHealthCheck"));
    story.assertVersions(3, 3, 1);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void aRolloutThatStillRunsWhenTheStackTurnsBackIsStopped() {
    assertFalse(deployUntil(Map.of(), () -> stopWork("somebody stopped it")));

    Execution forward = formation.rollouts().getLast();
    assertEquals(ExecutionStatus.ABORTED, forward.status());
    assertTrue(forward.cause().contains("the stack takes its update back"), forward::cause);
    String reason = formation.answers().getFirst().reason();
    assertTrue(reason.contains("is ABORTED before it has answered"), reason);
    assertTrue(reason.endsWith("a rollout of the group goes on by itself: " + forward.arn()));
    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    story.assertVersions(3, 3, 1);
    story.assertUntouched(2);
    story.endsWell();
  }

  @Test
  void aRolloutOfAPersonIsStoppedWhenTheStackTurnsBack() {
    Execution[] persons = {null};

    assertFalse(
        formation.deploy(
            Map.of("RolloutOptions", "{\"alarms\": [\"none such\"]}"),
            () -> {
              persons[0] = story.start(1);
              story.untilTerminations(1);
            }));

    assertEquals(ExecutionStatus.ABORTED, persons[0].status());
    assertEquals("UPDATE_ROLLBACK_COMPLETE", formation.stackStatus());
    story.assertVersions(3, 1, 1);
    story.assertUntouched(1, 2);
    story.endsWell();
  }

  @Test
  void aRollbackThatTakesLongerThanItsLinkGoesOnByItself() {
    assertTrue(formation.update(Map.of("RolloutOptions", "{\"bakeSeconds\": 3600}")));

    assertFalse(deployUntil(Map.of(), () -> stopWork("somebody stopped it")));

    assertEquals(List.of("FAILED", "SUCCESS"), formation.statuses());
    String reason = formation.lastAnswer().reason();
    assertTrue(reason.contains("the stack does not wait for it any longer"), reason);
    Execution back = formation.rollouts().getFirst();
    assertEquals(ExecutionStatus.RUNNING, back.status());
    assertEquals(back.arn(), formation.lastAnswer().data().get("Execution"));
    story.finishes(back);
    story.assertVersions(3, 1, 1);
    story.endsWell();
  }

  @Test
  void aRollbackWhoseRolloutCanNotBeReadInTheEndSucceedsWithARemark() {
    assertTrue(formation.update(Map.of("RolloutOptions", "{\"bakeSeconds\": 3600}")));
    Instant[] turned = {null};
    story.callFaults(
        call ->
            call.caller().startsWith("StackRollout")
                    && call.operation().equals("DescribeExecution")
                    && turned[0] != null
                    && story
                        .stage()
                        .simulation()
                        .now()
                        .isAfter(turned[0].plus(Duration.ofMinutes(50)))
                ? new CallFault.Refused(
                    ServiceError.of(
                        SfnException.builder(), "Sfn", 400, "ThrottlingException", "Rate exceeded"))
                : new CallFault.None());

    assertFalse(
        deployUntil(
            Map.of(),
            () -> {
              turned[0] = story.stage().simulation().now();
              stopWork("somebody stopped it");
            }));

    assertEquals(List.of("FAILED", "SUCCESS"), formation.statuses());
    String reason = formation.lastAnswer().reason();
    assertTrue(reason.contains("could not be read"), reason);
    assertTrue(reason.contains("Rate exceeded"), reason);
    Execution back = formation.rollouts().getFirst();
    assertEquals(back.arn(), formation.lastAnswer().data().get("Execution"));
    story.faultsEnd();
    story.finishes(back);
    story.endsWell();
  }

  /** Deploys, and lets something happen once the first server is replaced. */
  private boolean deployUntil(Map<String, String> changes, Runnable trouble) {
    boolean[] happened = {false};
    story
        .stage()
        .simulation()
        .trace()
        .listen(
            entry -> {
              if (!happened[0]
                  && entry.source().equals("decision")
                  && entry.text().startsWith("HEALTHY ")) {
                happened[0] = true;
                story
                    .stage()
                    .simulation()
                    .queue()
                    .after(Duration.ofSeconds(20), "trouble", trouble);
              }
            });
    return formation.deploy(changes);
  }

  private void stopWork(String why) {
    story.aws().engine().stopExecution(formation.executions().getFirst().arn(), "Stopped", why);
  }
}
