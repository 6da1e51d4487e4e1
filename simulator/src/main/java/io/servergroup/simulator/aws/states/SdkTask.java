package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.sdk.InvalidArgumentsException;
import io.servergroup.simulator.kernel.FiberKilled;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One call of an API on a fiber of its own. A task that is called off before the request was sent
 * sends none; a request that is on its way takes effect, and its answer is dropped.
 */
final class SdkTask {
  private final TaskCall call;
  private final Integration integration;
  private final TaskCompletion completion;
  private TaskOutcome outcome;
  private boolean cancelled;

  private SdkTask(TaskCall call, Integration integration, TaskCompletion completion) {
    this.call = call;
    this.integration = integration;
    this.completion = completion;
  }

  static RunningTask start(
      Simulation simulation, TaskCall call, Integration integration, TaskCompletion completion) {
    if (!(call.arguments() instanceof Map<?, ?> arguments)) {
      StartRefusal.of(call, List.of("The arguments must be an OBJECT")).report(call, completion);
      return RunningTask.NOT_CANCELLABLE;
    }
    Supplier<TaskOutcome> request;
    try {
      request = integration.prepare(arguments);
    } catch (InvalidArgumentsException e) {
      StartRefusal.of(call, e.findings()).report(call, completion);
      return RunningTask.NOT_CANCELLABLE;
    }
    SdkTask task = new SdkTask(call, integration, completion);
    // Nobody needs the fiber itself: it ends on its own, with its one call.
    var _ = simulation.start(name(call), () -> task.run(request), task::ended);
    return reason -> task.cancelled = true;
  }

  private static String name(TaskCall call) {
    String arn = call.executionArn();
    return "%s/%s#%d"
        .formatted(
            arn.substring(arn.lastIndexOf(':') + 1), call.stateName(), call.scheduledEventId());
  }

  private void run(Supplier<TaskOutcome> request) {
    if (cancelled) {
      return;
    }
    try {
      outcome = request.get();
    } catch (SdkException e) {
      outcome = integration.refused(e);
    }
  }

  private void ended(Throwable thrown) {
    switch (thrown) {
      case null -> {}
      // Step Functions itself does not die; whatever befell its request, it sees no answer.
      case FiberKilled death -> outcome = integration.refused(noAnswer());
      default ->
          throw new IllegalStateException(
              "execution %s, state %s: calling %s broke the simulated service: %s"
                  .formatted(call.executionArn(), call.stateName(), call.resource().arn(), thrown),
              thrown);
    }
    if (outcome != null && !cancelled) {
      outcome.report(call, completion);
    }
  }

  private static SdkException noAnswer() {
    return SdkClientException.create("Unable to execute HTTP request: the connection was lost");
  }
}
