package io.servergroup.simulator.aws.ec2;

import java.time.Duration;

/** Makes some detaches take longer than usual. */
@FunctionalInterface
public interface DetachDelays {
  /**
   * The extra time one detach takes.
   *
   * @param resourceId of the interface or the volume
   */
  Duration extra(String resourceId, Instance from);
}
