package io.servergroup.group;

import java.util.Optional;

/**
 * One of a server's permanent EBS volumes.
 *
 * @param id such as {@code vol-0abc}
 * @param device its {@code ServerGroupDevice} tag, such as {@code /dev/sdf}
 * @param state as in the API: creating, available, in-use, deleting, deleted, error
 * @param attachment empty when it is attached nowhere
 * @param mountedBy its {@code ServerGroupMounted} tag: the instance whose server says that it has
 *     mounted it; empty where nobody says so, as servers do that never do
 */
public record Volume(
    String id,
    String zone,
    String device,
    String state,
    Optional<Attachment> attachment,
    Optional<String> mountedBy) {
  /**
   * Where a volume is attached.
   *
   * @param state as in the API: attaching, attached, detaching, detached, busy
   */
  public record Attachment(
      String instanceId, String device, String state, boolean deleteOnTermination) {}

  /** The instance it is, or is being, attached to or detached from; empty when nobody has it. */
  public Optional<String> holder() {
    return attachment.filter(a -> !a.state().equals("detached")).map(Attachment::instanceId);
  }

  /** True when the server on this instance says that it has it mounted. */
  public boolean isMountedBy(String instanceId) {
    return mountedBy.filter(instanceId::equals).isPresent();
  }

  /** True when it is completely attached to this instance. */
  public boolean isAttachedTo(String instanceId) {
    return attachment
        .filter(a -> a.state().equals("attached") && a.instanceId().equals(instanceId))
        .isPresent();
  }
}
