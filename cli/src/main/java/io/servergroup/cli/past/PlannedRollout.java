package io.servergroup.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rollout meant to do.
 *
 * @param plan as the state machine carries it; a missing node when it was refused
 * @param turnedBack when it began to take its servers back
 */
record PlannedRollout(JsonNode plan, Optional<Instant> turnedBack) {
  static PlannedRollout of(Past past) {
    JsonNode continued = past.rollout().getFirst().continued();
    JsonNode plan =
        past.exits(States.PREPARE)
            .map(event -> event.data().path("rollout"))
            .filter(JsonNode::isObject)
            .findFirst()
            .orElse(continued.isObject() ? continued : MissingNode.getInstance());
    Optional<Instant> back =
        past.exits(States.WHAT_FOLLOWS)
            .filter(event -> event.decision().equals("TURN_BACK"))
            .map(Event::at)
            .findFirst();
    boolean wentBack = continued.path("rollback").isObject();
    return new PlannedRollout(plan, wentBack ? Optional.of(past.began()) : back);
  }

  /** How many servers there are; empty when the rollout was refused. */
  OptionalInt size() {
    return plan.path("size").isInt()
        ? OptionalInt.of(plan.path("size").asInt())
        : OptionalInt.empty();
  }

  /** The number of healthy servers it must not go below. */
  OptionalInt floor() {
    return size().isPresent()
        ? OptionalInt.of(size().getAsInt() - plan.path("batchSize").asInt())
        : OptionalInt.empty();
  }

  /** The target, if all groups have the same; else empty text. */
  String version() {
    Set<String> versions = new TreeSet<>();
    plan.path("targets").forEach(version -> versions.add(version.asText()));
    return versions.size() == 1 ? versions.iterator().next() : "";
  }
}
