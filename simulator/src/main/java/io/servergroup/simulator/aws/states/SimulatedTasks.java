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
    try {
      return begin(call, completion);
    } catch (NotSimulatedException e) {
      return refuse(call, e.getMessage());
    }
  }

  private RunningTask begin(TaskCall call, TaskCompletion completion) {
    Resource resource = call.resource();
    if (resource.pattern() == Resource.Completion.SYNC) {
      throw new NotSimulatedException(
          "only states:startExecution of a state machine that exists waits for a job");
    }
    boolean isFunction = resource.kind() == Resource.Kind.LAMBDA_FUNCTION;
    if (isFunction || (resource.service().equals("lambda") && action(call).equals("invoke"))) {
      return functions.start(call, completion);
    }
    return SdkTask.start(
        simulation, call, integration(resource.service(), action(call)), completion);
  }

  private Integration integration(String service, String action) {
    if (service.startsWith(SDK)) {
      String name = service.substring(SDK.length());
      return new SdkIntegration(service(name).name(), operation(name, action));
    }
    if (service.equals("dynamodb") && DynamoDbIntegration.ACTIONS.contains(action)) {
      return new DynamoDbIntegration(operation("dynamodb", action), metadata, simulation.queue());
    }
    if (service.equals("events") && action.equals("putEvents")) {
      return new PutEventsIntegration(operation("eventbridge", action));
    }
    throw new NotSimulatedException("there is no such integration");
  }

  private SdkOperation operation(String service, String action) {
    try {
      return service(service).operation(action);
    } catch (IllegalArgumentException e) {
      throw new NotSimulatedException(e.getMessage());
    }
  }

  private SdkService service(String name) {
    SdkService service = services.get(name);
    if (service == null) {
      throw new NotSimulatedException("no client of " + name + " is offered");
    }
    return service;
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
