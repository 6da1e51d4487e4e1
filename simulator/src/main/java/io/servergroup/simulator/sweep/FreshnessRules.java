package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.rehearsal.Looks;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * Each termination follows a look of its own: at the whole group, or, no more than seconds after
 * one of those, at the Auto Scaling group of the instance.
 */
final class FreshnessRules {
  /** For how long a look at the whole group is good for further terminations. */
  private static final Duration GOOD = Duration.ofSeconds(5);

  private final Stage stage;
  private final Violations violations;
  private final Map<String, Looked> looked = new HashMap<>();

  /** What an invocation has looked at since it terminated something last. */
  private static final class Looked {
    private Instant whole = Instant.MIN;
    private boolean all;
    private final Set<String> groups = new HashSet<>();
  }

  private FreshnessRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every termination without a fresh look. */
  static void watch(Stage stage, Violations violations) {
    stage.aws().calls().listen(new FreshnessRules(stage, violations)::called);
  }

  private void called(ApiCall call) {
    switch (call.request()) {
      case DescribeAutoScalingGroupsRequest request -> looking(of(call), request);
      case TerminateInstanceInAutoScalingGroupRequest request -> terminating(call, request);
      default -> {}
    }
  }

  private Looked of(ApiCall call) {
    return looked.computeIfAbsent(call.caller(), caller -> new Looked());
  }

  private void looking(Looked before, DescribeAutoScalingGroupsRequest request) {
    Instant now = stage.simulation().now();
    if (Looks.isWhole(request)) {
      before.whole = now;
      before.all = true;
    } else if (!before.whole.plus(GOOD).isBefore(now)) {
      before.groups.addAll(request.autoScalingGroupNames());
    }
  }

  private void terminating(ApiCall call, TerminateInstanceInAutoScalingGroupRequest request) {
    Looked before = of(call);
    Member member = stage.aws().autoScalingWorld().member(request.instanceId());
    if (!before.all && member != null && !before.groups.contains(member.group().id())) {
      violations.add(
          "%s terminates %s without a fresh look; the last one at the whole group was at %s"
              .formatted(call.caller(), request.instanceId(), before.whole));
    }
    before.all = false;
    before.groups.clear();
  }
}
