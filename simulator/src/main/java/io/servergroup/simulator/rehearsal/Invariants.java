package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;

/**
 * What must hold at every moment of a run, whatever goes wrong. Checked after every event and at
 * every call, against the truth of the {@link Census} and not against what the control plane
 * believes.
 */
public final class Invariants {
  /** The function that decides of batches. */
  private static final String NEXT_BATCH = "NextBatch";

  private final Stage stage;
  private final SimulatedAws aws;
  private final Cluster cluster;
  private final Census census;
  private final Violations violations;
  private final Territory territory;
  private final SortedMap<Integer, String> terminated = new TreeMap<>();
  private final Set<Integer> leaving = new HashSet<>();
  private final Map<Integer, Long> origins = new TreeMap<>();
  private final Map<Integer, Instant> failingSince = new HashMap<>();
  private final Looks looks;
  private int floor;
  private boolean rolling;
  private Instant began = Instant.MAX;
  private RolloutAim aim = RolloutAim.NONE;

  public Invariants(Stage stage, Violations violations) {
    this.stage = stage;
    this.aws = stage.aws();
    this.cluster = stage.cluster();
    this.census = stage.census();
    this.violations = violations;
    this.territory = new Territory(aws, cluster);
    this.looks = new Looks(aws);
    SlotRules.watch(aws, cluster, census, violations);
    aws.calls().listen(this::called);
    aws.engine().onEvent(this::progressed);
    census.whenLookedAt(this::lookedAt);
  }

  /**
   * From now on a rollout may terminate instances, but never leave fewer healthy servers than the
   * floor.
   *
   * @param replacesAll whether it replaces servers that are at the target, too
   */
  public void rolloutBegins(int floor, long target, boolean replacesAll) {
    begins(floor, RolloutAim.of(cluster, target, replacesAll));
  }

  /**
   * As {@link #rolloutBegins(int, long, boolean)}, where each server has a target of its own.
   *
   * @param targets by server
   */
  public void rolloutBegins(int floor, Map<Integer, Long> targets, boolean replacesAll) {
    begins(floor, new RolloutAim(new TreeMap<>(targets), replacesAll, false));
  }

  private void begins(int leastHealthy, RolloutAim next) {
    if (next.replacesAll() || aim.back() || !next.versions().equals(aim.versions())) {
      // What an earlier rollout replaced is outdated again, or was taken back.
      terminated.clear();
    }
    this.floor = leastHealthy;
    this.aim = next;
    this.rolling = true;
    origins.clear();
    cluster.members().forEach(m -> origins.put(m.index(), census.of(m.index()).version()));
    begins();
  }

  /** From now on servers go back to the versions they had when the rollout began. */
  private void turnsBack() {
    terminated.clear();
    aim = RolloutAim.back(cluster, origins);
  }

  /** From now on AWS may answer with what was true so long ago. */
  public void readsMayBeOld(Duration age) {
    looks.mayBeOld(age);
  }

  /** From now on no event may be given up and no lifecycle action run out. */
  public void begins() {
    if (began.equals(Instant.MAX)) {
      this.began = aws.simulation().now();
    }
  }

  /** From now on nobody may terminate an instance any more. */
  public void rolloutEnded() {
    this.rolling = false;
  }

  private void lookedAt(int server) {
    Census.Truth truth = census.of(server);
    if (truth.seemsHealthy()) {
      failingSince.remove(server);
      if (!truth.instance().equals(terminated.get(server))) {
        leaving.remove(server);
      }
    } else {
      failingSince.putIfAbsent(server, aws.simulation().now());
    }
  }

  /**
   * Nothing outside the group is touched, nothing is taken from an instance that may serve, and the
   * floor holds against our own terminations.
   */
  private void called(ApiCall call) {
    territory.trespass(call).ifPresent(violations::add);
    switch (call.request()) {
      case TerminateInstanceInAutoScalingGroupRequest request -> terminating(call, request);
      case DetachNetworkInterfaceRequest request -> interfaceTaken(call, request);
      case DetachVolumeRequest request ->
          taken(
              call,
              aws.ec2World().volumes().require(request.volumeId()).attachment(),
              request.instanceId());
      default -> {}
    }
  }

  private void interfaceTaken(ApiCall call, DetachNetworkInterfaceRequest request) {
    aws.ec2World()
        .interfaces()
        .showing(request.attachmentId())
        .map(Eni::attachment)
        .ifPresent(held -> taken(call, held, held.instance().id()));
  }

  private void taken(ApiCall call, Attachment held, String from) {
    if (held == null || !held.instance().id().equals(from) || held.instance().state().ending()) {
      return;
    }
    Member member = aws.autoScalingWorld().member(from);
    if (member != null && mayServe(member.state())) {
      violations.add(
          "%s takes what %s holds with %s, but it is %s and may serve"
              .formatted(call.caller(), from, call.action(), member.state()));
    }
  }

  /** Load balancers drain an instance that leaves or returns to a pool, until the hook holds it. */
  private static boolean mayServe(MemberState state) {
    return switch (state) {
      case TERMINATING, WARMED_PENDING -> true;
      default -> !state.terminating() && !state.pooled();
    };
  }

  private void terminating(ApiCall call, TerminateInstanceInAutoScalingGroupRequest request) {
    if (!rolling) {
      violations.add(
          call.caller() + " terminates " + request.instanceId() + " though no rollout runs");
    }
    Instance instance = aws.ec2World().instances().catalog().get(request.instanceId());
    int server = census.serverOf(request.instanceId());
    if (instance != null
        && aim.isMet(cluster, server, instance.template().number())
        && !aim.replacesAll()) {
      violations.add(
          "%s terminates %s, which is at version %d and needs none but %d"
              .formatted(
                  call.caller(),
                  request.instanceId(),
                  instance.template().number(),
                  aim.of(server)));
    }
    if (server < 0) {
      return; // In a shared group, an instance without a slot serves nobody.
    }
    Instant seen = looks.seenBy(call.caller());
    // What EC2 shuts down serves nobody any more, whatever a load balancer says of it yet.
    boolean counts =
        countsAsHealthy(server, seen)
            && census.of(server).instance().equals(request.instanceId())
            && !instance.state().ending();
    long left = healthyBesides(server, seen);
    if (counts && left < floor) {
      violations.add(
          "terminating %s of server %d leaves %d healthy servers, below the floor of %d"
              .formatted(request.instanceId(), server, left, floor));
    }
    terminated.put(server, request.instanceId());
    leaving.add(server);
  }

  private long healthyBesides(int server, Instant seen) {
    return cluster.members().stream()
        .map(Cluster.Member::index)
        .filter(other -> other != server && countsAsHealthy(other, seen))
        .count();
  }

  /** What we terminated is down at once; what failed by itself, when we could have seen it. */
  private boolean countsAsHealthy(int server, Instant seen) {
    if (census.of(server).seemsHealthy()) {
      return true;
    }
    Instant since = failingSince.getOrDefault(server, aws.simulation().now());
    return !leaving.contains(server) && since.isAfter(seen);
  }

  /** Batch k+1 waits for batch k: when a batch begins, everything replaced before is whole. */
  private void progressed(Execution execution, HistoryEvent event) {
    if (event.details() instanceof Details.StateEntered(String state, Object input)
        && state.equals("TurnsBack")
        && input instanceof Map<?, ?> answer
        && "TURN_BACK".equals(answer.get("decision"))) {
      turnsBack();
    }
    if (event.type() != EventType.EXECUTION_STARTED
        || !execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)) {
      return;
    }
    Instant seen = looks.seenByAny(NEXT_BATCH);
    terminated.forEach(
        (server, instance) -> mustBeReplaced(execution.name(), server, instance, seen));
  }

  private void mustBeReplaced(String batch, int server, String terminated, Instant seen) {
    Census.Truth truth = census.of(server);
    if (truth.instance().equals(terminated) && truth.seemsHealthy()) {
      return; // The termination never took effect: AWS refused it, or the caller died before.
    }
    if (!cluster.isWanted(cluster.members().get(server))) {
      return; // Somebody wants fewer servers meanwhile.
    }
    if (!countsAsHealthy(server, seen) || !aim.isMet(cluster, server, truth.version())) {
      violations.add(
          "batch %s begins while server %d, replaced before, is not healthy at version %d: %s"
              .formatted(batch, server, aim.of(server), truth));
    }
  }

  /** Once all is quiet: everything is whole, and nothing is left over. */
  public void atRest() {
    atRest(false);
  }

  /**
   * As {@link #atRest()}.
   *
   * @param lockMayBeLeft whether an execution that has ended may still be in the lock, because what
   *     should have given it back for that execution was hit by a fault
   */
  public void atRest(boolean lockMayBeLeft) {
    for (Cluster.Member member : cluster.members()) {
      Census.Truth truth = census.of(member.index());
      if (!truth.healthy()) {
        violations.add("at rest, server %d is not healthy: %s".formatted(member.index(), truth));
      }
      if (cluster.topology().hasSlots()) {
        recordAtRest(member);
      }
    }
    for (String group : cluster.groups()) {
      aws.heldActionsOf(group)
          .forEach(held -> violations.add("at rest, a lifecycle action is open: " + held));
      aws.autoScalingWorld().group(group).members().stream()
          .filter(member -> census.serverOf(member.instanceId()) < 0)
          .forEach(
              member ->
                  violations.add(
                      "at rest, %s of group %s is no server: it is %s"
                          .formatted(member.instanceId(), group, member.state())));
    }
    AttributeValue holder = stage.lock().get("ExecutionArn");
    if (holder != null && !(lockMayBeLeft && hasEnded(holder.s()))) {
      violations.add("at rest, the lock of " + cluster.name() + " is still held");
    }
    aws.engine().stateMachines().stream()
        .flatMap(machine -> aws.engine().executions(machine.arn()).stream())
        .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
        .forEach(execution -> violations.add("at rest, still running: " + execution.arn()));
  }

  private boolean hasEnded(String executionArn) {
    return aws.engine().execution(executionArn).status() != ExecutionStatus.RUNNING;
  }

  private void recordAtRest(Cluster.Member member) {
    List<String> record = aws.dns().values(cluster.hostedZone(), member.dnsName(), "A");
    if (!record.equals(List.of(member.address()))) {
      violations.add(
          "at rest, %s is %s, not %s".formatted(member.dnsName(), record, member.address()));
    }
  }

  /**
   * No event was given up since the run began. When AWS refuses calls for longer than Lambda tries
   * an event, it is, and so it is while a large cluster is created and Route 53 throttles: the
   * schedule repairs what the event was for, and {@link #atRest} tells whether it did.
   */
  void nothingGivenUp() {
    aws.lambda().deadLetters().stream()
        .filter(dead -> dead.time().isAfter(began))
        .forEach(
            dead ->
                violations.add(
                    "Lambda gave up on an event of %s for %s after %d attempts: %s"
                        .formatted(
                            dead.time(), dead.function(), dead.attempts(), dead.lastError())));
    aws.events().undelivered().forEach(lost -> violations.add("EventBridge gave up on " + lost));
  }

  /**
   * Every lifecycle action begun since the run began was completed. When neither events nor the
   * schedule reach the functions for as long as a hook waits, one runs out, and its group heals.
   */
  void everyActionCompleted() {
    aws.autoScalingWorld().lapsedActions().stream()
        .filter(lapsed -> lapsed.since().isAfter(began))
        .filter(lapsed -> cluster.groups().contains(lapsed.member().group().id()))
        .forEach(
            lapsed ->
                violations.add(
                    "the lifecycle action %s of %s was not completed and ran out"
                        .formatted(lapsed.hook().name(), lapsed.member().instanceId())));
  }
}
