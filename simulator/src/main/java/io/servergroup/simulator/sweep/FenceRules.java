package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The two halves of the fence: a function changes a group only a short time after it has seen the
 * lock, and who got the lock, or turns back, waits for longer than that.
 */
final class FenceRules {
  /** For how long what was read of the lock may be relied on. */
  private static final Duration TRUSTED = Duration.ofSeconds(10);

  /** How long who turns back waits for what the failed batch still does. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final Stage stage;
  private final Violations violations;
  private final Map<String, Instant> seen = new HashMap<>();

  private FenceRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every change that is not fenced. */
  static void watch(Stage stage, Violations violations) {
    FenceRules rules = new FenceRules(stage, violations);
    stage.aws().calls().listen(rules::called);
    stage.aws().engine().onEvent(rules::happened);
  }

  private void called(ApiCall call) {
    switch (call.request()) {
      case GetItemRequest _ -> seen.put(call.caller(), stage.simulation().now());
      case TerminateInstanceInAutoScalingGroupRequest _ -> changing(call);
      case UpdateAutoScalingGroupRequest _ -> changing(call);
      default -> {}
    }
  }

  private void changing(ApiCall call) {
    Instant last = seen.getOrDefault(call.caller(), Instant.MIN);
    if (!last.plus(TRUSTED).isAfter(stage.simulation().now())) {
      violations.add(
          "%s calls %s though it saw the lock more than %d seconds ago"
              .formatted(call.caller(), call.action(), TRUSTED.toSeconds()));
    }
  }

  private void happened(Execution execution, HistoryEvent event) {
    if (event.details() instanceof Details.StateEntered entered
        && entered.name().equals("NextBatch")) {
      Map<String, AttributeValue> lock = stage.lock();
      if (lock.containsKey("ExecutionArn")
          && lock.get("ExecutionArn").s().equals(execution.arn())
          && (isAhead(lock.get("SettlesAt"), Duration.ZERO)
              || isAhead(lock.get("TurnedBack"), SETTLING))) {
        violations.add(
            execution.name() + " does not wait for what functions before it may still do");
      }
    }
  }

  private boolean isAhead(AttributeValue time, Duration more) {
    return time != null && Instant.parse(time.s()).plus(more).isAfter(stage.simulation().now());
  }
}
