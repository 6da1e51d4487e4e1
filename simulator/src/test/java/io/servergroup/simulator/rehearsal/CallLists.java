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
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Which AWS calls the functions make when nothing goes wrong, call by call. They are what a group
 * of a thousand servers multiplies, so each one more is to be a decision and not an accident. An
 * instance runs, and an interface or a volume is attached or detached, a second after that was
 * asked for, so that no list depends on how long something is waited for.
 */
abstract class CallLists {
  static final Pace PACE =
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

  static final List<String> IDENTITIES =
      List.of(
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVolumes");

  static final String GROUPS = "autoscaling:DescribeAutoScalingGroups";
  static final String INTERFACES = "ec2:DescribeNetworkInterfaces";
  static final String VOLUMES = "ec2:DescribeVolumes";
  static final String INSTANCES = "ec2:DescribeInstances";
  static final String TEMPLATE = "ec2:DescribeLaunchTemplateVersions";
  static final String LOCK = "dynamodb:GetItem";
  static final String TERMINATE = "autoscaling:TerminateInstanceInAutoScalingGroup";

  final CallRounds rounds = new CallRounds();
  final Map<String, List<String>> byInvocation = rounds.byInvocation();

  /** A healthy group whose schedule is off, so that only events and the rollout wake functions. */
  Stage stage(int servers) {
    return stage(servers, LoadBalancerKind.BOTH);
  }

  Stage stage(int servers, LoadBalancerKind kind) {
    return healthy(begun(servers, PACE, kind));
  }

  Stage stage(int servers, Pace pace) {
    return healthy(begun(servers, pace, LoadBalancerKind.BOTH));
  }

  static Stage healthy(Stage stage) {
    stage.controlPlane().stopSchedule();
    assertTrue(stage.awaitHealthy(Duration.ofMinutes(30)), "the group did not become healthy");
    return stage;
  }

  Stage begun(int servers, Pace pace, LoadBalancerKind kind) {
    Stage stage =
        new Stage(
            new Simulation(7),
            pace,
            new RehearsalOptions(servers, "1", 7, kind, OptionalInt.empty()));
    rounds.watch(stage.aws().calls());
    return stage;
  }

  List<List<String>> reconciles() {
    return calls("Reconcile#");
  }

  /** From now on the servers have no volumes. */
  static void untagVolumes(Stage stage) {
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

  void rollOut(Stage stage, String batchSize) {
    stage.cluster().deployNewImage();
    start(stage, batchSize);
  }

  static void start(Stage stage, String batchSize) {
    Execution execution = ended(stage, begun(stage, batchSize, Map.of("canary", false)));
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status(), execution::cause);
  }

  static Execution ended(Stage stage, Execution execution) {
    assertTrue(
        stage.runUntil(() -> execution.status() != ExecutionStatus.RUNNING, Duration.ofHours(1)));
    return execution;
  }

  @SafeVarargs
  static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  /** What each invocation of a function called, in their order. */
  List<List<String>> calls(String function) {
    return byInvocation.entrySet().stream()
        .filter(invocation -> invocation.getKey().startsWith(function))
        .map(Map.Entry::getValue)
        .toList();
  }

  static Execution begun(Stage stage, String batchSize, Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("serverGroup", stage.cluster().name());
    input.put("batchSize", batchSize);
    return stage
        .aws()
        .engine()
        .startExecution(stage.controlPlane().rollingDeployArn(), "rollout", input);
  }
}
