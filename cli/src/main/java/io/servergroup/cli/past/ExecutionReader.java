package io.servergroup.cli.past;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.servergroup.aws.CauseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;

/** Reads executions with their histories. */
final class ExecutionReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A page may have 1,000; but each event may carry a plan, and connections may be slow. */
  private static final int PAGE = 200;

  private final SfnClient stepFunctions;

  ExecutionReader(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  /** An execution; empty when it does not exist, or not any more. */
  Optional<Remembered> read(String arn) {
    try {
      DescribeExecutionResponse told =
          stepFunctions.describeExecution(request -> request.executionArn(arn));
      return Optional.of(
          new Remembered(
              arn,
              told.statusAsString(),
              told.startDate(),
              Optional.ofNullable(told.stopDate()),
              json(told.input()),
              json(told.output()),
              Objects.requireNonNullElse(told.error(), ""),
              CauseText.plain(Objects.requireNonNullElse(told.cause(), "")),
              events(arn)));
    } catch (ExecutionDoesNotExistException | InvalidArnException _) {
      return Optional.empty();
    }
  }

  private List<Event> events(String arn) {
    List<Event> events = new ArrayList<>();
    String next = null;
    do {
      String token = next;
      GetExecutionHistoryResponse page =
          stepFunctions.getExecutionHistory(
              request -> request.executionArn(arn).maxResults(PAGE).nextToken(token));
      page.events().stream().map(ExecutionReader::event).forEach(events::add);
      next = page.nextToken();
    } while (next != null);
    return events;
  }

  private static Event event(HistoryEvent event) {
    String name = "";
    String data = null;
    if (event.stateEnteredEventDetails() != null) {
      name = event.stateEnteredEventDetails().name();
      data = event.stateEnteredEventDetails().input();
    } else if (event.stateExitedEventDetails() != null) {
      name = event.stateExitedEventDetails().name();
      data = event.stateExitedEventDetails().output();
    } else if (event.taskScheduledEventDetails() != null) {
      name =
          task(
              event.taskScheduledEventDetails().resourceType(),
              event.taskScheduledEventDetails().resource());
      data = event.taskScheduledEventDetails().parameters();
    } else if (event.taskSubmittedEventDetails() != null) {
      name =
          task(
              event.taskSubmittedEventDetails().resourceType(),
              event.taskSubmittedEventDetails().resource());
      data = event.taskSubmittedEventDetails().output();
    }
    return new Event(event.timestamp(), event.typeAsString(), name, json(data));
  }

  private static String task(String type, String resource) {
    return type + ":" + resource;
  }

  /** What is long is cut, and then is no JSON any more. */
  private static JsonNode json(String text) {
    try {
      return text == null ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
