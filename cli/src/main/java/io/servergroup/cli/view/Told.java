package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout said last of itself.
 *
 * @param phase what it does, in words
 * @param batch the number of its batch, from 1; 0 when it has none
 * @param servers the names of the batch's servers
 * @param floor how many servers have to stay healthy
 * @param waitsFor what it waits for, one sentence each
 * @param estimatedEnd an instant; empty when nothing tells
 */
public record Told(
    String phase,
    int batch,
    List<String> servers,
    int floor,
    List<String> waitsFor,
    Optional<String> estimatedEnd) {
  /** As a status has it; a rollout that has told nothing yet is about to begin. */
  public static Told of(RolloutStatus status) {
    return status
        .status()
        .progress()
        .map(JsonText::read)
        .map(Told::of)
        .orElse(new Told("starting", 0, List.of(), 0, List.of(), Optional.empty()));
  }

  private static Told of(JsonNode record) {
    List<String> servers = new ArrayList<>();
    record.path("servers").forEach(each -> servers.add(each.asText()));
    List<String> waitsFor = new ArrayList<>();
    record
        .path("blockers")
        .forEach(
            each ->
                waitsFor.add(
                    each.path("subject").asText() + ": " + each.path("condition").asText()));
    return new Told(
        record.path("phase").asText().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        record.path("batch").asInt(),
        servers,
        record.path("floor").asInt(),
        waitsFor.isEmpty() && !record.path("reason").asText().isEmpty()
            ? List.of(record.path("reason").asText())
            : waitsFor,
        Optional.ofNullable(record.path("estimatedEnd").textValue()));
  }
}
