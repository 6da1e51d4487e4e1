package io.servergroup.simulator.states.recorded;

import io.servergroup.simulator.states.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One execution recorded on AWS.
 *
 * @param input what to start it with
 * @param recordedInput the input as the history shows it: some of its texts were masked
 * @param taskOutcomes the events that ended or submitted its tasks, in order
 */
record Recording(
    String id,
    Map<?, ?> definition,
    Object input,
    Object recordedInput,
    List<Map<?, ?>> taskOutcomes,
    List<Map<?, ?>> history) {

  static List<Recording> readAll(Path file) {
    try {
      List<Recording> recordings = new ArrayList<>();
      for (Map<?, ?> json : maps(Json.parse(Files.readString(file)))) {
        recordings.add(
            new Recording(
                (String) json.get("id"),
                (Map<?, ?>) json.get("definition"),
                json.get("input"),
                json.get("recordedInput"),
                maps(json.get("taskOutcomes")),
                maps(json.get("history"))));
      }
      return recordings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody stopped the execution. */
  boolean wasStopped() {
    return !history.isEmpty() && "ExecutionAborted".equals(history.getLast().get("type"));
  }

  /** The details of an event; empty when it has none. */
  static Map<?, ?> details(Map<?, ?> event) {
    for (Map.Entry<?, ?> member : event.entrySet()) {
      if (member.getKey().toString().endsWith("EventDetails")) {
        return (Map<?, ?>) member.getValue();
      }
    }
    return Map.of();
  }

  private static List<Map<?, ?>> maps(Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object element : (List<?>) list) {
      maps.add((Map<?, ?>) element);
    }
    return maps;
  }
}
