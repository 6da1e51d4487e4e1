package io.servergroup.simulator.aws.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event on the bus.
 *
 * @param id what the envelope carries as {@code id}
 * @param detailType what the envelope carries as {@code detail-type}
 * @param json the whole envelope
 */
public record BusEvent(String id, String detailType, String json) {
  static BusEvent of(ObjectNode envelope) {
    return new BusEvent(
        envelope.get("id").textValue(),
        envelope.get("detail-type").textValue(),
        envelope.toString());
  }
}
