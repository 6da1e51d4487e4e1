package io.servergroup.simulator.states;

import io.servergroup.simulator.kernel.Timer;
import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.JsonSize;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;

/** A Task state. Every attempt is a call of its own with its own token and clocks. */
final class TaskVisit extends RetryingVisit {
  private final State.Task task;
  private final TaskEvents taskEvents;
  private Attempt attempt;

  TaskVisit(Branch branch, State.Task task, Object input) {
    super(branch, task, task.errorRules(), input);
    this.task = task;
    this.taskEvents = TaskEvents.of(task.resource());
  }

  @Override
  void attempt() {
    attempt = new Attempt();
    attempt.start();
  }

  @Override
  String taskToken() {
    return attempt == null ? null : attempt.token;
  }

  @Override
  void abort() {
    super.abort();
    if (attempt != null) {
      attempt.end(RunningTask.Reason.ABORTED);
    }
  }

  // AWS schedules the failed task again without entering the state again (developer guide,
  // "Redriving executions").
  @Override
  void redrive() {
    resetForRedrive();
    execution().soon(state().name(), () -> guarded(this::attempt));
  }

  /** One call and its clocks. */
  final class Attempt implements TaskCompletion {
    private final String token;
    private Integer heartbeatSeconds;
    private boolean submitted;
    private boolean over;
    private RunningTask running = RunningTask.NOT_CANCELLABLE;
    private Timer timeout = () -> {};
    private Timer heartbeat = () -> {};

    private Attempt() {
      boolean waitsForToken = task.resource().pattern() == Resource.Completion.TASK_TOKEN;
      this.token = waitsForToken ? execution().newTaskToken() : null;
    }

    private void start() {
      TypedFields fields = new TypedFields(TaskVisit.this);
      Object arguments = task.arguments() == null ? input() : evaluate(task.arguments());
      Integer timeoutSeconds = fields.integer("TimeoutSeconds", task.timeoutSeconds(), 1);
      heartbeatSeconds = fields.integer("HeartbeatSeconds", task.heartbeatSeconds(), 1);
      if (JsonSize.exceedsLimit(arguments)) {
        over = true;
        TaskVisit.this.failed(argumentsTooLong());
        return;
      }
      long scheduled =
          add(
              taskEvents.scheduled(),
              taskEvents.scheduled(
                  arguments, timeoutSeconds, heartbeatSeconds, execution().region()));
      add(taskEvents.started(), taskEvents.startedDetails());
      if (timeoutSeconds != null) {
        timeout = after(timeoutSeconds, "timeout of ");
      }
      restartHeartbeat();
      if (token != null) {
        execution().waitForToken(token, this);
      }
      call(arguments, scheduled);
    }

    private Failure argumentsTooLong() {
      return Failure.of(
          Failure.DATA_LIMIT_EXCEEDED,
          errorWhileExecuting(
              "The Arguments exceed the maximum number of bytes service limit of "
                  + JsonSize.LIMIT_BYTES
                  + "."));
    }

    private void call(Object arguments, long scheduled) {
      RunningTask begun =
          execution()
              .taskRunner()
              .start(
                  new TaskCall(
                      execution().arn(),
                      state().name(),
                      scheduled,
                      task.resource(),
                      arguments,
                      token,
                      retryCount()),
                  this);
      if (!over) {
        running = begun;
      }
    }

    private Timer after(int seconds, String what) {
      return execution()
          .at(
              execution().now().plusSeconds(seconds),
              what + state().name(),
              () -> guarded(this::timedOut));
    }

    private void restartHeartbeat() {
      heartbeat.cancel();
      if (heartbeatSeconds != null) {
        heartbeat = after(heartbeatSeconds, "missed heartbeat of ");
      }
    }

    /** Somebody reported that the task is alive. */
    void beat() {
      restartHeartbeat();
    }

    private void timedOut() {
      end(RunningTask.Reason.TIMED_OUT);
      add(taskEvents.timedOut(), taskEvents.failed(Failure.TIMEOUT, null));
      TaskVisit.this.failed(Failure.of(Failure.TIMEOUT, null));
    }

    /** Stops the clocks, gives the token back, and calls the task off. */
    private void end(RunningTask.Reason cancel) {
      if (over) {
        return;
      }
      over = true;
      timeout.cancel();
      heartbeat.cancel();
      if (token != null) {
        execution().forgetToken(token);
      }
      if (cancel != null) {
        running.cancel(cancel);
      }
    }

    @Override
    public void submitted(Object output) {
      execution()
          .step(
              () -> {
                if (!over && !submitted) {
                  submitted = true;
                  add(EventType.TASK_SUBMITTED, taskEvents.output(output));
                }
              });
    }

    @Override
    public void succeeded(Object output) {
      execution().step(() -> guarded(() -> finish(output)));
    }

    private void finish(Object output) {
      if (over) {
        return;
      }
      if (JsonSize.exceedsLimit(output)) {
        Failure tooLong = dataLimitExceeded(task.resource().nameInMessages());
        fail(tooLong);
        return;
      }
      end(null);
      add(taskEvents.succeeded(), taskEvents.output(output));
      statesVariable().result(output);
      exit(output);
    }

    @Override
    public void failed(String error, String cause) {
      execution().step(() -> guarded(() -> fail(Failure.reported(error, cause))));
    }

    private void fail(Failure failure) {
      if (over) {
        return;
      }
      end(null);
      boolean submitFailed = task.resource().isSubmitted() && !submitted;
      add(
          submitFailed ? EventType.TASK_SUBMIT_FAILED : taskEvents.failed(),
          taskEvents.failed(failure.error(), failure.cause()));
      TaskVisit.this.failed(failure);
    }
  }
}
