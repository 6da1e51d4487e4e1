package io.servergroup.group;

import java.time.Duration;

/**
 * A lifecycle hook of an Auto Scaling group.
 *
 * @param name its name, unique in the group
 * @param transition whether it holds launching or terminating instances
 * @param heartbeatTimeout how long one hold lasts unless a heartbeat prolongs it
 * @param continuesByDefault whether a hold that runs out ends with CONTINUE rather than ABANDON
 */
public record LifecycleHook(
    String name, Transition transition, Duration heartbeatTimeout, boolean continuesByDefault) {
  /** What a hook holds. */
  public enum Transition {
    LAUNCHING,
    TERMINATING
  }
}
