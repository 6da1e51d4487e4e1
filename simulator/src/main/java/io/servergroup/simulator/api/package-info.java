/**
 * The path every simulated AWS call takes: it costs virtual time, can be hit by a fault before or
 * after its effect, is counted and leaves a line in the trace.
 */
package io.servergroup.simulator.api;
