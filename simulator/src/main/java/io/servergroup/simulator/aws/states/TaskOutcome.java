package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;

/** How the call of a task ended. */
sealed interface TaskOutcome {
  /** AWS answered; {@code output} is its response as the history shows it. */
  record Answered(Object output) implements TaskOutcome {}

  /** AWS refused, or what it called failed. */
  record Failed(String error, String cause) implements TaskOutcome {}

  /** Tells the engine; a task that waits for its token has only been submitted by an answer. */
  default void report(TaskCall call, TaskCompletion completion) {
    switch (this) {
      case Answered(Object output) when isCallback(call) -> completion.submitted(output);
      case Answered(Object output) -> completion.succeeded(output);
      case Failed(String error, String cause) -> completion.failed(error, cause);
    }
  }

  private static boolean isCallback(TaskCall call) {
    return call.resource().pattern() == Resource.Completion.TASK_TOKEN;
  }
}
