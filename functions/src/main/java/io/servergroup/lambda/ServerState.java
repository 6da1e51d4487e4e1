package io.servergroup.lambda;

import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.ChosenServer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server of a batch as JSON.
 *
 * @param index its number; null when nothing gives it one
 * @param instance the id of the instance to be replaced
 * @param version what that instance was launched from, such as {@code lt-0abc:7}; null when that is
 *     not known
 */
public record ServerState(
    Integer index, String group, String instance, String zone, String version) {

  static ServerState of(ChosenServer server) {
    return new ServerState(
        server.index().isPresent() ? server.index().getAsInt() : null,
        server.group(),
        server.instanceId(),
        server.zone(),
        server.launchedFrom().map(TemplateVersion::toString).orElse(null));
  }

  ChosenServer chosen() {
    return new ChosenServer(
        index == null ? OptionalInt.empty() : OptionalInt.of(index),
        group,
        instance,
        zone,
        Optional.ofNullable(version).map(TemplateVersion::of));
  }
}
