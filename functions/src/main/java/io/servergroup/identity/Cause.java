package io.servergroup.identity;

/**
 * What woke a run. It is a hint for what to look at first; what to do is decided from what is read.
 */
public sealed interface Cause {
  /** A hook has begun to hold this instance while it launches. */
  record LaunchHeld(String instanceId) implements Cause {}

  /** A hook has begun to hold some instance while it terminates. */
  record TerminationHeld() implements Cause {}

  /** Some instance has been launched, or was not. */
  record Launched() implements Cause {}

  /** Some instance is gone, or is not. */
  record Terminated() implements Cause {}

  /** The schedule: events may have been lost, so everything is checked. */
  record Schedule() implements Cause {}
}
