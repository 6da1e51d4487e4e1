package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.WorldTimings;
import io.servergroup.simulator.aws.world.WorldTimings.Odds;
import io.servergroup.simulator.aws.world.WorldTimings.Step;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Which AWS calls the functions make when nothing goes wrong, call by call. They are what a group
 * of a thousand servers multiplies, so each one more is to be a decision and not an accident. An
 * instance runs, and an interface or a volume is attached or detached, a second after that was
 * asked for, so that no list depends on how long something is waited for.
 */
final class CallListsTest {
  private static final Pace PACE =
      Pace.usual()
          .in(
              WorldTimings.usual()
                  .with(Odds.SLOW_DETACH, 0)
                  .with(Step.INSTANCE_START, 1)
                  .with(Step.INTERFACE_ATTACH, 1)
                  .with(Step.INTERFACE_DETACH, 1)
                  // An attach is refused while the former attachment still shows.
                  .with(Step.INTERFACE_LINGER, 0.5)
                  .with(Step.VOLUME_ATTACH, 1)
                  .with(Step.VOLUME_DETACH, 1));

  private static final List<String> IDENTITIES =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes");

  private static final List<String> HEALTH =
      all(
          IDENTITIES,
          List.of(
              "elasticloadbalancing:DescribeInstanceHealth",
              "elasticloadbalancing:DescribeTargetHealth"));

  private static final List<String> WHOLE_GROUP =
      all(
          HEALTH,
          List.of(
              "ec2:DescribeInstances", "ec2:DescribeLaunchTemplateVersions", "dynamodb:GetItem"));

  /** What is read once, before a rollout of a group of two servers. */
  private static final List<String> SURVEY =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "route53:ListResourceRecordSets",
          "ec2:DescribeInstances",
          "autoscaling:DescribeLifecycleHooks",
          "autoscaling:DescribeLifecycleHooks",
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth",
          // What $Latest stands for, and then what its version and the servers' hold.
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:DescribeLaunchTemplateVersions",
          "dynamodb:GetItem",
          "autoscaling:DescribeInstanceRefreshes",
          "autoscaling:DescribeInstanceRefreshes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeTargetGroups",
          "dynamodb:GetItem");

  /** A progress record: kept, and told to people and programs. */
  private static final List<String> TOLD =
      List.of("dynamodb:UpdateItem", "sns:Publish", "events:PutEvents");

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

  private final Map<String, List<String>> byInvocation = new LinkedHashMap<>();

  @Test
  void aLaunchIntoAFreeSlotTakesEightCalls() {
    Stage stage = stage(1);
    byInvocation.clear();
    replaceByHand(stage);

    List<String> launch =
        all(
            IDENTITIES,
            List.of("ec2:AttachNetworkInterface", "ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED);
    assertEquals(List.of(NOTHING, launch), reconciles());
    assertTrue(launch.size() <= LAUNCH_BUDGET);
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
  void aCheckOfAGroupThatIsAsItShouldBeTakesFiveCalls() {
    Stage stage = begun(3, PACE);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    byInvocation.clear();
    stage.runUntil(() -> !reconciles().isEmpty(), Duration.ofMinutes(6));
    stage.runUntil(() -> false, Duration.ofSeconds(30));

    assertEquals(List.of(all(IDENTITIES, CONFIRMED)), reconciles());
  }

  @Test
  void aBatchLooksAtTheWholeGroupOnceAndOnceMoreBeforeEachTermination() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(SURVEY, byInvocation.get("Prepare#1"));
    assertEquals(
        List.of("dynamodb:GetItem", "dynamodb:PutItem"), byInvocation.get("AcquireLock#1"));
    assertEquals(WHOLE_GROUP, byInvocation.get("NextBatch#1"));
    assertEquals(
        all(
            WHOLE_GROUP,
            List.of("autoscaling:TerminateInstanceInAutoScalingGroup"),
            WHOLE_GROUP,
            List.of("autoscaling:TerminateInstanceInAutoScalingGroup")),
        byInvocation.get("ReplaceServers#1"));
    assertEquals(
        all(TOLD, List.of("dynamodb:GetItem", "dynamodb:PutItem")),
        byInvocation.get("ReleaseLock#1"));
  }

  @Test
  void whatVersionsHoldIsNotReadWhereEveryServerRunsItsTarget() {
    Stage stage = stage(2);
    byInvocation.clear();
    start(stage, "1");

    assertEquals(
        1,
        byInvocation.get("Prepare#1").stream()
            .filter("ec2:DescribeLaunchTemplateVersions"::equals)
            .count());
  }

  @Test
  void aPollReadsTheBatchAndAsksBalancersOnlyWhenSomebodyIsInService() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    List<List<String>> polls =
        byInvocation.entrySet().stream()
            .filter(invocation -> invocation.getKey().startsWith("CheckServers#"))
            .map(Map.Entry::getValue)
            .toList();
    assertEquals(all(IDENTITIES, TOLD), polls.getFirst(), "the first look tells of the batch");
    assertEquals(HEALTH, polls.getLast());
    assertEquals(
        Set.of(all(IDENTITIES, TOLD), IDENTITIES, HEALTH, all(HEALTH, TOLD)),
        new LinkedHashSet<>(polls));
  }

  /** A healthy group whose schedule is off, so that only events and the rollout wake functions. */
  private Stage stage(int servers) {
    return stage(servers, PACE);
  }

  private Stage stage(int servers, Pace pace) {
    Stage stage = begun(servers, pace);
    stage.controlPlane().stopSchedule();
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    return stage;
  }

  private Stage begun(int servers, Pace pace) {
    Stage stage =
        new Stage(
            new Simulation(7),
            pace,
            new RehearsalOptions(servers, "1", 7, LoadBalancerKind.BOTH, OptionalInt.empty()));
    stage
        .aws()
        .calls()
        .listen(
            call ->
                byInvocation
                    .computeIfAbsent(call.caller(), c -> new ArrayList<>())
                    .add(call.action()));
    return stage;
  }

  private int calls() {
    return reconciles().stream().mapToInt(List::size).sum();
  }

  private List<List<String>> reconciles() {
    return byInvocation.entrySet().stream()
        .filter(invocation -> invocation.getKey().startsWith("Reconcile#"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** From now on the servers have no volumes. */
  private static void untagVolumes(Stage stage) {
    stage
        .cluster()
        .members()
        .forEach(
            member ->
                stage
                    .aws()
                    .ec2()
                    .deleteTags(
                        request ->
                            request
                                .resources(member.volume())
                                .tags(Tag.builder().key("ServerGroupName").build())));
  }

  /** Ends the only server in EC2, and waits for the one that its group launches instead. */
  private static void replaceByHand(Stage stage) {
    var instances = stage.aws().ec2World().instances();
    String lost = stage.census().of(0).instance();
    instances.terminate(instances.require(lost));
    assertTrue(
        stage.runUntil(
            () -> stage.census().of(0).healthy() && !stage.census().of(0).instance().equals(lost),
            Duration.ofMinutes(30)));
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

  private void rollOut(Stage stage, String batchSize) {
    stage.cluster().deployNewImage();
    start(stage, batchSize);
  }

  private static void start(Stage stage, String batchSize) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("serverGroup", stage.cluster().name());
    input.put("batchSize", batchSize);
    Execution execution =
        stage
            .aws()
            .engine()
            .startExecution(stage.controlPlane().rollingDeployArn(), "rollout", input);
    assertTrue(
        stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, Duration.ofHours(1)));
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status(), execution::cause);
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
