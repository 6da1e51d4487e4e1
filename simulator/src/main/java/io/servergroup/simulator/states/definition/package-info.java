/**
 * State machine definitions: what a definition says ({@link
 * io.servergroup.simulator.states.definition.StateMachineDefinition}), and the loader that refuses
 * what AWS refuses and says all of it at once ({@link
 * io.servergroup.simulator.states.definition.DefinitionLoader}). Definitions never change and are
 * shared between runs.
 */
package io.servergroup.simulator.states.definition;
