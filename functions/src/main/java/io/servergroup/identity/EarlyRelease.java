package io.servergroup.identity;

/**
 * What of a slot is taken from an instance in {@code Terminating:Wait}, which its load balancers
 * have drained but which still runs. What is not taken comes free when EC2 shuts the instance down.
 */
public enum EarlyRelease {
  /** Nothing: the replacement waits until the old instance is gone. */
  NOTHING,
  /** The network interface: right unless the software still uses its address after the drain. */
  INTERFACE,
  /**
   * The network interface and the volumes: right only when the software has stopped and the volumes
   * are unmounted by then, because a volume that is detached while mounted stays busy or loses what
   * was not yet written.
   */
  EVERYTHING
}
