package io.servergroup.simulator.states.task;

/** Performs the calls of Task states. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Begins a call. The history already says that the task has started. The answer may come before
   * this method returns, or any time later on the event queue.
   *
   * @return how to tell the call that nobody waits for its answer any more
   */
  RunningTask start(TaskCall call, TaskCompletion completion);
}
