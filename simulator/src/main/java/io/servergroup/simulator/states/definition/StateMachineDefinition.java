package io.servergroup.simulator.states.definition;

/**
 * A definition that has been checked.
 *
 * @param timeoutSeconds how long an execution may run, or null
 * @param source the text it was read from
 */
public record StateMachineDefinition(Graph graph, Integer timeoutSeconds, String source) {}
