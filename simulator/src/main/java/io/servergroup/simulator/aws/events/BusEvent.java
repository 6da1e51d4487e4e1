package io.servergroup.simulator.aws.events;

/**
 * An event on the bus.
 *
 * @param id what the envelope carries as {@code id}
 * @param detailType what the envelope carries as {@code detail-type}
 * @param json the whole envelope
 */
public record BusEvent(String id, String detailType, String json) {}
