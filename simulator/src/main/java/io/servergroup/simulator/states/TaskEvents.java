package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;

/** The events of a task: those of a function named directly, or those of an integration. */
sealed interface TaskEvents {
  static TaskEvents of(Resource resource) {
    return switch (resource.kind()) {
      case LAMBDA_FUNCTION -> new OfFunction(resource);
      case INTEGRATION -> new OfIntegration(resource);
    };
  }

  EventType scheduled();

  EventType started();

  EventType succeeded();

  EventType failed();

  EventType timedOut();

  Details scheduled(
      Object arguments, Integer timeoutSeconds, Integer heartbeatSeconds, String region);

  Details startedDetails();

  Details output(Object output);

  Details failed(String error, String cause);

  /** {@code arn:aws:lambda:...:function:...}. */
  record OfFunction(Resource resource) implements TaskEvents {
    @Override
    public EventType scheduled() {
      return EventType.LAMBDA_FUNCTION_SCHEDULED;
    }

    @Override
    public EventType started() {
      return EventType.LAMBDA_FUNCTION_STARTED;
    }

    @Override
    public EventType succeeded() {
      return EventType.LAMBDA_FUNCTION_SUCCEEDED;
    }

    @Override
    public EventType failed() {
      return EventType.LAMBDA_FUNCTION_FAILED;
    }

    @Override
    public EventType timedOut() {
      return EventType.LAMBDA_FUNCTION_TIMED_OUT;
    }

    @Override
    public Details scheduled(
        Object arguments, Integer timeoutSeconds, Integer heartbeatSeconds, String region) {
      return new Details.LambdaScheduled(resource.arn(), arguments, timeoutSeconds);
    }

    @Override
    public Details startedDetails() {
      return new Details.None();
    }

    @Override
    public Details output(Object output) {
      return new Details.LambdaSucceeded(output);
    }

    @Override
    public Details failed(String error, String cause) {
      return new Details.LambdaFailed(error, cause);
    }
  }

  /** {@code arn:aws:states:::service:action}. */
  record OfIntegration(Resource resource) implements TaskEvents {
    @Override
    public EventType scheduled() {
      return EventType.TASK_SCHEDULED;
    }

    @Override
    public EventType started() {
      return EventType.TASK_STARTED;
    }

    @Override
    public EventType succeeded() {
      return EventType.TASK_SUCCEEDED;
    }

    @Override
    public EventType failed() {
      return EventType.TASK_FAILED;
    }

    @Override
    public EventType timedOut() {
      return EventType.TASK_TIMED_OUT;
    }

    @Override
    public Details scheduled(
        Object arguments, Integer timeoutSeconds, Integer heartbeatSeconds, String region) {
      return new Details.TaskScheduled(
          resource.service(),
          resource.action(),
          region,
          arguments,
          timeoutSeconds,
          heartbeatSeconds);
    }

    @Override
    public Details startedDetails() {
      return new Details.TaskStarted(resource.service(), resource.action());
    }

    @Override
    public Details output(Object output) {
      return new Details.TaskOutput(resource.service(), resource.action(), output);
    }

    @Override
    public Details failed(String error, String cause) {
      return new Details.TaskFailed(resource.service(), resource.action(), error, cause);
    }
  }
}
