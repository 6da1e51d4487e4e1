package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.MemberState;
import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;

/**
 * No server starts with half an identity: when the control plane lets a launch go on, the instance
 * has its network interface and its volume, and its name leads to it.
 */
final class StartRules {
  /** For how long a run may rely on what it has read. */
  private static final Duration UNSEEN = Duration.ofMinutes(1);

  private final Stage stage;
  private final Violations violations;
  private Instant edited = Instant.MIN;

  private StartRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every launch that goes on too early. */
  static void watch(Stage stage, Violations violations) {
    if (stage.cluster().topology().hasSlots()) {
      StartRules rules = new StartRules(stage, violations);
      stage.aws().calls().listen(rules::called);
      stage.simulation().trace().listen(rules::traced);
    }
  }

  private void traced(TraceEntry entry) {
    if (entry.source().equals(Operators.SOURCE)) {
      edited = entry.time();
    }
  }

  /** What somebody has undone by hand a moment ago could not be heeded. */
  private boolean wasJustEdited() {
    return edited.plus(UNSEEN).isAfter(stage.simulation().now());
  }

  private void called(ApiCall call) {
    if (call.request() instanceof CompleteLifecycleActionRequest request
        && request.lifecycleHookName().equals(ControlPlane.LAUNCH_HOOK)
        && request.lifecycleActionResult().equals("CONTINUE")
        && isHeld(request.instanceId())
        && !wasJustEdited()) {
      lacks(request.instanceId())
          .ifPresent(
              what ->
                  violations.add(
                      "%s lets the launch of %s go on, but %s"
                          .formatted(call.caller(), request.instanceId(), what)));
    }
  }

  /**
   * Whether the call would do anything: a launch that has ended otherwise goes nowhere any more.
   */
  private boolean isHeld(String instance) {
    Member member = stage.aws().autoScalingWorld().member(instance);
    return member != null && member.state() == MemberState.PENDING_WAIT;
  }

  private Optional<String> lacks(String instance) {
    List<Cluster.Member> held =
        stage.cluster().members().stream()
            .filter(member -> isAttached(interfaceOf(member), instance))
            .toList();
    if (held.isEmpty()) {
      return Optional.of("it has no server's interface");
    }
    Cluster.Member server = held.getFirst();
    if (!isAttached(volumeOf(server), instance)) {
      return Optional.of("the volume of server " + server.index() + " is not attached to it");
    }
    List<String> record =
        stage.aws().dns().values(stage.cluster().hostedZone(), server.dnsName(), "A");
    return record.equals(List.of(server.address()))
        ? Optional.empty()
        : Optional.of("%s is %s, not %s".formatted(server.dnsName(), record, server.address()));
  }

  private Attachment interfaceOf(Cluster.Member server) {
    Eni eni = stage.aws().ec2World().interfaces().catalog().get(server.networkInterface());
    return eni == null ? null : eni.attachment();
  }

  private Attachment volumeOf(Cluster.Member server) {
    return stage.aws().ec2World().volumes().require(server.volume()).attachment();
  }

  private static boolean isAttached(Attachment attachment, String instance) {
    return attachment != null
        && attachment.state() == AttachmentState.ATTACHED
        && attachment.instance().id().equals(instance);
  }
}
