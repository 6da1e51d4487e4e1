package io.servergroup.simulator.sweep;

import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.rehearsal.Cluster;
import io.servergroup.simulator.rehearsal.Stage;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Somebody changes something of a server's identity by hand, which nobody should. */
final class IdentityEdits {
  /** An address of no server. */
  private static final String ELSEWHERE = "10.9.9.9";

  private final Stage stage;

  IdentityEdits(Stage stage) {
    this.stage = stage;
  }

  /** Changes one thing of a server, if it has an identity. */
  void edit(Cluster.Member server, RandomStream details) {
    int what = details.nextInt(4);
    if (!stage.cluster().topology().hasSlots()) {
      return;
    }
    try {
      switch (what) {
        case 0 -> changeRecord(server);
        case 1 -> untagInstance(server);
        case 2 -> detach(server);
        default -> deleteOnTermination(server);
      }
    } catch (Ec2Exception | Route53Exception e) {
      tell(server, "tries to change it, which AWS refuses: " + e.getMessage());
    }
  }

  private void changeRecord(Cluster.Member server) {
    tell(server, "points its record elsewhere");
    stage.cluster().pointRecord(server, ELSEWHERE);
  }

  private void untagInstance(Cluster.Member server) {
    String instance = stage.census().of(server.index()).instance();
    if (!instance.isEmpty()) {
      tell(server, "takes the tag of its number from " + instance);
      stage
          .aws()
          .ec2()
          .deleteTags(
              request ->
                  request.resources(instance).tags(Tag.builder().key("ServerGroupIndex").build()));
    }
  }

  private void detach(Cluster.Member server) {
    Attachment held = attachment(server);
    if (held != null) {
      tell(server, "detaches its interface");
      stage.aws().ec2().detachNetworkInterface(request -> request.attachmentId(held.id()));
    }
  }

  /**
   * An interface that EC2 deletes is lost for good: who said so takes it back when the instance
   * ends before anybody has corrected it.
   */
  private void deleteOnTermination(Cluster.Member server) {
    Attachment held = attachment(server);
    if (held != null && !held.instance().state().ending()) {
      tell(server, "has its interface deleted with its instance");
      deleteOnTermination(server, held, true);
      stage
          .aws()
          .ec2World()
          .instances()
          .listen(
              instance -> {
                if (instance.id().equals(held.instance().id())
                    && instance.state().ending()
                    && held.deleteOnTermination()) {
                  takeBack(server, held);
                }
              });
    }
  }

  private void takeBack(Cluster.Member server, Attachment held) {
    try {
      deleteOnTermination(server, held, false);
    } catch (Ec2Exception _) {
      // The attachment has ended before, and the interface is safe.
    }
  }

  private void deleteOnTermination(Cluster.Member server, Attachment held, boolean deleted) {
    stage
        .aws()
        .ec2()
        .modifyNetworkInterfaceAttribute(
            request ->
                request
                    .networkInterfaceId(server.networkInterface())
                    .attachment(
                        changes -> changes.attachmentId(held.id()).deleteOnTermination(deleted)));
  }

  private Attachment attachment(Cluster.Member server) {
    return stage.aws().ec2World().interfaces().require(server.networkInterface()).attachment();
  }

  private void tell(Cluster.Member server, String what) {
    stage.simulation().trace().add("operator", server.dnsName(), what);
  }
}
