package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
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
  Remembered {
    events = List.copyOf(events);
  }

  /** The same without the events that came later. */
  Remembered until(Instant end) {
    return new Remembered(
        arn,
        status,
        start,
        stop,
        input,
        output,
        error,
        cause,
        events.stream().filter(event -> !event.at().isAfter(end)).toList());
  }

  /** The ARNs of the executions that it started and waited for, in that order. */
  List<String> children() {
    return children(events);
  }

  /** A start that is tried again may find that it had begun the execution: that is still one. */
  static List<String> children(List<Event> events) {
    return events.stream().flatMap(event -> event.child().stream()).distinct().toList();
  }

  /** What happened in each visit of a state and after it, until the next visit. */
  List<List<Event>> visits(String state) {
    List<List<Event>> visits = new ArrayList<>();
    int end = events.size();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).entered(state)) {
        visits.addFirst(events.subList(i, end));
        end = i;
      }
    }
    return visits;
  }

  /** The rollout that it goes on with; a missing node when it began one. */
  JsonNode continued() {
    return input.path("continues").path("rollout");
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
    return input.path("serverGroup").asText(continued().path("serverGroup").asText());
  }
}
