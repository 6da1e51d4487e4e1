package io.servergroup.simulator.rehearsal;

/** Something done on purpose to one server of a simulated cluster, for show. */
public enum Drift {
  /** Its DNS record says another address. */
  RECORD,
  /** Its instance loses the tag that tells it which server it is. */
  TAG,
  /** Its network interface is detached. */
  ATTACHMENT,
  /** Its volume is detached. */
  VOLUME,
  /** A second network interface is tagged for it. */
  DUPLICATE,
  /** Its Auto Scaling group loses the hook that holds launches. */
  HOOK
}
