package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.route53.RecordChange;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold at every moment of a run, whatever goes wrong. Checked after every event and at
 * every call, against the truth of the {@link Census} and not against what the control plane
 * believes.
 */
final class Invariants {
  private final SimulatedAws aws;
  private final Cluster cluster;
  private final Census census;
  private final Violations violations;
  private final Territory territory;
  private final TreeSet<Integer> replaced = new TreeSet<>();
  private final Map<String, String> addresses = new HashMap<>();
  private int floor;
  private boolean rolling;
  private Instant began = Instant.MAX;
  private long target;

  Invariants(SimulatedAws aws, Cluster cluster, Census census, Violations violations) {
    this.aws = aws;
    this.cluster = cluster;
    this.census = census;
    this.violations = violations;
    this.territory = new Territory(aws, cluster);
    cluster.members().forEach(m -> addresses.put(m.dnsName() + ".", m.address()));
    aws.calls().listen(this::called);
    aws.dns().whenChanged(this::recordChanged);
    aws.engine().onEvent(this::progressed);
    census.whenLookedAt(this::lookedAt);
  }

  /**
   * From now on a rollout may terminate instances, but never leave fewer healthy servers than the
   * floor.
   */
  void rolloutBegins(int floor, long target) {
    this.floor = floor;
    this.target = target;
    this.rolling = true;
    this.began = aws.simulation().now();
  }

  /** From now on nobody may terminate an instance any more. */
  void rolloutEnded() {
    this.rolling = false;
  }

  /** A slot has one holder, and only an instance of the server's own group. */
  private void lookedAt(int server) {
    Cluster.Member member = cluster.members().get(server);
    String holder = census.of(server).holder();
    if (!holder.isEmpty() && census.serverOf(holder) != server) {
      violations.add(
          "server %d's interface %s is attached to %s, an instance of another server"
              .formatted(server, member.networkInterface(), holder));
    }
  }

  /** Nothing outside the group is touched, and the floor holds against our own terminations. */
  private void called(ApiCall call) {
    territory.trespass(call).ifPresent(violations::add);
    if (call.request() instanceof TerminateInstanceInAutoScalingGroupRequest request) {
      terminating(call, request);
    }
  }

  private void terminating(ApiCall call, TerminateInstanceInAutoScalingGroupRequest request) {
    int server = census.serverOf(request.instanceId());
    if (!rolling) {
      violations.add(
          call.caller() + " terminates " + request.instanceId() + " though no rollout runs");
    }
    if (server < 0) {
      return;
    }
    Census.Truth truth = census.of(server);
    boolean counts = truth.healthy() && truth.instance().equals(request.instanceId());
    int left = census.healthy() - (counts ? 1 : 0);
    if (counts && left < floor) {
      violations.add(
          "terminating %s of server %d leaves %d healthy servers, below the floor of %d"
              .formatted(request.instanceId(), server, left, floor));
    }
    replaced.add(server);
  }

  /** Batch k+1 waits for batch k: when a batch begins, everything replaced before is whole. */
  private void progressed(Execution execution, HistoryEvent event) {
    if (event.type() != EventType.EXECUTION_STARTED
        || !execution.stateMachine().name().equals(ControlPlane.REPLACE_BATCH)) {
      return;
    }
    for (int server : replaced) {
      Census.Truth truth = census.of(server);
      if (!truth.healthy() || truth.version() != target) {
        violations.add(
            "batch %s begins while server %d, replaced before, is not healthy at version %d: %s"
                .formatted(execution.name(), server, target, truth));
      }
    }
  }

  /** A record never points anywhere but to its slot. */
  private void recordChanged(RecordChange change) {
    String address = addresses.get(change.name());
    if (address == null) {
      violations.add("the record " + change.name() + " was changed; it belongs to no slot");
    } else if (!change.after().equals(List.of(address))) {
      violations.add(
          "the record %s was changed to %s; its slot has the address %s"
              .formatted(change.name(), change.after(), address));
    }
  }

  /** Once all is quiet: everything is whole, and nothing is left over. */
  void atRest() {
    for (Cluster.Member member : cluster.members()) {
      Census.Truth truth = census.of(member.index());
      if (!truth.healthy()) {
        violations.add("at rest, server %d is not healthy: %s".formatted(member.index(), truth));
      }
      List<String> record = aws.dns().values(cluster.hostedZone(), member.dnsName(), "A");
      if (!record.equals(List.of(member.address()))) {
        violations.add(
            "at rest, %s is %s, not %s".formatted(member.dnsName(), record, member.address()));
      }
      aws.heldActionsOf(member.group())
          .forEach(held -> violations.add("at rest, a lifecycle action is open: " + held));
    }
    if (!aws.tables().item(ControlPlane.LOCK_TABLE, lockKey()).isEmpty()) {
      violations.add("at rest, the lock of " + cluster.name() + " is still held");
    }
    aws.engine().stateMachines().stream()
        .flatMap(machine -> aws.engine().executions(machine.arn()).stream())
        .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
        .forEach(execution -> violations.add("at rest, still running: " + execution.arn()));
    aws.lambda().deadLetters().stream()
        // While a large cluster is created, Route 53 throttles; the schedule makes up for what was
        // given up.
        .filter(dead -> dead.time().isAfter(began))
        .forEach(
            dead ->
                violations.add(
                    "Lambda gave up on an event of %s for %s after %d attempts: %s"
                        .formatted(
                            dead.time(), dead.function(), dead.attempts(), dead.lastError())));
    aws.events().undelivered().forEach(lost -> violations.add("EventBridge gave up on " + lost));
  }

  private Map<String, AttributeValue> lockKey() {
    return Map.of("ServerGroupName", AttributeValue.fromS(cluster.name()));
  }
}
