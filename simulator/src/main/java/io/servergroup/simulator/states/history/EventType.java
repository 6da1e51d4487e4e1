package io.servergroup.simulator.states.history;

/** The types of history events this engine records, named as the API names them. */
public enum EventType {
  EXECUTION_STARTED("ExecutionStarted"),
  EXECUTION_SUCCEEDED("ExecutionSucceeded"),
  EXECUTION_FAILED("ExecutionFailed"),
  EXECUTION_ABORTED("ExecutionAborted"),
  EXECUTION_TIMED_OUT("ExecutionTimedOut"),
  EXECUTION_REDRIVEN("ExecutionRedriven"),
  EVALUATION_FAILED("EvaluationFailed"),
  PASS_STATE_ENTERED("PassStateEntered"),
  PASS_STATE_EXITED("PassStateExited"),
  CHOICE_STATE_ENTERED("ChoiceStateEntered"),
  CHOICE_STATE_EXITED("ChoiceStateExited"),
  SUCCEED_STATE_ENTERED("SucceedStateEntered"),
  SUCCEED_STATE_EXITED("SucceedStateExited"),
  FAIL_STATE_ENTERED("FailStateEntered"),
  WAIT_STATE_ENTERED("WaitStateEntered"),
  WAIT_STATE_EXITED("WaitStateExited"),
  WAIT_STATE_ABORTED("WaitStateAborted"),
  TASK_STATE_ENTERED("TaskStateEntered"),
  TASK_STATE_EXITED("TaskStateExited"),
  TASK_STATE_ABORTED("TaskStateAborted"),
  TASK_SCHEDULED("TaskScheduled"),
  TASK_STARTED("TaskStarted"),
  TASK_SUBMITTED("TaskSubmitted"),
  TASK_SUBMIT_FAILED("TaskSubmitFailed"),
  TASK_SUCCEEDED("TaskSucceeded"),
  TASK_FAILED("TaskFailed"),
  TASK_TIMED_OUT("TaskTimedOut"),
  LAMBDA_FUNCTION_SCHEDULED("LambdaFunctionScheduled"),
  LAMBDA_FUNCTION_STARTED("LambdaFunctionStarted"),
  LAMBDA_FUNCTION_SUCCEEDED("LambdaFunctionSucceeded"),
  LAMBDA_FUNCTION_FAILED("LambdaFunctionFailed"),
  LAMBDA_FUNCTION_TIMED_OUT("LambdaFunctionTimedOut"),
  PARALLEL_STATE_ENTERED("ParallelStateEntered"),
  PARALLEL_STATE_STARTED("ParallelStateStarted"),
  PARALLEL_STATE_SUCCEEDED("ParallelStateSucceeded"),
  PARALLEL_STATE_FAILED("ParallelStateFailed"),
  PARALLEL_STATE_ABORTED("ParallelStateAborted"),
  PARALLEL_STATE_EXITED("ParallelStateExited"),
  MAP_STATE_ENTERED("MapStateEntered"),
  MAP_STATE_STARTED("MapStateStarted"),
  MAP_STATE_SUCCEEDED("MapStateSucceeded"),
  MAP_STATE_FAILED("MapStateFailed"),
  MAP_STATE_ABORTED("MapStateAborted"),
  MAP_STATE_EXITED("MapStateExited"),
  MAP_ITERATION_STARTED("MapIterationStarted"),
  MAP_ITERATION_SUCCEEDED("MapIterationSucceeded"),
  MAP_ITERATION_FAILED("MapIterationFailed"),
  MAP_ITERATION_ABORTED("MapIterationAborted"),
  MAP_RUN_STARTED("MapRunStarted"),
  MAP_RUN_SUCCEEDED("MapRunSucceeded"),
  MAP_RUN_FAILED("MapRunFailed");

  private final String apiName;

  EventType(String apiName) {
    this.apiName = apiName;
  }

  /** The name in the API, such as {@code TaskScheduled}. */
  public String apiName() {
    return apiName;
  }

  /** Whether this event ends an execution. */
  public boolean endsExecution() {
    return switch (this) {
      case EXECUTION_SUCCEEDED, EXECUTION_FAILED, EXECUTION_ABORTED, EXECUTION_TIMED_OUT -> true;
      default -> false;
    };
  }
}
