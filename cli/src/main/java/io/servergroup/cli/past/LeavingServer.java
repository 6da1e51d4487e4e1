package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * A server of a batch, as it was when the batch began.
 *
 * @param number empty when nothing gives it one
 * @param instance that has to leave; empty text when none has to
 */
record LeavingServer(OptionalInt number, String group, String zone, String instance) {
  static LeavingServer of(JsonNode server) {
    JsonNode index = server.path("index");
    return new LeavingServer(
        index.isInt() ? OptionalInt.of(index.asInt()) : OptionalInt.empty(),
        server.path("group").asText(""),
        server.path("zone").asText(""),
        server.path("instance").asText(""));
  }
}
