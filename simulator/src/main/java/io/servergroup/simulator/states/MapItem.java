package io.servergroup.simulator.states;

/** The item an iteration of a Map works on. */
record MapItem(int index, Object value) {}
