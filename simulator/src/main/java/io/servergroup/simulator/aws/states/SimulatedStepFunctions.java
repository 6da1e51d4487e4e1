package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.StateMachine;
import io.servergroup.simulator.states.StatesException;
import io.servergroup.simulator.states.StepFunctionsEngine;
import io.servergroup.simulator.states.history.HistoryEvent;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveFilter;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * The Step Functions API in front of the engine. State machines are made on the engine; their
 * descriptions therefore say nothing of when that was. Operations that are not here throw {@link
 * UnsupportedOperationException}, as the interface does.
 */
public final class SimulatedStepFunctions implements SfnClient {
  private final CallPath calls;
  private final StepFunctionsEngine engine;
  private final InstantSource clock;

  public SimulatedStepFunctions(CallPath calls, StepFunctionsEngine engine, InstantSource clock) {
    this.calls = calls;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return call(
        "StartExecution",
        request,
        () -> {
          StatesErrors.checkArn(request.stateMachineArn(), "stateMachine", "stateMachineArn");
          Object input =
              request.input() == null
                  ? Map.of()
                  : parse(request.input(), StatesErrors::invalidInput);
          Execution execution =
              engine.startExecution(request.stateMachineArn(), request.name(), input);
          return StartExecutionResponse.builder()
              .executionArn(execution.arn())
              .startDate(execution.startTime())
              .build();
        });
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return call(
        "DescribeExecution",
        request,
        () -> ExecutionViews.description(engine, execution(request.executionArn())));
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    return call(
        "StopExecution",
        request,
        () -> {
          Execution execution = execution(request.executionArn());
          engine.stopExecution(execution.arn(), request.error(), request.cause());
          return StopExecutionResponse.builder().stopDate(execution.stopTime()).build();
        });
  }

  @Override
  public RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
    return call(
        "RedriveExecution",
        request,
        () -> {
          engine.redriveExecution(execution(request.executionArn()).arn());
          return RedriveExecutionResponse.builder().redriveDate(clock.instant()).build();
        });
  }

  /** The executions of one state machine, the newest first. */
  @Override
  public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
    return call(
        "ListExecutions",
        request,
        () -> {
          List<Execution> found =
              engine.executions(stateMachine(request.stateMachineArn()).arn()).stream()
                  .filter(execution -> matches(execution, request))
                  .toList();
          Page<Execution> page =
              Page.of(found, Execution::arn, request.nextToken(), request.maxResults());
          return ListExecutionsResponse.builder()
              .executions(page.items().stream().map(ExecutionViews::listItem).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static boolean matches(Execution execution, ListExecutionsRequest request) {
    boolean redriven = execution.redriveCount() > 0;
    boolean redriveMatches =
        request.redriveFilter() == null
            || redriven == (request.redriveFilter() == ExecutionRedriveFilter.REDRIVEN);
    return redriveMatches
        && (request.statusFilter() == null
            || execution.status().name().equals(request.statusFilterAsString()));
  }

  @Override
  public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
    return call(
        "GetExecutionHistory",
        request,
        () -> {
          List<HistoryEvent> events = execution(request.executionArn()).history();
          Page<HistoryEvent> page =
              Page.of(
                  Boolean.TRUE.equals(request.reverseOrder()) ? events.reversed() : events,
                  event -> String.valueOf(event.id()),
                  request.nextToken(),
                  request.maxResults());
          boolean withData = !Boolean.FALSE.equals(request.includeExecutionData());
          return GetExecutionHistoryResponse.builder()
              .events(
                  page.items().stream()
                      .map(event -> ExecutionViews.event(event, withData))
                      .toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  @Override
  public DescribeStateMachineResponse describeStateMachine(DescribeStateMachineRequest request) {
    return call(
        "DescribeStateMachine",
        request,
        () -> {
          StateMachine machine = stateMachine(request.stateMachineArn());
          return DescribeStateMachineResponse.builder()
              .stateMachineArn(machine.arn())
              .name(machine.name())
              .roleArn(machine.roleArn())
              .definition(machine.definition().source())
              .status(StateMachineStatus.ACTIVE)
              .type(StateMachineType.STANDARD)
              .build();
        });
  }

  @Override
  public ListStateMachinesResponse listStateMachines(ListStateMachinesRequest request) {
    return call(
        "ListStateMachines",
        request,
        () -> {
          Page<StateMachine> page =
              Page.of(
                  engine.stateMachines(),
                  StateMachine::arn,
                  request.nextToken(),
                  request.maxResults());
          return ListStateMachinesResponse.builder()
              .stateMachines(
                  page.items().stream().map(SimulatedStepFunctions::machineItem).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static StateMachineListItem machineItem(StateMachine machine) {
    return StateMachineListItem.builder()
        .stateMachineArn(machine.arn())
        .name(machine.name())
        .type(StateMachineType.STANDARD)
        .build();
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    return call(
        "SendTaskSuccess",
        request,
        () -> {
          Object output = parse(present(request.output(), "output"), StatesErrors::invalidOutput);
          engine.sendTaskSuccess(present(request.taskToken(), "taskToken"), output);
          return SendTaskSuccessResponse.builder().build();
        });
  }

  @Override
  public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
    return call(
        "SendTaskFailure",
        request,
        () -> {
          engine.sendTaskFailure(
              present(request.taskToken(), "taskToken"), request.error(), request.cause());
          return SendTaskFailureResponse.builder().build();
        });
  }

  @Override
  public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
    return call(
        "SendTaskHeartbeat",
        request,
        () -> {
          engine.sendTaskHeartbeat(present(request.taskToken(), "taskToken"));
          return SendTaskHeartbeatResponse.builder().build();
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private <T> T call(String operation, Object request, Supplier<T> effect) {
    return calls.call(
        "states",
        operation,
        request,
        () -> {
          try {
            return effect.get();
          } catch (StatesException e) {
            throw StatesErrors.of(e);
          }
        });
  }

  private Execution execution(String arn) {
    StatesErrors.checkArn(arn, "execution", "executionArn");
    return engine.execution(arn);
  }

  private StateMachine stateMachine(String arn) {
    StatesErrors.checkArn(arn, "stateMachine", "stateMachineArn");
    return engine.stateMachine(arn);
  }

  private static String present(String value, String member) {
    if (value == null) {
      throw StatesErrors.missing(member);
    }
    return value;
  }

  private static Object parse(String json, Function<String, RuntimeException> error) {
    try {
      return Json.parse(json);
    } catch (MalformedJsonException e) {
      throw error.apply(e.getMessage());
    }
  }
}
