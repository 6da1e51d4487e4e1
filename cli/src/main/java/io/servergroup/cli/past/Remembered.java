package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An execution, as Step Functions remembers it.
 *
 * @param status such as {@code SUCCEEDED}
 * @param stop empty while it runs
 * @param error empty text when it has none
 * @param cause empty text when it has none
 */
record Remembered(
    String arn,
    String status,
    Instant start,
    Optional<Instant> stop,
    JsonNode input,
    JsonNode output,
    String error,
    String cause,
    List<Event> events) {
  private static final String STARTED_CHILD = "states:startExecution.sync:2";

  Remembered {
    events = List.copyOf(events);
  }

  /** The ARNs of the executions that it started and waited for, in that order. */
  List<String> children() {
    return events.stream()
        .filter(event -> event.is("TaskSubmitted", STARTED_CHILD))
        .map(event -> event.data().path("ExecutionArn").asText())
        .filter(arn -> !arn.isEmpty())
        .toList();
  }

  /** The execution before it, of the same rollout. */
  Optional<String> predecessor() {
    return Optional.of(input.path("continues").path("predecessor").asText())
        .filter(arn -> !arn.isEmpty());
  }

  /** The execution after it, of the same rollout. */
  Optional<String> successor() {
    return Optional.of(output)
        .filter(told -> told.path("status").asText().equals("HANDED_OVER"))
        .map(told -> told.path("successor").asText());
  }

  /** The group that it is a rollout of; empty text when it is of none. */
  String serverGroup() {
    JsonNode continues = input.path("continues").path("rollout").path("serverGroup");
    return input.path("serverGroup").asText(continues.asText());
  }
}
