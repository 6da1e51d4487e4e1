package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.Looks;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/**
 * Nothing in service is terminated by a look at which a load balancer did not answer: whom it sends
 * requests to, nobody knows then.
 */
final class BlindRules {
  private static final String BALANCERS = "elasticloadbalancing:";

  private final Stage stage;
  private final Violations violations;
  private final Map<String, String> unanswered = new HashMap<>();
  private final Map<String, Instant> looks = new HashMap<>();

  private BlindRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every termination that is decided upon blindly. */
  static void watch(Stage stage, Violations violations) {
    BlindRules rules = new BlindRules(stage, violations);
    stage.aws().calls().listen(rules::called);
    stage.simulation().trace().listen(rules::traced);
  }

  private void called(ApiCall call) {
    switch (call.request()) {
      // With this call every look begins at which load balancers are asked.
      case DescribeAutoScalingGroupsRequest request when Looks.isWhole(request) -> {
        unanswered.remove(call.caller());
        looks.put(call.caller(), stage.simulation().now().minus(CallTroubles.STALEST));
      }
      case TerminateInstanceInAutoScalingGroupRequest request -> terminating(call, request);
      default -> {}
    }
  }

  private void terminating(ApiCall call, TerminateInstanceInAutoScalingGroupRequest request) {
    String what = unanswered.get(call.caller());
    Member member = stage.aws().autoScalingWorld().member(request.instanceId());
    if (what != null && member != null && wasSeenInService(call.caller(), member)) {
      violations.add(
          "%s terminates %s though a load balancer did not answer: %s"
              .formatted(call.caller(), request.instanceId(), what));
    }
  }

  /** What comes into service after the look serves without its knowledge. */
  private boolean wasSeenInService(String caller, Member member) {
    return member.state() == MemberState.IN_SERVICE
        && !member.inServiceSince().isAfter(looks.get(caller));
  }

  private void traced(TraceEntry entry) {
    if (entry.source().equals("fault")
        && entry.text().startsWith(BALANCERS)
        && (entry.text().contains(" refused") || entry.text().contains("response lost"))) {
      unanswered.put(entry.subject(), entry.text());
    }
  }
}
