package io.servergroup.simulator.states.task;

/** A call that has begun. */
@FunctionalInterface
public interface RunningTask {
  /** A call that cannot be called off, such as a request already sent. */
  RunningTask NOT_CANCELLABLE = reason -> {};

  /**
   * Says that the state no longer waits: it timed out, a sibling failed, or the execution ended.
   * Answers that still come are ignored.
   */
  void cancel(Reason reason);

  /** Why a state stopped waiting. */
  enum Reason {
    TIMED_OUT,
    ABORTED
  }
}
