package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.sdk.SdkOperation;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.definition.Resource;
import io.servergroup.simulator.states.task.RunningTask;
import io.servergroup.simulator.states.task.TaskCall;
import io.servergroup.simulator.states.task.TaskCompletion;
import io.servergroup.simulator.states.task.TaskRunner;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the tasks of simulated state machines call: functions of simulated Lambda, and simulated SDK
 * clients. A task that waits for its token finds it in its own arguments, where the definition put
 * it, and counts as submitted once the call was answered.
 *
 * <p>A resource that is not simulated ends the run: a rehearsal that went on would prove nothing.
 */
public final class SimulatedTasks implements TaskRunner {
  private static final String SDK = "aws-sdk:";

  private final Simulation simulation;
  private final LambdaTasks functions;
  private final ResponseMetadata metadata;
  private final Map<String, SdkService> services = new TreeMap<>();

  public SimulatedTasks(Simulation simulation, LambdaService lambda) {
    this.simulation = simulation;
    this.metadata = new ResponseMetadata(simulation.stream("task-metadata"));
    this.functions = new LambdaTasks(lambda, metadata, simulation.queue());
  }

  /** Makes a service callable as {@code aws-sdk:<its name in small letters>:<operation>}. */
  public void offer(SdkService service) {
    services.put(service.name().toLowerCase(Locale.ROOT), service);
  }

  @Override
  public RunningTask start(TaskCall call, TaskCompletion completion) {
    Resource resource = call.resource();
    boolean isFunction = resource.kind() == Resource.Kind.LAMBDA_FUNCTION;
    if (resource.pattern() == Resource.Completion.SYNC) {
      return refuse(call, "it waits for a job, which only states:startExecution can");
    }
    if (isFunction || (resource.service().equals("lambda") && action(call).equals("invoke"))) {
      return functions.start(call, completion);
    }
    try {
      Optional<Integration> integration = integration(resource.service(), action(call));
      return integration.isEmpty()
          ? refuse(call, "there is no such integration")
          : SdkTask.start(simulation, call, integration.get(), completion);
    } catch (IllegalArgumentException e) {
      return refuse(call, e.getMessage());
    }
  }

  private Optional<Integration> integration(String service, String action) {
    if (service.startsWith(SDK)) {
      return Optional.ofNullable(services.get(service.substring(SDK.length())))
          .map(found -> new SdkIntegration(found.name(), found.operation(action)));
    }
    if (service.equals("dynamodb") && DynamoDbIntegration.ACTIONS.contains(action)) {
      return operation("dynamodb", action)
          .map(found -> new DynamoDbIntegration(found, metadata, simulation.queue()));
    }
    if (service.equals("events") && action.equals("putEvents")) {
      return operation("eventbridge", action).map(PutEventsIntegration::new);
    }
    return Optional.empty();
  }

  private Optional<SdkOperation> operation(String service, String action) {
    return Optional.ofNullable(services.get(service)).map(found -> found.operation(action));
  }

  private static String action(TaskCall call) {
    String action = call.resource().action();
    int suffix = action.indexOf('.');
    return suffix < 0 ? action : action.substring(0, suffix);
  }

  // Thrown on the queue, not here: an execution may have been started by a function, and the
  // function must not be able to catch it.
  private RunningTask refuse(TaskCall call, String reason) {
    String message =
        "execution %s, state %s: %s is not simulated: %s; supported are %s"
            .formatted(
                call.executionArn(), call.stateName(), call.resource().arn(), reason, supported());
    simulation
        .queue()
        .soon(
            "refuse " + call.resource().arn(),
            () -> {
              throw new UnsupportedOperationException(message);
            });
    return RunningTask.NOT_CANCELLABLE;
  }

  private String supported() {
    StringBuilder list = new StringBuilder("ARNs of functions, lambda:invoke");
    if (services.containsKey("dynamodb")) {
      list.append(", dynamodb:getItem|putItem|updateItem|deleteItem");
    }
    if (services.containsKey("eventbridge")) {
      list.append(", events:putEvents");
    }
    services.keySet().forEach(name -> list.append(", ").append(SDK).append(name));
    return list.append(", states:startExecution of a state machine that exists").toString();
  }
}
