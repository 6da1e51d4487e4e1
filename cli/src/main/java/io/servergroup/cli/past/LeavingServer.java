package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.servergroup.group.TemplateVersion;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server of a batch, as it was when the batch began.
 *
 * @param number empty when nothing gives it one
 * @param instance that has to leave; empty text when none has to
 * @param version what that instance was launched from; empty when nobody knew
 */
record LeavingServer(
    OptionalInt number,
    String group,
    String zone,
    String instance,
    Optional<TemplateVersion> version) {
  static LeavingServer of(JsonNode server) {
    JsonNode index = server.path("index");
    return new LeavingServer(
        index.isInt() ? OptionalInt.of(index.asInt()) : OptionalInt.empty(),
        server.path("group").asText(""),
        server.path("zone").asText(""),
        server.path("instance").asText(""),
        Optional.of(server.path("version").asText(""))
            .filter(text -> !text.isEmpty())
            .map(TemplateVersion::of));
  }
}
