/**
 * A rehearsal: a cluster in simulated AWS, the deployed state machines and functions, one rollout,
 * and a report.
 */
package io.servergroup.simulator.rehearsal;
