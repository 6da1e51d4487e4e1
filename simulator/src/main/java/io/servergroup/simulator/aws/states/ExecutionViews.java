package io.servergroup.simulator.aws.states;

import io.servergroup.simulator.aws.sdk.JsonToModel;
import io.servergroup.simulator.aws.sdk.Notation;
import io.servergroup.simulator.states.Execution;
import io.servergroup.simulator.states.ExecutionStatus;
import io.servergroup.simulator.states.StepFunctionsEngine;
import io.servergroup.simulator.states.history.EventJson;
import io.servergroup.simulator.states.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.CloudWatchEventsExecutionDataDetails;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** What the engine knows of executions, in the shapes of the API. */
final class ExecutionViews {
  private static final Set<String> EXECUTION_DATA =
      Set.of(
          "input",
          "inputDetails",
          "output",
          "outputDetails",
          "parameters",
          "assignedVariables",
          "assignedVariablesDetails");

  private ExecutionViews() {}

  static DescribeExecutionResponse description(StepFunctionsEngine engine, Execution execution) {
    CloudWatchEventsExecutionDataDetails included =
        CloudWatchEventsExecutionDataDetails.builder().included(true).build();
    DescribeExecutionResponse.Builder description =
        DescribeExecutionResponse.builder()
            .executionArn(execution.arn())
            .stateMachineArn(execution.stateMachine().arn())
            .name(execution.name())
            .status(execution.status().name())
            .startDate(execution.startTime())
            .stopDate(execution.stopTime())
            .input(Json.print(execution.input()))
            .inputDetails(included)
            .error(execution.error())
            .cause(execution.cause())
            .redriveCount(execution.redriveCount());
    if (execution.status() == ExecutionStatus.SUCCEEDED) {
      description.output(Json.print(execution.output())).outputDetails(included);
    }
    String reason = engine.whyNotRedrivable(execution);
    return description
        .redriveStatus(
            reason == null
                ? ExecutionRedriveStatus.REDRIVABLE
                : ExecutionRedriveStatus.NOT_REDRIVABLE)
        .redriveStatusReason(reason)
        .build();
  }

  static ExecutionListItem listItem(Execution execution) {
    return ExecutionListItem.builder()
        .executionArn(execution.arn())
        .stateMachineArn(execution.stateMachine().arn())
        .name(execution.name())
        .status(execution.status().name())
        .startDate(execution.startTime())
        .stopDate(execution.stopTime())
        .redriveCount(execution.redriveCount())
        .build();
  }

  /**
   * An event of the history.
   *
   * @param withData whether inputs, outputs and variables are shown
   */
  static HistoryEvent event(
      io.servergroup.simulator.states.history.HistoryEvent event, boolean withData) {
    Map<String, Object> json = EventJson.of(event);
    return (HistoryEvent)
        JsonToModel.build(
            (SdkPojo) HistoryEvent.builder(), withData ? json : withoutData(json), Notation.WIRE);
  }

  private static Map<String, Object> withoutData(Map<String, Object> event) {
    Map<String, Object> stripped = new LinkedHashMap<>(event);
    stripped.replaceAll(
        (name, value) -> value instanceof Map<?, ?> details ? membersWithoutData(details) : value);
    return stripped;
  }

  private static Map<?, ?> membersWithoutData(Map<?, ?> details) {
    Map<Object, Object> stripped = new LinkedHashMap<>(details);
    stripped.keySet().removeAll(EXECUTION_DATA);
    return stripped;
  }
}
