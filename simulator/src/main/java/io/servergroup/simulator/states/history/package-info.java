/** The history of an execution: events with the types and details that AWS records. */
package io.servergroup.simulator.states.history;
