package io.servergroup.group;

import java.util.Optional;

/**
 * A server's permanent network interface.
 *
 * @param id such as {@code eni-0abc}
 * @param status as in the API: available, associated, attaching, in-use, detaching
 * @param attachment empty when it is attached nowhere
 */
public record NetworkInterface(
    String id,
    String vpcId,
    String subnetId,
    String zone,
    String privateAddress,
    Optional<String> elasticAddress,
    String status,
    Optional<Attachment> attachment) {

  /**
   * Where a network interface is attached.
   *
   * @param id such as {@code eni-attach-0abc}
   * @param status as in the API: attaching, attached, detaching, detached
   */
  public record Attachment(
      String id, String instanceId, int deviceIndex, String status, boolean deleteOnTermination) {}

  /** The instance it is, or is being, attached to or detached from; empty when nobody has it. */
  public Optional<String> holder() {
    return attachment.filter(a -> !a.status().equals("detached")).map(Attachment::instanceId);
  }

  /** True when something has it that is no instance, such as a load balancer or a NAT gateway. */
  public boolean isUsedOtherwise() {
    return attachment.isEmpty() && (status.equals("in-use") || status.equals("associated"));
  }

  /** True when it is completely attached to this instance. */
  public boolean isAttachedTo(String instanceId) {
    return attachment
        .filter(a -> a.status().equals("attached") && a.instanceId().equals(instanceId))
        .isPresent();
  }
}
