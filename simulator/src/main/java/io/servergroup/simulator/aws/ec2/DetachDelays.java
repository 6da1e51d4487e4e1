package io.servergroup.simulator.aws.ec2;

import java.time.Duration;

/** Makes some detaches take longer than usual. */
@FunctionalInterface
public interface DetachDelays {
  /**
   * The extra time one detach takes, in which the attachment of an interface stays {@code
   * detaching} and that of a volume {@code busy}.
   *
   * @param resourceId of the interface or the volume
   */
  Duration extra(String resourceId, Instance from);
}
