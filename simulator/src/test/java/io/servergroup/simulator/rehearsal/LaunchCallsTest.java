package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What launches, terminations and checks cost; how it is told is in {@link CallLists}. */
final class LaunchCallsTest extends CallLists {
  /** All it takes to see that a launch has to wait. */
  private static final List<String> LOOK =
      List.of("autoscaling:DescribeAutoScalingGroups", "ec2:DescribeNetworkInterfaces");

  /** The group read, with nothing to do. */
  private static final List<String> NOTHING = List.of("autoscaling:DescribeAutoScalingGroups");

  /** What confirms that everything is attached, and what is decided upon then: one round. */
  private static final List<String> CONFIRMED =
      List.of("ec2:DescribeInstances", "route53:ListResourceRecordSets");

  private static final List<String> CONTINUED = List.of("autoscaling:CompleteLifecycleAction");

  /** What a replacement may cost: so many calls for its launch, so many for its termination. */
  private static final int LAUNCH_BUDGET = 8;

  private static final int TERMINATE_BUDGET = 5;

  @Test
  void aLaunchIntoAFreeSlotTakesEightCalls() {
    Stage stage = stage(1);
    scale(stage, 0);
    assertTrue(stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(30)));
    byInvocation.clear();
    scale(stage, 1);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the server did not come back");

    List<String> launch =
        all(
            IDENTITIES,
            List.of("ec2:AttachNetworkInterface", "ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED);
    assertEquals(List.of(launch), reconciles());
    assertTrue(launch.size() <= LAUNCH_BUDGET);
  }

  @Test
  void whatALaunchReadsItReadsInThreeRounds() {
    Stage stage = stage(1);
    launchAgain(stage);

    assertEquals(
        List.of(
            NOTHING,
            List.of(INTERFACES, VOLUMES),
            List.of("ec2:AttachNetworkInterface"),
            List.of("ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED),
        rounds.of(byInvocation.keySet().iterator().next()));
  }

  @Test
  void whatALaunchReadsItReadsInTwoRoundsWhereTheHookSaysWhichServerItIs() {
    assertEquals(
        List.of(
            IDENTITIES,
            List.of("ec2:AttachNetworkInterface"),
            List.of("ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED),
        roundsWhereTheHookNames(0));
  }

  @Test
  void aHookThatNamesAnotherServerIsNotBelieved() {
    assertEquals(
        List.of(
            IDENTITIES,
            List.of(INTERFACES, VOLUMES),
            List.of("ec2:AttachNetworkInterface"),
            List.of("ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED),
        roundsWhereTheHookNames(7));
  }

  private List<List<String>> roundsWhereTheHookNames(int server) {
    Stage stage = stage(1);
    nameServer(stage, server);
    launchAgain(stage);
    return rounds.of(byInvocation.keySet().iterator().next());
  }

  private static void nameServer(Stage stage, int server) {
    stage
        .aws()
        .autoScaling()
        .putLifecycleHook(
            hook ->
                hook.autoScalingGroupName("confluent-tools-0")
                    .lifecycleHookName("server-group-launch")
                    .notificationMetadata("server " + server + " of confluent-tools"));
  }

  private void launchAgain(Stage stage) {
    scale(stage, 0);
    assertTrue(stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(30)));
    byInvocation.clear();
    scale(stage, 1);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the server did not come back");
  }

  @Test
  void theFirstLaunchOfAServerWritesItsRecordToo() {
    stage(1);

    assertEquals(
        List.of(
            all(
                IDENTITIES,
                List.of("ec2:AttachNetworkInterface", "ec2:AttachVolume"),
                CONFIRMED,
                List.of("route53:ChangeResourceRecordSets"),
                CONTINUED)),
        reconciles());
  }

  @Test
  void aLaunchWhoseInstanceIsStillPendingCostsARefusalAndALookASecond() {
    stage(1, PACE.in(PACE.world().with(Step.INSTANCE_START, 8)));

    List<String> launch = reconciles().getFirst();
    assertEquals(
        all(IDENTITIES, List.of("ec2:AttachNetworkInterface", "ec2:DescribeInstances")),
        launch.subList(0, 5));
    long looks = launch.stream().filter("ec2:DescribeInstances"::equals).count();
    assertEquals(
        List.of("ec2:AttachNetworkInterface", "ec2:AttachVolume"),
        launch.subList(launch.size() - 6, launch.size() - 4));
    assertEquals(launch.size(), 3 + 1 + looks + 2 + 3, launch::toString);
    assertTrue(looks <= 1 + 7 + 1, launch::toString);
  }

  @Test
  void aReplacementThatWaitsForItsPredecessorIsSeenInTwoCalls() {
    Stage stage = stage(1);
    byInvocation.clear();
    rollOut(stage, "1");

    assertEquals(LOOK, reconciles().getFirst());
  }

  @Test
  void whereTheHookSaysWhichServerItIsAReplacementThatWaitsTakesEightCalls() {
    Stage stage = stage(1);
    untagVolumes(stage);
    nameServer(stage, 0);
    byInvocation.clear();
    rollOut(stage, "1");

    List<String> look = reconciles().getFirst();
    List<String> afterTermination = reconciles().get(1).subList(TERMINATE_BUDGET, 10);
    assertEquals(IDENTITIES, look);
    assertEquals(
        all(List.of(INTERFACES, "ec2:AttachNetworkInterface"), CONFIRMED, CONTINUED),
        afterTermination);
    assertEquals(LAUNCH_BUDGET, look.size() + afterTermination.size());
  }

  /** Launch and terminate together, and the result of the latter that Auto Scaling reports. */
  @Test
  void aReplacementWithoutVolumesTakesThirteenCallsInAll() {
    Stage stage = stage(1);
    untagVolumes(stage);
    byInvocation.clear();
    rollOut(stage, "1");
    stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(1));

    List<String> terminate = all(IDENTITIES, List.of("ec2:DetachNetworkInterface"), CONTINUED);
    List<String> launch =
        all(
            List.of("ec2:DescribeNetworkInterfaces", "ec2:AttachNetworkInterface"),
            CONFIRMED,
            CONTINUED);
    assertEquals(List.of(LOOK, all(terminate, launch), NOTHING), reconciles());
    assertTrue(terminate.size() <= TERMINATE_BUDGET);
    assertTrue(LOOK.size() + launch.size() <= LAUNCH_BUDGET);
    assertEquals(13, calls());
  }

  @Test
  void aVolumeFollowsInALaterRunWhenItsOldInstanceIsGone() {
    Stage stage = stage(1);
    byInvocation.clear();
    rollOut(stage, "1");
    stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(1));

    List<String> terminate = all(IDENTITIES, List.of("ec2:DetachNetworkInterface"), CONTINUED);
    List<String> interfaceMoves =
        List.of(
            "ec2:DescribeNetworkInterfaces",
            "ec2:AttachNetworkInterface",
            "autoscaling:RecordLifecycleActionHeartbeat");
    List<String> volumeFollows = all(IDENTITIES, List.of("ec2:AttachVolume"), CONFIRMED, CONTINUED);
    assertEquals(List.of(LOOK, all(terminate, interfaceMoves), volumeFollows), reconciles());
    assertTrue(terminate.size() <= TERMINATE_BUDGET);
    assertEquals(17, calls());
  }

  @Test
  void aVolumeThatIsReleasedEarlyIsDetachedAndAttachedInTheSameRun() {
    Stage stage = stage(1);
    releaseEverything(stage);
    byInvocation.clear();
    rollOut(stage, "1");
    stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(1));

    List<String> terminate =
        all(IDENTITIES, List.of("ec2:DetachNetworkInterface", "ec2:DetachVolume"), CONTINUED);
    List<String> launch =
        all(
            List.of(
                "ec2:DescribeNetworkInterfaces",
                "ec2:AttachNetworkInterface",
                "ec2:DescribeVolumes",
                "ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED);
    assertEquals(List.of(LOOK, all(terminate, launch), NOTHING), reconciles());
    // Each of the two that are given back has to be read and to be detached by a call of its own.
    assertEquals(TERMINATE_BUDGET + 1, terminate.size());
    assertEquals(LAUNCH_BUDGET + 1, LOOK.size() + launch.size());
    assertEquals(16, calls());
  }

  @Test
  void aCheckTakesFiveCallsForAGroupThatIsAsItShouldBeAndOneThatTellsWhichGroupsThereAre() {
    Stage stage = begun(3, PACE, LoadBalancerKind.BOTH);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    byInvocation.clear();
    stage.runUntil(() -> !reconciles().isEmpty(), Duration.ofMinutes(6));
    stage.runUntil(() -> false, Duration.ofSeconds(30));

    assertEquals(List.of(all(NOTHING, IDENTITIES, CONFIRMED)), reconciles());
  }

  private int calls() {
    return reconciles().stream().mapToInt(List::size).sum();
  }

  /** How many servers the group of the only server is to have. */
  private static void scale(Stage stage, int servers) {
    String group = stage.cluster().members().getFirst().group();
    stage
        .aws()
        .autoScaling()
        .updateAutoScalingGroup(
            request ->
                request.autoScalingGroupName(group).minSize(servers).desiredCapacity(servers));
  }

  private static void releaseEverything(Stage stage) {
    String group = stage.cluster().members().getFirst().group();
    var tag =
        software.amazon.awssdk.services.autoscaling.model.Tag.builder()
            .resourceId(group)
            .resourceType("auto-scaling-group")
            .key("ServerGroupEarlyRelease")
            .value("everything")
            .propagateAtLaunch(false)
            .build();
    stage.aws().autoScaling().createOrUpdateTags(request -> request.tags(tag));
  }
}
