package io.servergroup.simulator.aws.ec2;

import java.time.Duration;

/** Makes some attaches take longer than usual. */
@FunctionalInterface
public interface AttachDelays {
  /**
   * The extra time one attach takes, in which the attachment stays {@code attaching}.
   *
   * @param resourceId of the interface or the volume
   */
  Duration extra(String resourceId, Instance to);
}
