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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
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

  /** What both kinds of load balancers cost a look. */
  private static final List<String> BALANCERS =
      List.of(
          "elasticloadbalancing:DescribeInstanceHealth",
          "elasticloadbalancing:DescribeTargetHealth");

  private static final String GROUPS = "autoscaling:DescribeAutoScalingGroups";
  private static final String INTERFACES = "ec2:DescribeNetworkInterfaces";
  private static final String VOLUMES = "ec2:DescribeVolumes";
  private static final String INSTANCES = "ec2:DescribeInstances";
  private static final String TEMPLATE = "ec2:DescribeLaunchTemplateVersions";
  private static final String LOCK = "dynamodb:GetItem";
  private static final String TERMINATE = "autoscaling:TerminateInstanceInAutoScalingGroup";

  /** What is read once, before a rollout of a group of two servers. */
  private static final List<String> SURVEY =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes",
          "ec2:DescribeInstances",
          "route53:ListResourceRecordSets",
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

  private final CallRounds rounds = new CallRounds();
  private final Map<String, List<String>> byInvocation = rounds.byInvocation();

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
    Stage stage = stage(1);
    stage.aws().autoScaling().putLifecycleHook(hook -> described(hook, "server-group-launch", 0));
    launchAgain(stage);

    assertEquals(
        List.of(
            IDENTITIES,
            List.of("ec2:AttachNetworkInterface"),
            List.of("ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED),
        rounds.of(byInvocation.keySet().iterator().next()));
  }

  @Test
  void aHookThatNamesAnotherServerIsNotBelieved() {
    Stage stage = stage(1);
    stage.aws().autoScaling().putLifecycleHook(hook -> described(hook, "server-group-launch", 7));
    launchAgain(stage);

    assertEquals(
        List.of(
            IDENTITIES,
            List.of(INTERFACES, VOLUMES),
            List.of("ec2:AttachNetworkInterface"),
            List.of("ec2:AttachVolume"),
            CONFIRMED,
            CONTINUED),
        rounds.of(byInvocation.keySet().iterator().next()));
  }

  private void launchAgain(Stage stage) {
    scale(stage, 0);
    assertTrue(stage.runUntil(() -> reconciles().size() == 3, Duration.ofMinutes(30)));
    byInvocation.clear();
    scale(stage, 1);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the server did not come back");
  }

  private static void described(PutLifecycleHookRequest.Builder hook, String name, int server) {
    hook.autoScalingGroupName("confluent-tools-0")
        .lifecycleHookName(name)
        .notificationMetadata("server " + server + " of confluent-tools");
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
  void aCheckTakesFiveCallsForAGroupThatIsAsItShouldBeAndOneThatTellsWhichGroupsThereAre() {
    Stage stage = begun(3, PACE, LoadBalancerKind.BOTH);
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    byInvocation.clear();
    stage.runUntil(() -> !reconciles().isEmpty(), Duration.ofMinutes(6));
    stage.runUntil(() -> false, Duration.ofSeconds(30));

    assertEquals(List.of(all(NOTHING, IDENTITIES, CONFIRMED)), reconciles());
  }

  @Test
  void aRolloutIsSurveyedLockedAndReleasedInThirtyCalls() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(SURVEY, byInvocation.get("Prepare#1"));
    assertEquals(List.of(LOCK, "dynamodb:PutItem"), byInvocation.get("AcquireLock#1"));
    assertEquals(all(TOLD, List.of(LOCK, "dynamodb:PutItem")), byInvocation.get("ReleaseLock#1"));
  }

  @ParameterizedTest
  @EnumSource(LoadBalancerKind.class)
  void aBatchIsChosenInThreeCallsAndOnePerLoadBalancer(LoadBalancerKind kind) {
    usualRollOut(kind, 2);

    List<String> look = byInvocation.get("NextBatch#1");
    assertEquals(all(List.of(GROUPS, INTERFACES), balancers(kind), List.of(LOCK)), look);
    assertTrue(look.size() <= 3 + balancers(kind).size());
    assertEquals(look, byInvocation.get("NextBatch#2"), "also when there is none left");
  }

  @ParameterizedTest
  @CsvSource({"CLASSIC, 1", "TARGET_GROUP, 2", "TARGET_GROUP, 4", "BOTH, 1", "BOTH, 3"})
  void aBatchIsReplacedInTwoCallsPerServerAndTwoMoreAndOnePerLoadBalancer(
      LoadBalancerKind kind, int servers) {
    usualRollOut(kind, servers);

    List<String> calls = byInvocation.get("ReplaceServers#1");
    List<String> expected =
        new ArrayList<>(all(List.of(GROUPS), balancers(kind), List.of(INSTANCES, LOCK, TERMINATE)));
    for (int further = 1; further < servers; further++) {
      expected.addAll(List.of(GROUPS, TERMINATE));
    }
    assertEquals(expected, calls);
    assertTrue(calls.size() <= 2 + balancers(kind).size() + 2 * servers);
    assertEquals(1, count("ReplaceServers#"));
  }

  @ParameterizedTest
  @EnumSource(LoadBalancerKind.class)
  void aPollTakesAtMostThreeCallsAndOnePerLoadBalancer(LoadBalancerKind kind) {
    usualRollOut(kind, 2);

    List<String> served = all(List.of(GROUPS), balancers(kind));
    List<String> consented = all(served, List.of(INTERFACES));
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), TOLD), polls.getFirst(), "the first look tells of the batch");
    assertEquals(consented, polls.getLast());
    assertEquals(
        Set.of(List.of(GROUPS), served, consented),
        polls.stream().map(CallListsTest::untold).collect(Collectors.toSet()));
    polls.forEach(
        poll -> assertTrue(untold(poll).size() <= 3 + balancers(kind).size(), poll::toString));
  }

  @Test
  void volumesAndAVersionThatCanMoveCostOneCallMoreEach() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        all(IDENTITIES, BALANCERS, List.of(TEMPLATE, LOCK)), byInvocation.get("NextBatch#1"));
    assertEquals(
        all(
            List.of(GROUPS),
            BALANCERS,
            List.of(INSTANCES, TEMPLATE, LOCK, TERMINATE, GROUPS, TERMINATE)),
        byInvocation.get("ReplaceServers#1"));
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), BALANCERS, List.of(INTERFACES, VOLUMES)), polls.getLast());
    assertEquals(
        Set.of(
            List.of(GROUPS),
            IDENTITIES,
            all(List.of(GROUPS), BALANCERS),
            all(List.of(GROUPS), BALANCERS, List.of(INTERFACES, VOLUMES))),
        polls.stream().map(CallListsTest::untold).collect(Collectors.toSet()));
    assertTrue(
        polls.stream()
            .filter(poll -> untold(poll).equals(IDENTITIES))
            .allMatch(poll -> poll.containsAll(TOLD)),
        "only whoever tells of them looks closer at servers that do not serve");
  }

  @Test
  void aLookAtAWholeGroupTakesTwoRoundsAndTheLockIsReadInTheLast() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        List.of(IDENTITIES, all(BALANCERS, List.of(TEMPLATE, LOCK))), rounds.of("NextBatch#1"));
    assertEquals(
        List.of(
            NOTHING,
            all(BALANCERS, List.of(INSTANCES, TEMPLATE, LOCK)),
            List.of(TERMINATE),
            NOTHING,
            List.of(TERMINATE)),
        rounds.of("ReplaceServers#1"));
  }

  @Test
  void aSurveyTakesFourRoundsAndAWordOfTheLastRollout() {
    Stage stage = stage(2);
    byInvocation.clear();
    rollOut(stage, "2");

    assertEquals(
        List.of(
            NOTHING,
            List.of(INTERFACES, VOLUMES),
            SURVEY.subList(3, 7),
            SURVEY.subList(7, 16),
            List.of(LOCK)),
        rounds.of("Prepare#1"));
  }

  @Test
  void onTheWayBackAPollReadsTheLockAndEachGroupIsToldItsVersion() {
    Stage stage = usual(LoadBalancerKind.TARGET_GROUP, 2);
    BootFailure.of(stage, 0, 2);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("onFailure", "ROLLBACK");
    input.put("batchTimeoutMinutes", 10);
    Execution rollout = ended(stage, begun(stage, "1", input));

    assertEquals("Rollout.RolledBack", rollout.error(), rollout::cause);
    List<String> back = calls("ReplaceServers#").getLast();
    List<String> balancer = balancers(LoadBalancerKind.TARGET_GROUP);
    assertEquals(
        all(
            List.of(GROUPS),
            balancer,
            List.of(INSTANCES, LOCK, "autoscaling:UpdateAutoScalingGroup", TERMINATE)),
        back);
    assertEquals(
        all(List.of(GROUPS, INTERFACES), balancer, List.of(LOCK)), calls("NextBatch#").getLast());
    List<List<String>> polls = calls("CheckServers#");
    assertEquals(all(List.of(GROUPS), balancer, List.of(INTERFACES, LOCK)), polls.getLast());
    assertTrue(
        polls.stream().anyMatch(poll -> untold(poll).equals(List.of(GROUPS, LOCK))),
        () -> polls.subList(polls.size() - 60, polls.size()).toString());
    polls.forEach(poll -> assertTrue(untold(poll).size() <= 3 + 1, poll::toString));
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

  /** A healthy group whose schedule is off, so that only events and the rollout wake functions. */
  private Stage stage(int servers) {
    return stage(servers, LoadBalancerKind.BOTH);
  }

  private Stage stage(int servers, LoadBalancerKind kind) {
    return healthy(begun(servers, PACE, kind));
  }

  private Stage stage(int servers, Pace pace) {
    return healthy(begun(servers, pace, LoadBalancerKind.BOTH));
  }

  private static Stage healthy(Stage stage) {
    stage.controlPlane().stopSchedule();
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    return stage;
  }

  private Stage begun(int servers, Pace pace, LoadBalancerKind kind) {
    Stage stage =
        new Stage(
            new Simulation(7),
            pace,
            new RehearsalOptions(servers, "1", 7, kind, OptionalInt.empty()));
    rounds.watch(stage.aws().calls());
    return stage;
  }

  private int calls() {
    return reconciles().stream().mapToInt(List::size).sum();
  }

  /**
   * As the template makes it by default: without volumes; a new version was named by its number.
   */
  private Stage usual(LoadBalancerKind kind, int servers) {
    Stage stage = stage(servers, kind);
    untagVolumes(stage);
    long version = stage.cluster().deployNewImage();
    stage.cluster().members().forEach(member -> stage.cluster().launchFrom(member, version));
    byInvocation.clear();
    return stage;
  }

  /** Replaces all servers of a usual cluster in one batch. */
  private void usualRollOut(LoadBalancerKind kind, int servers) {
    start(usual(kind, servers), Integer.toString(servers));
  }

  private static List<String> balancers(LoadBalancerKind kind) {
    return switch (kind) {
      case CLASSIC -> BALANCERS.subList(0, 1);
      case TARGET_GROUP -> BALANCERS.subList(1, 2);
      case BOTH -> BALANCERS;
    };
  }

  /** The calls of a look without those that tell of it. */
  private static List<String> untold(List<String> calls) {
    return calls.stream().filter(call -> !TOLD.contains(call)).toList();
  }

  private List<List<String>> reconciles() {
    return calls("Reconcile#");
  }

  private int count(String function) {
    return calls(function).size();
  }

  /** What each invocation of a function called, in their order. */
  private List<List<String>> calls(String function) {
    return byInvocation.entrySet().stream()
        .filter(invocation -> invocation.getKey().startsWith(function))
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

  private void rollOut(Stage stage, String batchSize) {
    stage.cluster().deployNewImage();
    start(stage, batchSize);
  }

  private static void start(Stage stage, String batchSize) {
    Execution execution = ended(stage, begun(stage, batchSize, Map.of("canary", false)));
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status(), execution::cause);
  }

  private static Execution begun(Stage stage, String batchSize, Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("serverGroup", stage.cluster().name());
    input.put("batchSize", batchSize);
    return stage
        .aws()
        .engine()
        .startExecution(stage.controlPlane().rollingDeployArn(), "rollout", input);
  }

  private static Execution ended(Stage stage, Execution execution) {
    assertTrue(
        stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, Duration.ofHours(1)));
    return execution;
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
