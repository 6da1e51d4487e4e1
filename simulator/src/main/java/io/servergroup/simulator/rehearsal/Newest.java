package io.servergroup.simulator.rehearsal;

/**
 * The newest instance of an Auto Scaling group.
 *
 * @param instance its id
 * @param state its life cycle state as the API writes it
 * @param version the launch template version it was launched from
 */
record Newest(String instance, String state, long version) {}
