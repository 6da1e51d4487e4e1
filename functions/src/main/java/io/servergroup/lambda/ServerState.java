package io.servergroup.lambda;

import io.servergroup.rollout.ChosenServer;
import java.util.OptionalInt;

/**
 * A server of a batch as JSON.
 *
 * @param index its number; null when nothing gives it one
 * @param instance the id of the instance to be replaced
 */
public record ServerState(Integer index, String group, String instance, String zone) {

  static ServerState of(ChosenServer server) {
    return new ServerState(
        server.index().isPresent() ? server.index().getAsInt() : null,
        server.group(),
        server.instanceId(),
        server.zone());
  }

  ChosenServer chosen() {
    return new ChosenServer(
        index == null ? OptionalInt.empty() : OptionalInt.of(index), group, instance, zone);
  }
}
