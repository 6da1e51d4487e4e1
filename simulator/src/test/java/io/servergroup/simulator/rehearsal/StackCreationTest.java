package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallFault;
import io.servergroup.simulator.aws.lambda.InvocationFault;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** A stack that is created waits for its servers, as long as it was told to. */
final class StackCreationTest {
  private final Stage stage = created(3);
  private final Formation formation = Formation.of(stage);

  private static Stage created(int servers) {
    return new Stage(
        new Simulation(1),
        Pace.usual(),
        new RehearsalOptions(
            servers,
            "1",
            1,
            RehearsalOptions.LoadBalancerKind.TARGET_GROUP,
            OptionalInt.empty(),
            Topology.GROUP_PER_SERVER));
  }

  @Test
  void itIsCreatedWhenEveryServerIsHealthyAndNotBefore() {
    int[] healthyWhenAnswered = {-1};
    stage
        .simulation()
        .trace()
        .listen(
            entry -> {
              if (entry.source().equals("cloudformation") && healthyWhenAnswered[0] < 0) {
                healthyWhenAnswered[0] =
                    entry.subject().equals("Rollout1") ? stage.census().healthy() : -1;
              }
            });

    assertTrue(formation.create(), () -> formation.lastAnswer().toString());

    assertEquals(3, healthyWhenAnswered[0]);
    assertEquals(6, formation.answers().size());
    assertEquals("all 3 servers are healthy", formation.answers().getFirst().reason());
    assertEquals(List.of(), formation.rollouts());
  }

  @Test
  void itFailsInTimeAndNamesTheServerThatNeverBecameHealthy() {
    stage.aws().ec2World().software().neverAnswers(stage.cluster().members().get(1).group(), 1);
    Instant begun = stage.simulation().now();

    assertFalse(formation.create());

    Duration took = Duration.between(begun, formation.lastAnswer().at());
    assertTrue(took.toMinutes() >= 10 && took.toMinutes() < 12, took::toString);
    String reason = formation.lastAnswer().reason();
    assertTrue(reason.startsWith("2 of 3 servers are healthy after 10 minutes"), reason);
    assertTrue(reason.contains("- server 1: target group "), reason);
    assertFalse(reason.contains("server 0") || reason.contains("server 2"), reason);
  }

  @Test
  void itDoesNotWaitWhereNobodyWantsItTo() {
    assertTrue(formation.with("WaitForCapacityTimeoutMinutes", "0").create());

    assertTrue(stage.census().healthy() < 3, "they can not be healthy yet");
  }

  @Test
  void aServerWithoutAGroupIsMissedByItsNumber() {
    assertFalse(formation.with("ClusterSize", "4").create());

    String reason = formation.lastAnswer().reason();
    assertTrue(reason.contains("- server 3: it has no Auto Scaling group yet"), reason);
  }

  @Test
  void aGroupOfWhichNothingExistsYetIsWaitedForAndMissed() {
    String request = formation.send(formation.with("ServerGroup", "elsewhere").createOf(1));

    assertTrue(
        stage.runUntil(
            () -> stage.aws().answers().answer(request).isPresent(), Duration.ofMinutes(20)));
    String reason = stage.aws().answers().answer(request).orElseThrow().reason();
    assertTrue(reason.startsWith("0 of 3 servers are healthy after 10 minutes"), reason);
    assertTrue(reason.contains("- server 2: it has no Auto Scaling group yet"), reason);
  }

  @Test
  void whatTakesLongerThanALinkIsWaitedForByTheNextOnes() {
    stage.aws().ec2World().software().neverAnswers(stage.cluster().members().get(1).group(), 1);
    stage
        .simulation()
        .queue()
        .after(
            Duration.ofMinutes(130),
            "the software is repaired",
            () -> {
              stage.aws().ec2World().software().forgetScripts();
              stage.aws().ec2World().software().setAnswering(stage.census().of(1).instance(), true);
            });

    assertTrue(formation.with("WaitForCapacityTimeoutMinutes", "200").create());

    List<String> reasons = formation.answers().stream().map(a -> a.reason()).toList();
    String goesOn =
        "2 of 3 servers are healthy; still waiting for the others, the next link goes on";
    String later = "the links before this one have waited for healthy servers";
    assertEquals(
        List.of(
            goesOn, goesOn, "all 3 servers are healthy", "all 3 servers are healthy", later, later),
        reasons);
  }

  @Test
  void theTimeIsCountedOverAllLinks() {
    stage.aws().ec2World().software().neverAnswers(stage.cluster().members().get(1).group(), 1);
    Instant begun = stage.simulation().now();

    assertFalse(formation.with("WaitForCapacityTimeoutMinutes", "100").create());

    assertEquals(List.of("SUCCESS", "FAILED"), formation.statuses());
    Duration took = Duration.between(begun, formation.lastAnswer().at());
    assertTrue(took.toMinutes() >= 100 && took.toMinutes() < 102, took::toString);
  }

  @Test
  void aSecondDeliveryThatDoesNotKnowOfTheFirstYetDoesNotStopWhatThatStarted() {
    Refusals unknown =
        Refusals.ofFirst(
            2,
            "DescribeExecution",
            ExecutionDoesNotExistException.builder(),
            "ExecutionDoesNotExist",
            "not seen yet");
    stage
        .aws()
        .calls()
        .setFaults(
            call ->
                call.caller().contains(DeployedFunction.ROLLOUT_RESOURCE)
                    ? unknown.next(call)
                    : new CallFault.None());

    aRequestThatLambdaDeliversTwiceIsWorkedForOnce();

    assertEquals(2, unknown.count());
  }

  @Test
  void aRequestThatLambdaDeliversTwiceIsWorkedForOnce() {
    stage
        .aws()
        .lambda()
        .setFaults(
            (function, asynchronous) ->
                function.equals(DeployedFunction.ROLLOUT_RESOURCE)
                    ? new InvocationFault.Duplicated(Duration.ofSeconds(3))
                    : new InvocationFault.None());

    assertTrue(formation.with("Links", "1").create());
    stage.runUntil(() -> false, Duration.ofMinutes(5));

    assertEquals(1, formation.executions().size());
    assertEquals(1, stage.aws().answers().answers().size());
  }

  @Test
  void propertiesThatAreWrongFailWithAllThatIsWrong() {
    boolean created =
        formation
            .with("ClusterSize", "many")
            .with("BatchSize", "0")
            .with("SkipRollingDeploy", "perhaps")
            .with("RolloutOptions", "{\"onFailure\": \"ROLLBACK\", \"batchSize\": 2, \"speed\": 1}")
            .create();

    assertFalse(created);
    assertEquals(1, formation.answers().size());
    assertEquals(
        """
        The properties can not be used; nothing was started:
        - property ClusterSize: found "many"; expected a whole number from 1 to 1000
        - property SkipRollingDeploy: found "perhaps"; expected true or false
        - property RolloutOptions: found the field "batchSize"; leave it out: DeploymentBatchSize says it
        - property RolloutOptions: found the field "onFailure"; leave it out: the stack rolls back by itself when a rollout fails
        - input: unknown field "speed"; known are serverGroup, batchSize, canary, replaceAll, servers, launchTemplateVersion, skipHealthCheck, consecutiveHealthyChecks, minUptimeSeconds, alarms, pollSeconds, bakeSeconds, batchTimeoutMinutes, checkpoints, checkpointTimeoutMinutes, onFailure
        - input batchSize: found "0"; expected a whole number of servers from 1, or 1% to 100%, such as 2 or "25%"\
        """,
        formation.lastAnswer().reason());
  }
}
