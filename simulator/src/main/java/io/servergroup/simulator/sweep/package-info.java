/**
 * Hostile runs by the thousand: clusters, rollouts, people and faults drawn from a seed, checked
 * against the rules of {@link io.servergroup.simulator.rehearsal.Invariants}, counted, replayed and
 * made smaller when they fail.
 */
package io.servergroup.simulator.sweep;
