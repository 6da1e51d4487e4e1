package io.servergroup.simulator.sweep;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.ControlPlane;
import io.servergroup.simulator.rehearsal.Stage;
import io.servergroup.simulator.rehearsal.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;

/**
 * No server starts with half an identity: when the control plane lets a launch go on, the instance
 * has its network interface and its volume, and its name leads to it.
 */
final class StartRules {
  private final Stage stage;
  private final Violations violations;

  private StartRules(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** From now on tells of every launch that goes on too early. */
  static void watch(Stage stage, Violations violations) {
    if (stage.cluster().topology().hasSlots()) {
      stage.aws().calls().listen(new StartRules(stage, violations)::called);
    }
  }

  private void called(ApiCall call) {
    if (call.request() instanceof CompleteLifecycleActionRequest request
        && request.lifecycleHookName().equals(ControlPlane.LAUNCH_HOOK)
        && request.lifecycleActionResult().equals("CONTINUE")) {
      lacks(request.instanceId())
          .ifPresent(
              what ->
                  violations.add(
                      "%s lets the launch of %s go on, but %s"
                          .formatted(call.caller(), request.instanceId(), what)));
    }
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
    return stage.aws().ec2World().interfaces().require(server.networkInterface()).attachment();
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
