/**
 * The deterministic heart of the simulator: one event queue on virtual time, cooperative processes,
 * seeded random streams and the trace with its hash. Knows nothing about AWS.
 */
package io.servergroup.simulator.kernel;
